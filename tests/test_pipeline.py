"""From bytes to claims through the real PostgreSQL, Valkey and Celery worker."""

from collections.abc import Callable

from claims.models import Claim, Evidence, Proposal, Statement
from sources.models import Article, ArticleMatch, ProcessingStep, Story, StoryMembership
from sources.services.intake import take_in
from sources.services.steps import retry
from tests.texts import COPY, INDONESIAN, OTHER_FIGURES, RELEASE, UNRELATED

Worker = Callable[[], None]


def take(text: str) -> Article:
    article = take_in(content=text.encode(), source="test").article
    assert article is not None
    return article


def claim_of(article: Article, value: float) -> Claim:
    return Claim.objects.get(
        evidence__statement__article=article, evidence__statement__statistic__value=value
    )


def test_copies_and_translations_are_one_story_and_one_claim_and_other_figures_are_not(
    worker: Worker,
) -> None:
    release, copy, translation, other, unrelated = map(
        take, [RELEASE, COPY, INDONESIAN, OTHER_FIGURES, UNRELATED]
    )
    worker()
    assert not ProcessingStep.objects.exclude(state="done").exists()
    stories = dict(StoryMembership.objects.values_list("article", "story"))
    assert stories[release.pk] == stories[copy.pk] == stories[translation.pk]
    assert len({stories[release.pk], stories[other.pk], stories[unrelated.pk]}) == 3
    match = ArticleMatch.objects.get(article_a=release, article_b=translation)
    assert match.relation == "translation"
    assert len(match.signals["signals"]["aligned"]) >= 4
    assert 4310 in match.signals["signals"]["numbers_agreeing"]
    translation.refresh_from_db()
    assert translation.language == "id"

    for value in (4310, 17, 52000, 64):
        claims = {claim_of(article, value) for article in (release, copy, translation)}
        assert len(claims) == 1, value
        claim = Claim.objects.with_counts().get(pk=claims.pop().pk)
        assert (claim.articles_count, claim.origins_count) == (3, 1)
    assert claim_of(other, 2870) != claim_of(release, 4310)
    assert not Proposal.objects.filter(
        claim_a__value__in=[4310, 2870], claim_b__value__in=[4310, 2870]
    ).exists(), "figures that differ are not proposed as one claim"

    statements = Statement.objects.select_related("article")
    assert statements
    assert all(s.article.text[s.start : s.end] == s.exact for s in statements)


def test_going_through_again_changes_nothing(worker: Worker) -> None:
    articles = [take(text) for text in (RELEASE, INDONESIAN, OTHER_FIGURES)]
    worker()

    def state() -> list[object]:
        return [
            sorted(StoryMembership.objects.values_list("article", "story")),
            sorted(Evidence.objects.values_list("statement", "claim")),
            sorted(Proposal.objects.values_list("claim_a", "claim_b", "status")),
            sorted(Claim.objects.values_list("pk", "wording", "merged_into")),
            Statement.objects.count(),
            ArticleMatch.objects.count(),
        ]

    before = state()
    retry(article_ids=[article.pk for article in articles])
    worker()
    assert state() == before


def test_an_article_deleted_on_its_way_harms_nothing(worker: Worker) -> None:
    kept = take(RELEASE)
    for number in range(4):
        take(f"{UNRELATED}\n\nPage {number} of the minutes.").delete()
    worker()
    assert list(Article.objects.all()) == [kept]
    assert not ProcessingStep.objects.exclude(state="done").exists()


def test_an_older_arrival_takes_the_lead(worker: Worker) -> None:
    from datetime import date

    late = take(COPY)
    Article.objects.filter(pk=late.pk).update(published_on=date(2024, 5, 2))
    worker()
    early = take(RELEASE)
    Article.objects.filter(pk=early.pk).update(published_on=date(2024, 4, 30))
    worker()
    retry(article_ids=[early.pk])
    worker()
    assert Story.objects.get(memberships__article=late).lead == early


def test_a_refused_statement_is_not_found_again(worker: Worker, django_user_model: type) -> None:
    from django.utils import timezone

    article = take(RELEASE)
    worker()
    statement = Statement.objects.filter(article=article, statistic__value=64).get()
    editor = django_user_model.objects.create_user("editor")
    Statement.objects.filter(pk=statement.pk).update(refused_at=timezone.now(), refused_by=editor)
    count = Statement.objects.filter(article=article).count()
    retry(article_ids=[article.pk])
    worker()
    assert Statement.objects.filter(article=article).count() == count
    assert not Statement.objects.standing().filter(article=article, statistic__value=64).exists()
