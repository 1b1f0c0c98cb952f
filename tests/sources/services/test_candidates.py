"""Candidates come from indexes, a bounded few, and the leads of their stories are among them."""

import numpy as np
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sources.comparison.records import PreparedDocument, PreparedSentence
from sources.models import Article, DocumentVector, Story, StoryMembership
from sources.services import candidates
from sources.services.candidates import candidates_of, keep_keys
from sources.text.vectors import E5, UNIVERSAL
from tests.sources.services.building import take

pytestmark = pytest.mark.django_db


def unit(*values: float, dimensions: int = UNIVERSAL.dimensions) -> np.ndarray:
    vector = np.zeros(dimensions, np.float32)
    vector[: len(values)] = values
    return vector / np.linalg.norm(vector)


def prepared(
    article: Article,
    *,
    signature: int = 0,
    runs: tuple[int, ...] = (),
    vector: np.ndarray | None = None,
    lead: np.ndarray | None = None,
    language: str = "en",
    figures: tuple[float, ...] = (),
) -> PreparedDocument:
    """A fingerprint with just what candidates are found by; nothing in it is near another unless asked for."""
    sentence = PreparedSentence(0, len(article.text), False, 10.0, figures, (), ())
    rows = {} if vector is None else {UNIVERSAL.name: vector[None]}
    return PreparedDocument(
        key=str(article.pk),
        language=language,
        published_on=None,
        word_count=50.0,
        sentences=(sentence,),
        shingles=np.array(sorted(runs), np.uint32),
        signature=np.full(126, signature or article.pk + 1_000, np.uint32),
        vectors=rows,
        leads={} if lead is None else {E5.name: lead},
        title="",
        text=article.text,
    )


def articles(count: int) -> list[Article]:
    return [take(f"Article {number} of many.") for number in range(count)]


def test_of_many_copies_a_bounded_few_are_asked_and_always_the_lead() -> None:
    copies = articles(60)
    keep_keys([prepared(copy, signature=7) for copy in copies])
    story = Story.objects.create(lead=copies[55])
    StoryMembership.objects.bulk_create(StoryMembership(article=copy, story=story) for copy in copies[:-1])
    found = candidates_of(prepared(copies[-1], signature=7))
    assert len(found) == candidates.BAND_LIMIT + 1
    assert copies[55].pk in found
    assert copies[-1].pk not in found


def test_three_runs_of_words_in_common_find_a_passage_and_two_do_not() -> None:
    first, passage, chance = articles(3)
    keep_keys([prepared(passage, runs=(16, 32, 48, 64)), prepared(chance, runs=(16, 32, 80))])
    assert candidates_of(prepared(first, runs=(16, 32, 48))) == [passage.pk]


def test_two_telling_figures_in_common_find_an_article_and_one_does_not() -> None:
    first, both, one, years = articles(4)
    keep_keys(
        [
            prepared(both, figures=(4186.0, 27.5, 51.0)),
            prepared(one, figures=(4186.0, 93.0)),
            prepared(years, figures=(2019.0, 7.0)),
        ]
    )
    assert candidates_of(prepared(first, figures=(4186.0, 27.5, 2019.0, 7.0))) == [both.pk]


def test_two_figures_that_stand_together_in_many_articles_find_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(candidates, "COMMON_ANCHOR", 3)
    rows = articles(5)
    keep_keys([prepared(row, figures=(50.0, 100.0)) for row in rows[:-1]])
    assert candidates_of(prepared(rows[-1], figures=(50.0, 100.0))) == []


def test_near_vectors_are_found_and_far_ones_are_not() -> None:
    first, near, far = articles(3)
    keep_keys([prepared(near, vector=unit(1, 0.2)), prepared(far, vector=unit(0.1, 1))])
    assert candidates_of(prepared(first, vector=unit(1, 0))) == [near.pk]


def test_another_language_is_found_behind_many_of_ones_own() -> None:
    rows = articles(60)
    keep_keys([prepared(row, vector=unit(1, 0.01 * place)) for place, row in enumerate(rows[:-2])])
    keep_keys([prepared(rows[-2], vector=unit(1, 0.8), language="id")])
    assert rows[-2].pk in candidates_of(prepared(rows[-1], vector=unit(1, 0)))


def test_what_only_the_second_model_reads_is_found_from_what_the_first_reads() -> None:
    own, covered, other = articles(3)
    lead = unit(1, 0.1, dimensions=E5.dimensions)
    keep_keys([prepared(covered, vector=unit(0, 1), lead=lead)])
    keep_keys([prepared(other, lead=lead, language="sw")])
    assert DocumentVector.objects.get(article=other).sole
    found = candidates_of(prepared(own, vector=unit(1, 0), lead=unit(1, dimensions=E5.dimensions)))
    assert found == [other.pk], "two that the first model reads are not compared by the second"
    back = candidates_of(prepared(other, lead=lead, language="sw"))
    assert back == [covered.pk]


def test_as_many_queries_in_a_large_archive_as_in_a_small_one() -> None:
    rows = articles(40)

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            candidates_of(prepared(rows[-1], signature=7, vector=unit(1, 0)))
        return len(captured)

    keep_keys([prepared(rows[0], signature=7, vector=unit(1, 0))])
    few = queries()
    keep_keys([prepared(row, signature=7, vector=unit(1, 0)) for row in rows[1:-1]])
    assert queries() == few
