"""Two workers on two halves of a pair at the same moment, on real connections; articles that go meanwhile."""

import threading
from collections.abc import Callable

import pytest
from django.db import close_old_connections, connection

from sources.models import Article, ArticleMatch, CandidateKey, DocumentVector, Fingerprint, Story
from sources.services import compare as compare_service
from sources.services.compare import compare_with_candidates
from sources.services.fingerprint import make_fingerprint, make_fingerprints
from sources.services.steps import ArticleGone
from sources.services.stories import decide_pair, leave_story
from tests.sources.services.building import editor, stories, take, through, together
from tests.texts import COPY, RELEASE, UNRELATED

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*works: Callable[[], object]) -> list[object]:
    """Run each in a thread and connection of its own, all let go together; their results or errors."""
    gate = threading.Barrier(len(works))
    outcomes: list[object] = [None] * len(works)

    def run(place: int, work: Callable[[], object]) -> None:
        close_old_connections()
        try:
            gate.wait(30)
            outcomes[place] = work()
        except Exception as error:
            outcomes[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    return outcomes


def failures(outcomes: list[object]) -> list[object]:
    return [outcome for outcome in outcomes if isinstance(outcome, Exception)]


def test_two_halves_of_a_pair_at_the_same_moment_find_each_other() -> None:
    articles = [take(RELEASE), take(COPY)]

    def both_steps(article: Article) -> Callable[[], str]:
        def run() -> str:
            make_fingerprint(article.pk)
            return compare_with_candidates(article.pk)

        return run

    assert failures(at_once(*map(both_steps, articles))) == []
    assert together(*articles)
    assert ArticleMatch.objects.count() == 1


def test_the_half_that_is_compared_before_the_other_is_read_is_found_by_the_other() -> None:
    first, second = take(RELEASE), take(COPY)
    make_fingerprint(first.pk)
    compare_with_candidates(first.pk)
    assert not ArticleMatch.objects.exists()
    make_fingerprint(second.pk)
    compare_with_candidates(second.pk)
    assert together(first, second)


def test_many_copies_at_once_are_one_story_and_nobody_waits_in_a_ring() -> None:
    copies = [take(f"{RELEASE}\n\nRead out by reader {n} on Wednesday evening.") for n in range(6)]
    make_fingerprints([copy.pk for copy in copies])
    works = [lambda pk=copy.pk: compare_with_candidates(pk) for copy in copies]
    assert failures(at_once(*works)) == []
    assert together(*copies)
    assert Story.objects.count() == 1
    assert ArticleMatch.objects.count() == 15


def test_a_word_and_a_comparison_at_once_end_as_the_word_says() -> None:
    release, copy = take(RELEASE), take(COPY)
    through(release, copy)
    by = editor()
    outcomes = at_once(
        lambda: compare_with_candidates(release.pk),
        lambda: decide_pair(article_a=release, article_b=copy, verdict="different", by=by),
        lambda: compare_with_candidates(copy.pk),
    )
    assert failures(outcomes) == []
    assert not together(release, copy)


def test_two_people_taking_the_same_article_out_give_one_word() -> None:
    release, copy = take(RELEASE), take(COPY)
    through(release, copy)
    people = [editor("one"), editor("two")]
    outcomes = at_once(*[lambda by=by: leave_story(article=copy, by=by) for by in people])
    assert failures(outcomes) == []
    assert sorted(len(outcome) for outcome in outcomes) == [0, 1]  # type: ignore[arg-type]
    assert not together(release, copy)


def test_deleted_before_reading_and_before_comparing_is_a_quiet_end() -> None:
    gone = take(RELEASE)
    pk = gone.pk
    gone.delete()
    with pytest.raises(ArticleGone):
        make_fingerprint(pk)
    with pytest.raises(ArticleGone):
        compare_with_candidates(pk)
    assert not Fingerprint.objects.exists()


@pytest.mark.parametrize("whose", ["own", "other"])
def test_deleted_between_comparing_and_writing(whose: str, monkeypatch: pytest.MonkeyPatch) -> None:
    own, other, kept = take(RELEASE), take(COPY), take(f"{COPY}\n\nAnother reader, another evening.")
    make_fingerprints([own.pk, other.pk, kept.pk])
    compare = compare_service._compare

    def and_then_it_goes(*args: object) -> object:
        compared = compare(*args)  # type: ignore[arg-type]
        (own if whose == "own" else other).delete()
        return compared

    own_id = own.pk
    monkeypatch.setattr(compare_service, "_compare", and_then_it_goes)
    if whose == "own":
        with pytest.raises(ArticleGone):
            compare_with_candidates(own_id)
        assert not ArticleMatch.objects.exists()
        assert stories() == set()
    else:
        compare_with_candidates(own_id)
        assert together(own, kept)
        assert ArticleMatch.objects.count() == 1


def test_a_deleted_article_takes_its_keys_with_it_and_its_story_goes_on() -> None:
    release, copy, third = take(RELEASE), take(COPY), take(f"{COPY}\n\nAnother reader, another evening.")
    through(release, copy, third)
    release.delete()
    assert together(copy, third)
    assert set(CandidateKey.objects.values_list("article", flat=True)) == {copy.pk, third.pk}
    assert set(DocumentVector.objects.values_list("article", flat=True)) == {copy.pk, third.pk}
    compare_with_candidates(third.pk)
    assert Story.objects.get().lead == copy


def test_keys_are_made_once_and_the_same_again() -> None:
    article = take(UNRELATED)
    make_fingerprints([article.pk])
    keys = set(CandidateKey.objects.values_list("key", flat=True))
    assert len(keys) > 42
    make_fingerprints([article.pk])
    assert set(CandidateKey.objects.values_list("key", flat=True)) == keys
    assert Fingerprint.objects.count() == 1
