"""One notice filled with other names: the same words about somebody else, without a figure, are another text.

Invented people and places.
"""

from itertools import combinations

import pytest

from sources.comparison import (
    JOIN_PROBABILITY,
    REVIEW_PROBABILITY,
    Document,
    PreparedDocument,
    compare,
    explain,
    prepare,
)
from sources.comparison.clustering import NEVER_JOINED

NOTICES = {
    "en": """\
The funeral of {0} takes place on {3} at the chapel of {1}.
Friends and neighbours remember a quiet teacher who worked at the school of {2} for most of a long life.
The family asks for donations to the lifeboat station instead of flowers.
The choir of the parish sings, and everybody is welcome in the hall of the village afterwards.""",
    "pt": """\
O funeral de {0} realiza-se na {3} na capela de {1}.
Amigos e vizinhos recordam um professor discreto que trabalhou na escola de {2} durante quase toda a vida.
A família pede donativos para a estação de salvamento em vez de flores.
O coro da paróquia canta, e todos são bem-vindos depois no salão da aldeia.""",
    "ru": """\
Похороны, на которых простятся с {0}, пройдут в {3} в часовне города {1}.
Друзья и соседи вспоминают тихого учителя, который почти всю жизнь работал в школе города {2}.
Семья просит вместо цветов жертвовать деньги спасательной станции.
Споёт приходской хор, а после все приглашены в сельский клуб.""",
    "zh": """\
{0}的葬礼将于{3}在{1}的小教堂举行。
朋友和邻居们怀念这位安静的老师，他一生大部分时间都在{2}的学校工作。
家属请求大家不要送花，而是向救生艇站捐款。
教区合唱团将会演唱，仪式之后欢迎所有人到村里的大厅相聚。""",
    "th": """\
พิธีศพของ{0}จะจัดขึ้นในวัน{3}ที่โบสถ์เมือง{1}
เพื่อนและเพื่อนบ้านระลึกถึงครูผู้เงียบขรึมที่ทำงานในโรงเรียนเมือง{2}เกือบทั้งชีวิต
ครอบครัวขอให้บริจาคเงินแก่สถานีเรือกู้ภัยแทนดอกไม้
คณะนักร้องประสานเสียงของโบสถ์จะร้องเพลง และทุกคนได้รับเชิญไปที่หอประชุมหมู่บ้านหลังจากนั้น""",
    "hi": """\
{0} का अंतिम संस्कार {3} को {1} के चैपल में होगा।
मित्र और पड़ोसी एक शांत शिक्षक को याद करते हैं जिन्होंने जीवन का अधिकांश समय {2} के स्कूल में काम किया।
परिवार फूलों के बजाय जीवन रक्षक नौका केंद्र के लिए दान मांगता है।
गिरजाघर की मंडली गाएगी और बाद में गाँव के सभागार में सबका स्वागत है।""",
    "sw": """\
Mazishi ya {0} yatafanyika {3} katika kanisa la {1}.
Marafiki na majirani wanamkumbuka mwalimu mtulivu aliyefanya kazi katika shule ya {2} kwa sehemu kubwa ya maisha yake.
Familia inaomba michango kwa kituo cha uokoaji badala ya maua.
Kwaya ya parokia itaimba, na kila mtu anakaribishwa katika ukumbi wa kijiji baadaye.""",
    "vi": """\
Tang lễ của {0} diễn ra vào {3} tại nhà nguyện {1}.
Bạn bè và hàng xóm nhớ về một thầy giáo trầm lặng đã làm việc tại trường {2} gần suốt cuộc đời.
Gia đình xin quyên góp cho trạm cứu hộ thay vì gửi hoa.
Dàn hợp xướng của giáo xứ sẽ hát, và sau đó mọi người được chào đón tại hội trường của làng.""",
}
NAMES = {
    "en": [("Ines Marwood", "Calder", "Ombry", "Monday"), ("Piotr Ekberg", "Weirham", "Sennet", "Friday")],
    "pt": [
        ("Inês Marvão", "Caldeira", "Ombria", "segunda-feira"),
        ("Pedro Eiras", "Verim", "Senete", "sexta-feira"),
    ],
    "ru": [
        ("Инес Марвуд", "Калдер", "Омбри", "понедельник"),
        ("Петром Экбергом", "Вейрхем", "Сеннет", "пятницу"),
    ],
    "zh": [("伊内斯·马伍德", "卡尔德", "翁布里", "星期一"), ("彼得·埃克贝里", "韦勒姆", "森内特", "星期五")],
    "th": [("อิเนส มาร์วูด", "คาลเดอร์", "ออมบรี", "จันทร์"), ("ปีเตอร์ เอกเบิร์ก", "เวียร์แฮม", "เซนเน็ต", "ศุกร์")],
    "hi": [("इनेस मारवुड", "काल्डर", "ओम्ब्री", "सोमवार"), ("पीटर एकबर्ग", "वेयरहैम", "सेनेट", "शुक्रवार")],
    "sw": [("Ines Marwood", "Calder", "Ombry", "Jumatatu"), ("Piotr Ekberg", "Weirham", "Sennet", "Ijumaa")],
    "vi": [("Ines Marwood", "Calder", "Ombry", "thứ Hai"), ("Piotr Ekberg", "Weirham", "Sennet", "thứ Sáu")],
}


