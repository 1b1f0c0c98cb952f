"""Words that may be testimony are held, however the sentence is turned."""

import pytest

from claims.extraction import extract

NAMED = "“We answered every call this year,” said Ines Marwood, chief executive of the Harbour Child Trust."


def sensitive(text: str, language: str, words: str) -> bool:
    start = text.index(words)
    found = [
        quote
        for quote in extract(text, language).quotes
        if quote.kind == "direct" and quote.start <= start + 2 and quote.end >= start + len(words) - 2
    ]
    assert found, "the quotation was not found"
    return all(quote.sensitive and quote.sensitive_reason for quote in found)


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        (
            "en",
            f"{NAMED}\n\nThe young woman, who asked not to be named, is 19 now. She thinks of the teacher who helped.\n\n"
            "She is one of 16 on the panel. “There has to be somebody at home,” she says.",
            "There has to be somebody at home",
        ),
        (
            "en",
            "A woman of 20 remembers it well. “They believed me and that was enough.”",
            "They believed me and that was enough",
        ),
        (
            "es",
            "La directora Carmen Villalba abrió la reunión.\n\nUna joven de 19 años, que pide no ser identificada, recuerda "
            "la primera llamada. «Me dijeron que me creían desde el principio», explica.",
            "Me dijeron que me creían desde el principio",
        ),
        (
            "id",
            "Ketua yayasan Ratna Sudarmi membuka acara.\n\nSeorang perempuan yang namanya disamarkan ikut berbicara. "
            "“Saya senang ada orang yang mau mendengarkan,” katanya.",
            "Saya senang ada orang yang mau mendengarkan",
        ),
        (
            "de",
            "Die Leiterin Greta Sommerfeld stellte den Bericht vor.\n\nEine junge Frau, die nicht namentlich genannt werden "
            "möchte, war auch gekommen. „Mir hat jemand zugehört, das war alles“, sagt sie.",
            "Mir hat jemand zugehört, das war alles",
        ),
        (
            "ar",
            "وروت أمّ طلبت عدم ذكر اسمها ما حدث. وقالت: «وجدت أخيرًا من يصغي إليّ بهدوء».",
            "وجدت أخيرًا من يصغي إليّ بهدوء",
        ),
    ],
)
def test_words_of_somebody_kept_unnamed_are_held(language: str, text: str, words: str) -> None:
    assert sensitive(text, language, words)


def test_a_named_speaker_beside_the_words_is_not_held_even_there() -> None:
    text = f"A mother who asked not to be named was glad of the line.\n\n{NAMED}"
    assert not sensitive(text, "en", "We answered every call this year")
    assert not sensitive(NAMED, "en", "We answered every call this year")


def test_a_reported_question_is_no_statement_and_a_share_of_people_is_no_speaker() -> None:
    text = (
        "Where the force noted which service was used, half of the cases began there. "
        "3 in 10 children said that an adult they did not know had sent them a message."
    )
    assert [quote.exact for quote in extract(text, "en").quotes if quote.kind == "reported"] == []


@pytest.mark.parametrize(
    "text",
    [
        "A 12-year-old boy was asked for pictures. Tom Reed, his teacher, rang the police. "
        "“He told me to send more,” he said.",
        "A mother rang the hotline. Lena Ford of Childnet answered. “They never told me what he had done,” she said.",
    ],
)
def test_a_pronoun_near_somebody_unnamed_to_protect_is_held(text: str) -> None:
    (quote,) = [quote for quote in extract(text, "en").quotes if quote.kind == "direct"]
    assert quote.sensitive
    assert quote.sensitive_reason


@pytest.mark.parametrize(
    "text",
    [
        "A mother, Ann Lee, rang the hotline. “They never told me what to do,” she said.",
        "A boy was asked for pictures. Tom Reed rang the police. “It is a wave of crime,” he said.",
        "A boy was asked for pictures. “We called the police and I told them,” said Tom Reed.",
    ],
)
def test_what_a_name_beside_it_or_no_first_person_says_is_not_held(text: str) -> None:
    assert not any(quote.sensitive for quote in extract(text, "en").quotes)
