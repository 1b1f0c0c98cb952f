"""Stories as the machine settles them, and a person's word on two articles, which nothing but a person takes back."""

import random
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from itertools import combinations

import pytest
from django.core.exceptions import PermissionDenied

from sources.models import Article, ArticleMatch, ArticleVerdict, Story, StoryMembership
from sources.services.compare import compare_with_candidates
from sources.services.stories import decide_pair, leave_story, settle_story, undo_verdict
from tests.sources.services.building import editor, stories, take, through, together
from tests.texts import COPY, INDONESIAN, OTHER_FIGURES, RELEASE, UNRELATED

pytestmark = pytest.mark.django_db
Callbacks = Callable[[], AbstractContextManager[list[Callable[[], object]]]]

SAME, DIFFERENT = ArticleVerdict.Verdict.SAME, ArticleVerdict.Verdict.DIFFERENT


def bare(count: int, year: int = 2020) -> list[Article]:
    """Articles that no engine looked at, each a day later than the one before."""
    return [
        take(f"Bare article {number} of {year}.", published_on=date(year, 1 + number // 28, 1 + number % 28))
        for number in range(count)
    ]


def match(a: Article, b: Article, probability: float = 0.99, relation: str = "rewritten") -> None:
    first, second = sorted((a.pk, b.pk))
    ArticleMatch.objects.create(
        article_a_id=first,
        article_b_id=second,
        relation=relation,
        probability=probability,
        signals={},
        engine_version="test",
    )


def test_a_release_its_copy_and_its_translation_are_one_story() -> None:
    release, copy, translation, other, unrelated = map(
        take, (RELEASE, COPY, INDONESIAN, OTHER_FIGURES, UNRELATED)
    )
    through(release, copy, translation, other, unrelated)
    assert stories() == {
        frozenset([release.pk, copy.pk, translation.pk]),
        frozenset([other.pk]),
        frozenset([unrelated.pk]),
    }


def test_what_is_no_match_any_more_is_taken_away() -> None:
    release, unrelated = take(RELEASE), take(UNRELATED)
    through(release, unrelated)
    match(release, unrelated)
    settle_story(article_id=release.pk)
    assert together(release, unrelated)
    compare_with_candidates(release.pk)
    assert not ArticleMatch.objects.exists()
    assert not together(release, unrelated)


def test_a_chain_is_not_a_story() -> None:
    a, b, c, d = bare(4)
    match(a, b, 0.99)
    match(b, c, 0.98)
    match(c, d, 0.97)
    settle_story(article_id=b.pk)
    assert together(a, b)
    assert not together(a, c)
    assert not together(a, d)


def test_a_member_agrees_with_the_lead_or_with_most() -> None:
    a, b, c, late = bare(4)
    for pair in combinations((a, b, c), 2):
        match(*pair, 0.99)
    match(b, late, 0.95)
    settle_story(article_id=late.pk)
    assert not together(a, late), "one of three members, not the lead, is not enough"
    match(c, late, 0.95)
    settle_story(article_id=late.pk)
    assert together(a, b, c, late)


def test_excerpts_and_doubtful_matches_join_nobody() -> None:
    a, b, c = bare(3)
    match(a, b, 1.0, "excerpt")
    match(a, c, 0.5)
    settle_story(article_id=a.pk)
    assert stories() == {frozenset([a.pk])}


def test_a_story_of_many_copies_holds_though_not_all_were_compared() -> None:
    copies = bare(130)
    chooser = random.Random(4)
    pairs = {(copies[0], other) for other in copies[1:]}
    for place, copy in enumerate(copies[1:], 1):
        near = copies[1:place]
        pairs |= {(other, copy) for other in chooser.sample(near, min(12, len(near)))}
    ArticleMatch.objects.bulk_create(
        ArticleMatch(
            article_a=a,
            article_b=b,
            relation="near_identical",
            probability=0.95 + chooser.random() * 0.05,
            signals={},
            engine_version="test",
        )
        for a, b in pairs
    )
    settle_story(article_id=copies[77].pk)
    assert together(*copies)
    assert Story.objects.get().lead == copies[0]


def test_an_older_arrival_takes_the_lead_and_every_member_is_asked_about_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from sources.services import candidates

    copies = [
        take(f"{RELEASE}\n\nShared by reader {n} of the gazette.", published_on=date(2024, 5, 2 + n))
        for n in range(6)
    ]
    through(*copies)
    before = Story.objects.get()
    assert before.lead == copies[0]
    # As in an archive with far more copies than candidates: the arrival is shown two of them.
    monkeypatch.setattr(candidates, "BAND_LIMIT", 2)
    monkeypatch.setattr(candidates, "PASSAGE_LIMIT", 0)
    monkeypatch.setattr(candidates, "ANCHOR_LIMIT", 0)
    monkeypatch.setattr(candidates, "NEAREST", 0)
    monkeypatch.setattr(candidates, "NEAREST_OTHER_LANGUAGE", 0)
    early = take(RELEASE, published_on=date(2024, 4, 30))
    through(early)
    story = Story.objects.get()
    assert (story.pk, story.lead) == (before.pk, early), "the story stays, its lead changes"
    assert together(early, *copies)
    assert ArticleMatch.objects.filter(article_b=early, probability__gte=0.9).count() == 6


def test_undated_articles_do_not_lead_dated_ones() -> None:
    undated, dated = take(RELEASE), take(COPY, published_on=date(2024, 5, 2))
    through(undated, dated)
    assert Story.objects.get().lead == dated


def test_two_texts_by_a_persons_word_stay_two_whatever_runs_again() -> None:
    release, copy, translation = map(take, (RELEASE, COPY, INDONESIAN))
    through(release, copy, translation)
    by = editor()
    verdict = decide_pair(article_a=copy, article_b=release, verdict=DIFFERENT, by=by, reason="Two desks.")
    assert not together(release, copy)
    for article in (release, copy, translation):
        compare_with_candidates(article.pk)
        settle_story(article_id=article.pk)
    assert not together(release, copy)
    undo_verdict(verdict=verdict, by=by)
    assert together(release, copy, translation)
    verdict.refresh_from_db()
    assert verdict.undone_at is not None
    assert verdict.reason == "Two desks."


def test_one_text_by_a_persons_word_stays_one_whatever_runs_again() -> None:
    release, unrelated = take(RELEASE), take(UNRELATED)
    through(release, unrelated)
    verdict = decide_pair(article_a=release, article_b=unrelated, verdict=SAME, by=(by := editor()))
    for article in (release, unrelated):
        compare_with_candidates(article.pk)
    assert together(release, unrelated)
    assert set(StoryMembership.objects.values_list("joined", flat=True)) == {"person"}
    undo_verdict(verdict=verdict, by=by)
    assert not together(release, unrelated)
    assert set(StoryMembership.objects.values_list("joined", flat=True)) == {"machine"}


def test_a_word_brings_a_whole_story_along_and_words_in_a_row_make_one_text() -> None:
    a, b, c, lone, more = bare(5)
    for pair in combinations((a, b, c), 2):
        match(*pair)
    settle_story(article_id=a.pk)
    by = editor()
    decide_pair(article_a=b, article_b=lone, verdict=SAME, by=by)
    assert together(a, b, c, lone), "one text with a member is one text with the story"
    decide_pair(article_a=lone, article_b=more, verdict=SAME, by=by)
    assert together(a, b, c, lone, more)


def test_two_texts_outweighs_one_text_where_words_contradict() -> None:
    a, b, c = bare(3)
    by = editor()
    decide_pair(article_a=a, article_b=c, verdict=DIFFERENT, by=by)
    decide_pair(article_a=a, article_b=b, verdict=SAME, by=by)
    decide_pair(article_a=b, article_b=c, verdict=SAME, by=by)
    assert together(a, b)
    assert not together(a, c)


def test_the_last_word_stands_and_undoing_it_brings_back_the_one_before() -> None:
    a, b = bare(2)
    by, other = editor(), editor("another")
    first = decide_pair(article_a=a, article_b=b, verdict=SAME, by=by)
    second = decide_pair(article_a=a, article_b=b, verdict=DIFFERENT, by=other)
    assert not together(a, b)
    assert ArticleVerdict.objects.filter(undone_at__isnull=True).get() == second
    undo_verdict(verdict=first, by=by)
    assert not together(a, b), "a word that was replaced is not there to be undone"
    undo_verdict(verdict=second, by=by)
    assert together(a, b)
    assert ArticleVerdict.objects.filter(undone_at__isnull=True).get() == first


def test_an_article_leaves_its_story_and_comes_back_as_one_act() -> None:
    release, copy, translation = map(take, (RELEASE, COPY, INDONESIAN))
    through(release, copy, translation)
    by = editor()
    verdicts = leave_story(article=copy, by=by, reason="Bought from an agency.")
    assert len(verdicts) == 2
    assert stories() == {frozenset([release.pk, translation.pk]), frozenset([copy.pk])}
    for article in (copy, release):
        compare_with_candidates(article.pk)
    assert stories() == {frozenset([release.pk, translation.pk]), frozenset([copy.pk])}
    assert leave_story(article=copy, by=by) == []
    undo_verdict(verdict=verdicts[1], by=by)
    assert together(release, copy, translation)
    assert not ArticleVerdict.objects.filter(undone_at__isnull=True).exists()


def test_the_lead_may_leave_and_what_it_replaced_comes_back() -> None:
    a, b, c = bare(3)
    match(a, b)
    match(a, c)
    match(b, c)
    by = editor()
    decide_pair(article_a=a, article_b=b, verdict=SAME, by=by)
    verdicts = leave_story(article=a, by=by)
    assert stories() == {frozenset([a.pk]), frozenset([b.pk, c.pk])}
    assert StoryMembership.objects.get(article=b).story.lead == b
    undo_verdict(verdict=verdicts[0], by=by)
    assert together(a, b, c)
    assert ArticleVerdict.objects.get(undone_at__isnull=True).verdict == SAME


@pytest.mark.parametrize("verb", ["decide", "leave", "undo"])
def test_only_editors_say_so(verb: str, django_user_model: type) -> None:
    a, b = bare(2)
    verdict = decide_pair(article_a=a, article_b=b, verdict=SAME, by=editor())
    nobody = django_user_model.objects.create_user("nobody")
    with pytest.raises(PermissionDenied):
        {
            "decide": lambda: decide_pair(article_a=a, article_b=b, verdict=DIFFERENT, by=nobody),
            "leave": lambda: leave_story(article=a, by=nobody),
            "undo": lambda: undo_verdict(verdict=verdict, by=nobody),
        }[verb]()
    assert together(a, b)


def test_everyone_who_changes_story_is_announced(django_capture_on_commit_callbacks: Callbacks) -> None:
    a, b, c = bare(3)
    for pair in combinations((a, b, c), 2):
        match(*pair)
    settle_story(article_id=a.pk)
    with django_capture_on_commit_callbacks() as callbacks:
        leave_story(article=a, by=editor())
    told = {getattr(callback, "keywords", {}).get("article_id") for callback in callbacks}
    assert told >= {a.pk, b.pk, c.pk}
