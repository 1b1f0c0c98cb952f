"""Everything again: what would change is told first, what changed is told after, and what people said holds."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from sources.models import (
    Article,
    ArticleMatch,
    CandidateKey,
    DocumentVector,
    Fingerprint,
    ProcessingStep,
    Story,
    StoryMembership,
)
from sources.services import compare, fingerprint, recompare, stories
from sources.services.compare import compare_with_candidates
from sources.services.fingerprint import make_fingerprints
from sources.services.steps import run_step
from sources.services.stories import decide_pair
from tests.sources.services.building import editor, take, together
from tests.texts import COPY, OTHER_FIGURES, RELEASE, UNRELATED

pytestmark = pytest.mark.django_db

TEXTS = (RELEASE, COPY, f"{COPY}\n\nShared by a reader of the gazette.", OTHER_FIGURES, UNRELATED)


@pytest.fixture
def archive() -> list[Article]:
    articles = [take(text) for text in TEXTS]
    make_fingerprints([article.pk for article in articles])
    for article in articles:
        run_step(article_id=article.pk, step="compare", work=compare_with_candidates)
    assert together(*articles[:3])
    return articles


def command(*arguments: str) -> str:
    out = StringIO()
    call_command("recompare", *arguments, stdout=out)
    return out.getvalue()


def everything() -> list[object]:
    """Every row that a run could write, as it is stored."""
    rows: list[object] = []
    for model in (
        Article,
        ArticleMatch,
        CandidateKey,
        DocumentVector,
        Fingerprint,
        ProcessingStep,
        Story,
        StoryMembership,
    ):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT x::text FROM public.{model._meta.db_table} x ORDER BY 1")  # noqa: S608
            rows.append(cursor.fetchall())
    return rows


def stricter(monkeypatch: pytest.MonkeyPatch, least: float = 1.5, version: str = "stricter") -> None:
    """Another threshold, and with it another version."""
    monkeypatch.setattr(stories, "JOIN_PROBABILITY", least)
    monkeypatch.setattr(recompare, "JOIN_PROBABILITY", least)
    monkeypatch.setattr(compare, "COMPARISON_VERSION", version)
    monkeypatch.setattr(recompare, "COMPARISON_VERSION", version)


def test_with_nothing_to_do_nothing_changes(archive: list[Article]) -> None:
    before = everything()
    assert recompare.outdated() == ([], [])
    assert "Would change: 0 pairs, 0 stories. Nothing was written." in command("--dry-run")
    assert "Changed: 0 pairs, 0 stories." in command()
    assert everything() == before


def test_a_dry_run_tells_what_would_change_and_writes_nothing(
    archive: list[Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything()
    stricter(monkeypatch)
    told = command("--dry-run")
    story = StoryMembership.objects.get(article=archive[0]).story_id
    assert f"Story {story}: loses {archive[1].pk}, {archive[2].pk} (3 → 1 articles)" in told
    assert f"New story: {archive[1].pk}" in told.splitlines()
    assert "Nothing was written" in told
    assert everything() == before
    assert together(*archive[:3])


def test_a_dry_run_from_the_texts_up_finds_the_same_and_writes_nothing(archive: list[Article]) -> None:
    Article.objects.filter(pk=archive[0].pk).update(language="")
    before = everything()
    assert "Would change: 0 pairs, 0 stories" in command("--dry-run", "--all")
    assert everything() == before


def test_a_dry_run_queues_nothing(
    archive: list[Article], monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: object
) -> None:
    stricter(monkeypatch)
    with django_capture_on_commit_callbacks() as callbacks:  # type: ignore[operator]
        command("--dry-run")
    assert callbacks == []


def test_a_run_does_what_was_told_and_a_second_has_nothing_left(
    archive: list[Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    by = editor()
    decide_pair(article_a=archive[0], article_b=archive[2], verdict="same", by=by)
    stricter(monkeypatch)
    told, done = command("--dry-run"), command()
    assert told.splitlines()[:-1] == done.splitlines()[:-1]
    assert not together(archive[0], archive[1])
    assert together(archive[0], archive[2]), "a person's word holds under any threshold"
    assert set(ArticleMatch.objects.values_list("engine_version", flat=True)) == {"stricter"}
    assert "Changed: 0 pairs, 0 stories" in command()


def test_two_by_a_persons_word_stay_two_under_a_laxer_threshold(
    archive: list[Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    decide_pair(article_a=archive[0], article_b=archive[1], verdict="different", by=editor())
    stricter(monkeypatch, least=0.0, version="laxer")
    command()
    assert not together(archive[0], archive[1])


def test_a_run_broken_off_goes_on_where_it_stopped(
    archive: list[Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    stricter(monkeypatch)
    again, asked = recompare.recompare_article, []

    def twice_then_out(article_id: int) -> object:
        if len(asked) == 2:
            raise KeyboardInterrupt
        asked.append(article_id)
        return again(article_id)

    monkeypatch.setattr(recompare, "recompare_article", twice_then_out)
    with pytest.raises(KeyboardInterrupt):
        command()
    left = recompare.outdated().to_compare
    assert asked == [archive[0].pk, archive[1].pk]
    assert left == [article.pk for article in archive[2:]]
    monkeypatch.setattr(recompare, "recompare_article", again)
    command()
    assert recompare.outdated() == ([], [])


def test_a_run_broken_off_between_reading_and_comparing_still_compares(
    archive: list[Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    Fingerprint.objects.filter(article=archive[0]).update(version="old")
    monkeypatch.setattr(recompare, "compare_again", stop)
    with pytest.raises(KeyboardInterrupt):
        command()
    assert recompare.outdated() == ([], [archive[0].pk])


def stop(*args: object) -> None:
    raise KeyboardInterrupt


def test_another_model_makes_every_fingerprint_anew(
    archive: list[Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (fingerprint, recompare):
        monkeypatch.setattr(module, "ENGINE_VERSION", "another model")
    monkeypatch.setattr(recompare, "BATCH", 2)
    stricter(monkeypatch, least=0.9, version="another model")
    assert len(recompare.outdated().to_read) == len(archive)
    command()
    assert set(Fingerprint.objects.values_list("version", flat=True)) == {"another model"}
    assert together(*archive[:3])


def test_chosen_articles_alone_are_done(archive: list[Article], monkeypatch: pytest.MonkeyPatch) -> None:
    made = Fingerprint.objects.get(article=archive[3]).made_at
    command("--article", str(archive[4].pk))
    assert Fingerprint.objects.get(article=archive[3]).made_at == made
    assert Fingerprint.objects.get(article=archive[4]).made_at > made
    with pytest.raises(CommandError, match="There is no article 999999"):
        command("--article", str(archive[4].pk), "999999")
