"""What must be told apart: templates with other figures, endings, corrections, excerpts, pages, translations."""

import json
from collections.abc import Callable

import pytest

from sources.comparison import (
    JOIN_PROBABILITY,
    REVIEW_PROBABILITY,
    Comparison,
    Document,
    PreparedDocument,
    cluster,
    compare,
    explain,
    prepare,
)
from tests.sources.comparison import articles, cases, templates

Prepared = Callable[[Document], PreparedDocument]


def _joined(comparison: Comparison) -> bool:
    stories = cluster([comparison.a, comparison.b], [comparison])
    return comparison.a != comparison.b and stories[comparison.a] == stories[comparison.b]


def _compare(prepared: Prepared, case: cases.Case) -> Comparison:
    comparison = compare(prepared(case.a), prepared(case.b))
    stored = comparison.to_json() | {"a": case.a.key, "b": case.b.key}
    return Comparison.from_json(stored)


@pytest.mark.parametrize("case", cases.all_cases(), ids=lambda case: case.name)
def test_case(case: cases.Case, prepared: Prepared) -> None:
    comparison = _compare(prepared, case)
    if case.expected == "same":
        assert _joined(comparison), explain(comparison)
    if case.expected in ("apart", "excerpt"):
        assert not _joined(comparison), explain(comparison)
    if case.expected in ("shown", "excerpt"):
        assert comparison.probability >= REVIEW_PROBABILITY, explain(comparison)
    if case.relations:
        assert comparison.relation in case.relations, explain(comparison)


def test_template_with_other_figures_is_not_even_shown(prepared: Prepared) -> None:
    for case in cases.template_cases(cases.HELD_BACK_TEMPLATES, seeds=3):
        comparison = _compare(prepared, case)
        assert comparison.relation == "different"
        assert len(comparison.signals.contradictions) >= 3


def test_one_slip_among_many_agreeing_figures_does_not_part_a_story(prepared: Prepared) -> None:
    case = next(case for case in cases.wire_cases() if case.name == "helpline correction")
    comparison = _compare(prepared, case)
    assert comparison.signals.contradictions
    assert len(comparison.signals.numbers_agreeing) >= 3 * len(comparison.signals.contradictions)
    assert comparison.probability >= JOIN_PROBABILITY


def test_the_same_two_documents_in_another_order_get_the_same_answer(prepared: Prepared) -> None:
    for case in [*cases.excerpt_cases()[:4], *cases.page_cases()[:6], *cases.wire_cases()[:4]]:
        a, b = prepared(case.a), prepared(case.b)
        there, back = compare(a, b), compare(b, a)
        assert there.relation == back.relation
        assert there.probability == pytest.approx(back.probability, abs=1e-6)
        assert there.signals.share_a == pytest.approx(back.signals.share_b, abs=1e-6)


def test_excerpt_gives_the_spans_of_the_common_passage(prepared: Prepared) -> None:
    for case in cases.excerpt_cases():
        if case.name.partition(" ")[0] in ("reworded", "german", "hindi"):
            continue
        comparison = _compare(prepared, case)
        assert comparison.excerpt is not None
        (a_start, a_end), (b_start, b_end) = comparison.excerpt
        common_a, common_b = case.a.text[a_start:a_end], case.b.text[b_start:b_end]
        assert common_a == common_b
        assert len(common_a) > 0.4 * len(case.a.text)


def test_aligned_spans_are_the_sentences_themselves(prepared: Prepared) -> None:
    case = next(case for case in cases.translation_cases() if case.name == "helpline en-de")
    comparison = _compare(prepared, case)
    body = [pair for pair in comparison.signals.aligned if not pair.a_in_title]
    english = [case.a.text[pair.a_start : pair.a_end] for pair in body]
    german = [case.b.text[pair.b_start : pair.b_end] for pair in body]
    expected = dict(zip(articles.HELPLINE.split("\n"), articles.TRANSLATIONS["de"].split("\n"), strict=True))
    assert len(english) >= 9
    assert all(expected[left] == right for left, right in zip(english, german, strict=True))


def test_figures_agree_across_locales(prepared: Prepared) -> None:
    for language in ("de", "id", "hi", "vi", "ru", "zh"):
        case = next(case for case in cases.translation_cases() if case.name == f"helpline en-{language}")
        agreeing = _compare(prepared, case).signals.numbers_agreeing
        assert {18_420, 13_445, 640_000, 2_300, 52, 37} <= set(agreeing), language


def test_a_foreign_template_with_other_figures_is_another_article() -> None:
    german = templates.filled("infections", 0)
    english = (
        "Health office reports 71 new cases: how the flu stands in the district of Sennet.\n"
        "In the past week 71 people tested positive, in the week before there were 94.\n"
        "There are 33 patients in the hospitals, 5 of them in intensive care.\n"
        "There are 17.9 cases for every 100,000 inhabitants.\n"
        "Since the season began 1,205 illnesses have been reported, and 12 people have died.\n"
        "The office goes on advising older people and pregnant women to be vaccinated.\n"
        "The figures are published every Thursday."
    )
    comparison = compare(*prepare([Document("de", "", german), Document("en", "", english)], leads=False))
    assert comparison.signals.contradictions
    assert not _joined(comparison)


def test_comparison_survives_json(prepared: Prepared) -> None:
    for case in [cases.wire_cases()[0], cases.excerpt_cases()[0], cases.page_cases()[2]]:
        comparison = compare(prepared(case.a), prepared(case.b))
        assert (
            Comparison.from_json(json.loads(json.dumps(comparison.to_json(), allow_nan=False))) == comparison
        )


def test_who_was_first_and_how_long_before() -> None:
    from datetime import date

    lines = articles.ORCHARD_FROST
    a, b = prepare(
        [
            Document("a", "", lines, published_on=date(2024, 5, 3)),
            Document("b", "", lines, published_on=date(2024, 5, 1)),
        ],
        leads=False,
    )
    signals = compare(a, b).signals
    assert (signals.days_apart, signals.first) == (2, "b")
    assert any("second was published earlier, by 2 days" in line for line in explain(compare(a, b)))


@pytest.mark.parametrize(
    "text", ["", "\0", "\ud800", "😀" * 500, "\u202eאבג " * 60, "a" * 100_000, "1 " * 20_000, "\n" * 500]
)
def test_odd_texts_are_compared_without_complaint(text: str) -> None:
    a, b = prepare([Document("a", text, text), Document("b", "", articles.HELPLINE)], leads=False)
    for comparison in (compare(a, b), compare(a, a)):
        assert 0 <= comparison.probability <= 1
        assert explain(comparison)
        json.dumps(comparison.to_json(), allow_nan=False)
