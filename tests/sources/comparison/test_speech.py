"""Words between quotation marks, in the marks of any language."""

import pytest

from sources.comparison.speech import share, spoken


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("He said: “We hear them every day,” and left.", ["“We hear them every day,”"]),
        ('"We hear them every day," he said. "No" was all.', ['"We hear them every day,"']),
        ("Sie sagte: „Das hören wir jeden Tag.“", ["„Das hören wir jeden Tag.“"]),
        ("»Das hören wir jeden Tag«, sagte sie.", ["»Das hören wir jeden Tag«"]),
        ("Elle dit : « Nous les entendons chaque jour. »", ["« Nous les entendons chaque jour. »"]),
        ("قالت: «نسمعهم كل يوم في المدرسة».", ["«نسمعهم كل يوم في المدرسة»"]),
        ("她说：「我们每天都听到他们。」", ["「我们每天都听到他们。」"]),
        ("Mówi: „Słyszymy je codziennie”.", ["„Słyszymy je codziennie”"]),
        ("A mark “that is never closed\nand the next paragraph” here.", []),
        ("", []),
    ],
)
def test_speech_is_what_stands_between_marks(text: str, said: list[str]) -> None:
    assert [text[start:end] for start, end in spoken(text)] == said


def test_marks_without_end_cost_little() -> None:
    assert spoken("“„«「" * 20_000 + "x" * 100_000) == ()


def test_a_share_is_of_the_span_asked_for() -> None:
    assert share([(0, 5), (10, 20)], 0, 20) == 0.75
    assert share([], 0, 20) == share([(0, 5)], 7, 7) == 0.0
