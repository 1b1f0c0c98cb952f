"""Names carried over to the sentence of a translation that stands beside their own."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.extraction.projection import DECLINED, SAME, TRANSLITERATED, KnownName, project

FOUND = [
    ("Nora Pell", "Nora Pell zei dat het te lang duurde.", "Nora Pell", SAME),
    ("Harbour Child Trust", "Według Harbour Child Trust było za późno.", "Harbour Child Trust", SAME),
    ("Anna Petrova", "Podle Anny Petrové to trvalo dlouho.", "Anny Petrové", DECLINED),
    ("Anna Petrova", "Директор Анна Петрова не ответила.", "Анна Петрова", TRANSLITERATED),
    ("Anna Petrova", "Мы спросили Анну Петрову об этом.", "Анну Петрову", TRANSLITERATED),
    ("Nikos Pavlidis", "Ο Νίκος Παυλίδης δεν απάντησε.", "Νίκος Παυλίδης", TRANSLITERATED),
    ("Orbvane", "Компания Орбване не ответила.", "Орбване", TRANSLITERATED),
]


def carried(name: str, text: str, taken: list[tuple[int, int]] | None = None) -> list[tuple[str, str]]:
    pairs = [((0, len(text)), (100, 200))]
    return [(one.exact, one.rule) for one in project(text, [KnownName(120, 130, name)], pairs, taken or [])]


@pytest.mark.parametrize(("name", "text", "exact", "rule"), FOUND)
def test_a_name_is_found_by_its_spelling(name: str, text: str, exact: str, rule: str) -> None:
    assert carried(name, text) == [(exact, rule)]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Anna Petrova", "Tomáš Novák neodpověděl."),
        ("Marta", "Martinique ligt ver weg."),
        ("Lena Ford", "Elena kocht een Ford."),
        ("Net", "Het internet was traag."),
    ],
)
def test_another_name_is_not_taken_for_it(name: str, text: str) -> None:
    assert carried(name, text) == []


def test_only_the_sentence_beside_its_own_is_looked_at() -> None:
    text = "Nora Pell. Nora Pell."
    names = [KnownName(3, 12, "Nora Pell")]
    (one,) = project(text, names, [((11, 21), (0, 40)), ((0, 10), (40, 80))], [])
    assert (one.start, one.end) == (11, 20)


def test_a_place_that_is_taken_stays_as_it_is() -> None:
    assert carried("Nora Pell", "Nora Pell zei dat.", [(5, 9)]) == []


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=60), st.text(min_size=1, max_size=20), st.integers(0, 30), st.integers(0, 60))
def test_every_span_is_exact(text: str, name: str, start: int, end: int) -> None:
    low, high = min(start, len(text)), min(end, len(text))
    for one in project(text, [KnownName(0, len(name), name)], [((low, max(low, high)), (0, 50))], []):
        assert text[one.start : one.end] == one.exact
        assert low <= one.start < one.end <= max(low, high)
