"""Text files in the encodings that people really send, declared rightly, wrongly and not at all."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.reading import NotText, ReadingError, read_bytes
from sources.reading.decoding import decode, known_encoding

SENTENCES = {
    "french": "L’été dernier, « la fête » à Nîmes où l’élève a déçu les garçons.",
    "german": "Der Bericht über Kinder im Netz wurde am Freitag veröffentlicht; die Größe überrascht.",
    "polish": "Dzieci są w sieci coraz częściej narażone na przemoc, mówią badacze z Łodzi.",
    "czech": "Děti jsou na internetu stále častěji ohroženy, říkají výzkumníci z Ústí.",
    "russian": "В прошлом году полиция зарегистрировала восемь тысяч преступлений.",
    "greek": "Η αστυνομία κατέγραψε οκτώ χιλιάδες εγκλήματα πέρυσι στο διαδίκτυο.",
    "hebrew": "המשטרה רשמה שמונת אלפים עבירות בשנה שעברה, כך נמסר אתמול.",
    "arabic": "قالت المنظمة إن ثمانية آلاف جريمة سجلت العام الماضي في البلاد.",
    "turkish": "Çocukların güvenliği için geçen yıl sekiz bin suç işlendi, diyor şirket.",
    "latvian": "Bērnu drošība tīklā ir svarīga, saka pētnieki.",
    "thai": "ตำรวจบันทึกคดีแปดพันคดีเมื่อปีที่แล้ว",
    "simplified": "警方去年记录了八千起针对儿童的犯罪行为。",
    "traditional": "警方去年記錄了八千起針對兒童的犯罪行為。",
    "japanese": "昨年、警察は子どもに対する犯罪を八千件記録した。",
    "korean": "경찰은 작년에 아동 대상 범죄 팔천 건을 기록했다.",
}
ENCODED = [
    ("french", "cp1252"), ("french", "utf-8"), ("german", "cp1252"), ("polish", "cp1250"), ("czech", "cp1250"),
    ("russian", "cp1251"), ("russian", "koi8-r"), ("greek", "cp1253"), ("hebrew", "cp1255"), ("arabic", "cp1256"),
    ("turkish", "cp1254"), ("latvian", "cp1257"), ("thai", "cp874"), ("simplified", "gb18030"),
    ("traditional", "big5"), ("japanese", "shift_jis"), ("japanese", "euc_jp"), ("japanese", "iso2022_jp"),
    ("korean", "euc_kr"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "encoding"), ENCODED)
@pytest.mark.parametrize("declared", [None, "utf-8", "iso-8859-1", "nonsense-99"])
def test_text_is_read_whatever_it_declares(language: str, encoding: str, declared: str | None) -> None:
    sentence = SENTENCES[language]
    media_type = f"text/plain; charset={declared}" if declared else "text/plain"
    assert read_bytes(sentence.encode(encoding), media_type=media_type).text == sentence


@pytest.mark.parametrize(
    ("language", "encoding"),
    [
        ("polish", "iso-8859-2"),
        ("arabic", "iso-8859-6"),
        ("russian", "iso-8859-5"),
        ("russian", "mac-cyrillic"),
    ],
)
def test_a_right_declaration_of_a_rarer_encoding_is_believed(language: str, encoding: str) -> None:
    reading = read_bytes(SENTENCES[language].encode(encoding), media_type=f"text/plain; charset={encoding}")
    assert reading.text == SENTENCES[language]
    assert reading.notes == ()


def test_a_wrong_declaration_is_noted_in_words() -> None:
    content = SENTENCES["french"].encode("cp1252")
    assert read_bytes(content, media_type="text/plain; charset=UTF-8").notes == (
        "Declared as UTF-8 but read as Windows-1252.",
    )
    assert read_bytes(content).notes == ("No encoding was declared; read as Windows-1252.",)
    assert read_bytes(b"Only plain letters are here.", media_type="text/plain; charset=UTF-16").notes == ()


@pytest.mark.parametrize("language", list(SENTENCES))
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_with_and_without_byte_order_mark(language: str, encoding: str) -> None:
    text = SENTENCES[language] + "\n32 forces answered.\n"
    assert read_bytes(text.encode(encoding)).text == text.strip()


def test_a_few_broken_bytes_do_not_make_utf8_something_else() -> None:
    content = (SENTENCES["russian"] * 3).encode() + b"\xff\xfe and more words here."
    decoded = decode(content)
    assert decoded.encoding == "utf-8"
    assert decoded.text.startswith(SENTENCES["russian"])
    assert any("not valid UTF-8" in note for note in decoded.notes)


def test_an_english_opening_does_not_hide_what_comes_later() -> None:
    text = "The office in London released this statement today. " * 1_000 + SENTENCES["polish"] * 20
    assert decode(text.encode("cp1250")).text == text


def test_typographic_marks_alone_are_windows_1252() -> None:
    text = "She said: “Facebook’s plans are a risk” – and 4,000 cases."
    assert read_bytes(text.encode("cp1252")).text == text


@pytest.mark.parametrize("seed", range(5))
def test_bytes_that_are_no_text_are_refused(seed: int) -> None:
    import random

    with pytest.raises(NotText):
        read_bytes(random.Random(seed).randbytes(20_000))


@given(st.text(min_size=1, max_size=300), st.sampled_from(["utf-8", "utf-16", "utf-8-sig"]))
def test_unicode_text_survives(text: str, encoding: str) -> None:
    safe = "".join(character for character in text if unicodedata.category(character) not in ("Cc", "Cs"))
    words = f"The report says this. {safe}"
    read = read_bytes(words.encode(encoding)).text
    wanted = [character for character in words if character.isprintable() and not character.isspace()]
    assert [character for character in read if character.isprintable() and not character.isspace()] == wanted


@given(
    st.binary(max_size=400), st.sampled_from([None, "utf-16", "shift_jis", "cp1256", "utf-7", "\x00", "idna"])
)
def test_any_bytes_are_read_or_refused_with_a_sentence(content: bytes, declared: str | None) -> None:
    sentence, text = "", ""
    try:
        text = read_bytes(content, media_type=f"text/plain; charset={declared}" if declared else None).text
    except ReadingError as error:
        sentence = error.sentence_for_people
    assert bool(text) != sentence.endswith(".")
    assert "\x00" not in text.encode("utf-8").decode("utf-8")


def test_codecs_that_are_no_character_sets_are_not_known() -> None:
    for label in ("rot13", "base64", "hex", "zip", "", None, "\x00"):
        assert known_encoding(label) is None
    assert known_encoding("ISO-8859-1") == "cp1252"