@pytest.mark.parametrize("language", NOTICES)
def test_the_same_notice_about_somebody_else_is_shown_and_never_joined(language: str) -> None:
    one, other = (NOTICES[language].format(*names) for names in NAMES[language])
    comparison = compare(
        *prepare([Document("a", "", one, language), Document("b", "", other, language)], leads=False)
    )
    assert REVIEW_PROBABILITY <= comparison.probability < JOIN_PROBABILITY, explain(comparison)


@pytest.mark.parametrize("language", NOTICES)
def test_the_same_notice_with_another_ending_is_the_same(language: str) -> None:
    text = NOTICES[language].format(*NAMES[language][0])
    lines = text.split("\n")
    longer = "\n".join([*lines, *lines[1:2]])
    comparison = compare(
        *prepare([Document("a", "", text, language), Document("b", "", longer, language)], leads=False)
    )
    assert comparison.probability >= JOIN_PROBABILITY, explain(comparison)
    assert comparison.relation not in NEVER_JOINED


# In Portuguese the names are translated; of two scripts without capitals nothing is known.
ACROSS = [
    (one, other)
    for one, other in combinations(sorted(set(NOTICES) - {"pt"}), 2)
    if not {one, other} <= {"zh", "th", "hi"}
]


@pytest.fixture(scope="module")
def notices() -> dict[tuple[str, int], PreparedDocument]:
    """Every language's notices about two people, embedded in one batch."""
    keys = [(language, person) for language in NOTICES for person in (0, 1)]
    documents = [Document(f"{k} {n}", "", NOTICES[k].format(*NAMES[k][n]), k) for k, n in keys]
    return dict(zip(keys, prepare(documents, leads=False), strict=True))


@pytest.mark.parametrize(("one", "other"), ACROSS)
def test_the_same_notice_in_another_language_is_a_translation(
    one: str, other: str, notices: dict[tuple[str, int], PreparedDocument]
) -> None:
    for person in (0, 1):
        comparison = compare(notices[one, person], notices[other, person])
        assert comparison.probability >= JOIN_PROBABILITY, explain(comparison)
        assert comparison.relation == "translation"


def test_a_notice_about_somebody_else_in_another_language_is_hardly_ever_joined(
    notices: dict[tuple[str, int], PreparedDocument],
) -> None:
    """But where a short name is heard by chance."""
    joined = [
        (one, other, first)
        for one, other in ACROSS
        for first, second in ((0, 1), (1, 0))
        if compare(notices[one, first], notices[other, second]).probability >= JOIN_PROBABILITY
    ]
    assert len(joined) <= 0.1 * 2 * len(ACROSS), joined


def test_it_is_said_why_a_person_decides() -> None:
    one, other = (NOTICES["en"].format(*names) for names in NAMES["en"])
    comparison = compare(*prepare([Document("a", "", one), Document("b", "", other)], leads=False))
    assert any("with other names" in line for line in explain(comparison))
    assert any("no telling figure and no name" in line for line in explain(comparison))
