"""Sixty-three stories in twenty-one languages: every version is found, and no two stories are one."""

from itertools import combinations

import numpy as np
import pytest

from sources.comparison import (
    JOIN_PROBABILITY,
    REVIEW_PROBABILITY,
    Comparison,
    Document,
    PreparedDocument,
    compare,
    explain,
    prepare,
)
from sources.comparison.clustering import NEVER_JOINED
from sources.comparison.figures import weight
from sources.comparison.finding import find_among
from sources.comparison.preparing import add_vectors
from sources.text.vectors import E5, UNIVERSAL
from tests.sources.comparison import newspaper

REPORTS = {report.key: report for report in newspaper.reports()}
STORIES = sorted({report.story for report in REPORTS.values()})
EVENTS = sorted({report.event for report in REPORTS.values()})
SAME = [pair for pair in combinations(sorted(REPORTS), 2) if len({REPORTS[key].story for key in pair}) == 1]
MISTAKEN = [
    pair
    for pair in combinations(sorted(REPORTS), 2)
    if len({REPORTS[key].story for key in pair}) == 2 and len({REPORTS[key].event for key in pair}) == 1
]


@pytest.fixture(scope="module")
def documents() -> dict[str, PreparedDocument]:
    return {document.key: document for document in newspaper.documents()}


@pytest.fixture(scope="module")
def found(documents: dict[str, PreparedDocument]) -> tuple[dict[str, str], list[Comparison]]:
    return find_among(list(documents.values()))


def test_every_language_has_several_texts_and_the_vectors_are_kept() -> None:
    languages = [report.language for report in REPORTS.values()]
    assert len(set(languages)) == 21
    assert min(map(languages.count, languages)) >= 2
    assert {document.key for document in newspaper.embedded()} == set(REPORTS)


def test_every_language_is_recognised(documents: dict[str, PreparedDocument]) -> None:
    assert {key: document.language for key, document in documents.items()} == {
        key: report.language for key, report in REPORTS.items()
    }


@pytest.mark.parametrize("story", STORIES)
def test_a_story_is_found_whole_and_alone(story: str, found: tuple[dict[str, str], list[Comparison]]) -> None:
    stories, _ = found
    versions = {key for key, report in REPORTS.items() if report.story == story}
    leads = {stories[key] for key in versions}
    assert len(leads) == 1
    assert {key for key, lead in stories.items() if lead in leads} == versions


def test_every_version_is_shown_with_every_other(found: tuple[dict[str, str], list[Comparison]]) -> None:
    shown = {frozenset((c.a, c.b)) for c in found[1]}
    assert [pair for pair in SAME if frozenset(pair) not in shown] == []


def test_two_reports_of_one_event_are_never_joined(documents: dict[str, PreparedDocument]) -> None:
    for a, b in MISTAKEN:
        comparison = compare(documents[a], documents[b])
        assert comparison.probability < JOIN_PROBABILITY or comparison.relation in NEVER_JOINED, explain(
            comparison
        )


def test_two_reports_of_one_event_lack_each_others_speech_and_sentences(
    documents: dict[str, PreparedDocument],
) -> None:
    told, again = (
        compare(documents["night-alerts.es"], documents[key])
        for key in ("night-alerts.tl", "night-alerts-other.en")
    )
    assert min(told.signals.speech_apart_a, told.signals.speech_apart_b) < 2
    assert min(again.signals.speech_apart_a, again.signals.speech_apart_b) > 10
    assert min(told.signals.unplaced_a, told.signals.unplaced_b) < 0.1
    assert min(again.signals.unplaced_a, again.signals.unplaced_b) > 0.25
    assert explain(told)[0] == "One text translates the other."
    assert explain(again)[0] == "One text may translate the other."
    said = " ".join(explain(again))
    assert "nothing like them where they stand" in said
    assert "quotation marks without a counterpart" in said
    assert "quotation marks without a counterpart" not in " ".join(explain(told))


def test_stories_of_other_events_are_hardly_ever_shown(
    found: tuple[dict[str, str], list[Comparison]],
) -> None:
    strangers = [(c.a, c.b) for c in found[1] if REPORTS[c.a].event != REPORTS[c.b].event]
    assert len(strangers) <= 0.02 * len(SAME), strangers


@pytest.mark.parametrize("event", EVENTS)
def test_a_figure_is_the_same_in_every_language(event: str, documents: dict[str, PreparedDocument]) -> None:
    """But for a few that one language writes in words."""
    for story in {report.story for report in REPORTS.values() if report.event == event}:
        told = [
            {value for s in documents[key].sentences for value in s.numbers if weight(value) >= 1}
            for key, report in REPORTS.items()
            if report.story == story
        ]
        everywhere = set.intersection(*told)
        assert len(everywhere) >= 0.6 * max(map(len, told)), [sorted(values - everywhere) for values in told]


def test_the_kept_vectors_are_those_of_the_models(documents: dict[str, PreparedDocument]) -> None:
    report = REPORTS["hotel-closes.vi"]
    fresh = prepare([Document("fresh", report.title, report.text)], leads=False)
    other = prepare([Document("other", "", REPORTS["verdict.pt"].text)], leads=False)
    add_vectors(fresh, E5)
    for model, ours, theirs in (
        (E5, fresh[0], documents["hotel-closes.vi"].vectors[E5.name]),
        (UNIVERSAL, other[0], documents["verdict.pt"].vectors[UNIVERSAL.name][-len(other[0].sentences) :]),
    ):
        assert (np.einsum("ij,ij->i", ours.vectors[model.name], theirs) > 0.99).all()


def test_a_text_that_shares_nothing_is_not_shown(documents: dict[str, PreparedDocument]) -> None:
    """Languages that the second model sets near each other, in texts without a figure in common."""
    for a, b in (("coach-arrest.tl", "verdict.ms"), ("age-law.tl", "hotel-closes.sw")):
        comparison = compare(documents[a], documents[b])
        assert comparison.probability < REVIEW_PROBABILITY, explain(comparison)
