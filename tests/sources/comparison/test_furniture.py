"""Cookie notices, rights and calls to subscribe belong to the page in any language; news about them does not."""

import pytest

from sources.comparison import JOIN_PROBABILITY, Document, compare, prepare
from sources.comparison.furniture import is_furniture

NOTICES = {
    "pt": [
        "Este site utiliza cookies para melhorar a sua experiência de navegação.",
        "Ao continuar a navegar, aceita a utilização de cookies.",
        "Pode alterar as suas preferências a qualquer momento nas definições.",
        "Todos os direitos reservados.",
        "Subscreva a nossa newsletter e receba as notícias no seu e-mail.",
    ],
    "fr": [
        "Nous et nos partenaires utilisons des cookies pour mesurer l'audience.",
        "En cliquant sur « Accepter », vous consentez à l'utilisation de cookies.",
        "Vous pouvez modifier vos choix à tout moment.",
        "Tous droits réservés.",
        "Inscrivez-vous à notre newsletter.",
    ],
    "tr": [
        "Bu internet sitesi, deneyiminizi geliştirmek için çerezler kullanmaktadır.",
        "Çerezleri kabul ederek gizlilik politikamızı onaylamış olursunuz.",
        "Tüm hakları saklıdır.",
        "Bültenimize abone olun.",
    ],
    "vi": [
        "Trang web này sử dụng cookie để cải thiện trải nghiệm của bạn.",
        "Bằng cách tiếp tục, bạn đồng ý với việc sử dụng cookie.",
        "Bản quyền thuộc về báo Hải Cảng.",
        "Đăng ký nhận bản tin của chúng tôi.",
    ],
    "th": [
        "เว็บไซต์นี้ใช้คุกกี้เพื่อพัฒนาประสบการณ์ของคุณ",
        "คุณสามารถเปลี่ยนการตั้งค่าคุกกี้ได้ตลอดเวลา",
        "สงวนลิขสิทธิ์",
        "สมัครรับจดหมายข่าวของเรา",
    ],
    "hi": [
        "यह वेबसाइट आपके अनुभव को बेहतर बनाने के लिए कुकीज़ का उपयोग करती है।",
        "सभी कुकीज़ स्वीकार करें।",
        "सर्वाधिकार सुरक्षित।",
        "हमारे न्यूज़लेटर की सदस्यता लें।",
    ],
    "sw": [
        "Tovuti hii hutumia vidakuzi ili kuboresha matumizi yako.",
        "Kubali vidakuzi vyote.",
        "Haki zote zimehifadhiwa.",
        "Jiandikishe kupokea jarida letu.",
    ],
    "ms": [
        "Laman web ini menggunakan kuki untuk meningkatkan pengalaman anda.",
        "Terima semua kuki.",
        "Hak cipta terpelihara.",
        "Langgan surat berita kami.",
    ],
    "tl": [
        "Gumagamit ang website na ito ng cookies upang mapabuti ang iyong karanasan.",
        "Tanggapin ang lahat ng cookies.",
        "Lahat ng karapatan ay nakalaan.",
        "Mag-subscribe sa aming newsletter.",
    ],
    "ru": [
        "Этот сайт использует файлы cookie для улучшения работы.",
        "Продолжая пользоваться сайтом, вы соглашаетесь на использование файлов cookie.",
        "Все права защищены.",
        "Подпишитесь на нашу рассылку.",
    ],
    "zh": [
        "本网站使用Cookie来改善您的体验。",
        "您可以随时更改Cookie设置。",
        "版权所有，未经许可不得转载。",
        "订阅我们的新闻简报。",
    ],
    "id": [
        "Situs web ini menggunakan cookie untuk meningkatkan pengalaman Anda.",
        "Terima semua cookie.",
        "Hak cipta dilindungi undang-undang.",
        "Berlangganan buletin kami.",
    ],
    "de": [
        "Wir und unsere Partner verwenden Cookies, um Inhalte zu personalisieren.",
        "Sie können Ihre Einwilligung jederzeit widerrufen.",
        "Alle Rechte vorbehalten.",
        "Abonnieren Sie unseren Newsletter.",
    ],
    "es": [
        "Este sitio web utiliza cookies propias y de terceros.",
        "Puede cambiar sus preferencias en cualquier momento en la configuración de cookies.",
        "Todos los derechos reservados.",
        "Suscríbase a nuestro boletín.",
    ],
    "ar": [
        "يستخدم هذا الموقع ملفات تعريف الارتباط لتحسين تجربتك.",
        "جميع الحقوق محفوظة.",
        "اشترك في نشرتنا البريدية.",
    ],
    "ja": [
        "当サイトではクッキーを使用しています。",
        "すべてのクッキーを受け入れる",
        "無断転載を禁じます。",
        "ニュースレターに登録する",
    ],
}
NEWS = [
    "The regulator fined the company 40 million crowns because its site set cookies before anybody had agreed.",
    "Grandmother's cookies won the prize at the fair, and this site on the hill was full by noon.",
    "Le tribunal a jugé que les cookies de l'entreprise suivaient des enfants pendant des mois.",
    "A newsletter for parents, written by two teachers, now reaches 4,000 families in the valley.",
    "Os direitos das crianças foram o tema de um debate de três horas no parlamento.",
    "网站运营商因收集儿童数据被罚款四百万元。",
    "ผู้ดำเนินการเว็บไซต์ถูกปรับสี่ล้านบาทเพราะเก็บข้อมูลเด็ก",
    "Organisasi itu meminta 4.000 orang tua membaca aturan baru tentang hak anak.",
]


@pytest.mark.parametrize("language", NOTICES)
def test_notices_belong_to_the_page(language: str) -> None:
    assert [sentence for sentence in NOTICES[language] if not is_furniture(sentence)] == []


@pytest.mark.parametrize("sentence", NEWS)
def test_news_about_them_is_news(sentence: str) -> None:
    assert not is_furniture(sentence)


def test_two_pages_of_the_same_notices_are_never_joined() -> None:
    documents = [
        Document(f"{language} {side}", "", "\n".join(NOTICES[language] * 3), language)
        for language in NOTICES
        for side in "ab"
    ]
    prepared = prepare(documents, leads=False)
    for a, b in zip(prepared[::2], prepared[1::2], strict=True):
        assert compare(a, b).probability < JOIN_PROBABILITY, a.key


def test_a_long_line_costs_no_time() -> None:
    for piece in ("cookie ", "este site ", "newsletter ", "बुकी ", "accept "):
        assert not is_furniture(piece * 50_000)
        is_furniture(piece * 20)
