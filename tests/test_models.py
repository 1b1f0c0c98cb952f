"""What the database itself refuses, whoever asks."""

import hashlib
from datetime import date

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, InternalError, connection, transaction
from django.db.utils import DatabaseError

from campaigns.management.commands.model_diagram import diagram
from campaigns.models import Edition, FactSheet
from claims.models import Claim, Decision, Evidence, Proposal, Statement, Statistic
from config.settings import BASE_DIR
from sources.models import (
    Article,
    ArticleMatch,
    Name,
    Organisation,
    Platform,
    Snapshot,
    Story,
    StoryMembership,
)

pytestmark = pytest.mark.django_db

TEXT = "Lantern says 4,000 children were reached. 😀 مرحبا 2,500 calls came."


def make_article(text: str = TEXT, **fields: object) -> Article:
    content = text.encode()
    snapshot, _ = Snapshot.objects.get_or_create(
        sha256=hashlib.sha256(content).hexdigest(),
        defaults={"content": content, "size": len(content), "media_type": "text/plain"},
    )
    return Article.objects.create(snapshot=snapshot, text=text, language="en", **fields)


def make_statement(article: Article, exact: str, **fields: object) -> Statement:
    start = article.text.index(exact)
    return Statement.objects.create(
        **{
            "article": article,
            "kind": "statistic",
            "start": start,
            "end": start + len(exact),
            "exact": exact,
            "sentence": article.text,
            "language": "en",
            "extractor": "test",
            **fields,
        }
    )


def make_claim(**fields: object) -> Claim:
    return Claim.objects.create(
        **{
            "kind": "statistic",
            "wording": "4,000 children were reached.",
            "wording_language": "en",
            "value": 4000,
            **fields,
        }
    )


def refused() -> object:
    return pytest.raises((IntegrityError, InternalError, DatabaseError))


def test_a_span_must_read_as_it_says_beyond_the_basic_plane_too() -> None:
    article = make_article()
    assert make_statement(article, "2,500 calls").exact == "2,500 calls"
    with refused(), transaction.atomic():
        Statement.objects.create(
            article=article,
            kind="statistic",
            start=0,
            end=5,
            exact="wrong",
            sentence="",
            language="en",
            extractor="t",
        )


@pytest.mark.parametrize(("start", "end"), [(5, 5), (9, 4)])
def test_a_span_is_never_empty_or_backwards(start: int, end: int) -> None:
    with refused(), transaction.atomic():
        Statement.objects.create(
            article=make_article(),
            kind="statistic",
            start=start,
            end=end,
            exact="",
            sentence="",
            language="en",
            extractor="t",
        )


def test_offsets_stay_inside_the_text() -> None:
    article = make_article()
    with refused(), transaction.atomic():
        Statement.objects.create(
            article=article,
            kind="statistic",
            start=len(TEXT) - 5,
            end=len(TEXT) + 5,
            exact=TEXT[-5:] + "     ",
            sentence="",
            language="en",
            extractor="t",
        )


def test_a_statement_bears_out_one_claim() -> None:
    statement = make_statement(make_article(), "4,000 children")
    Evidence.objects.create(claim=make_claim(), statement=statement)
    with refused(), transaction.atomic():
        Evidence.objects.create(claim=make_claim(), statement=statement)


def test_a_claim_never_merges_into_itself() -> None:
    claim = make_claim()
    with refused(), transaction.atomic():
        Claim.objects.filter(pk=claim.pk).update(merged_into=claim)


def test_ranges_ascend() -> None:
    statement = make_statement(make_article(), "4,000 children")
    with refused(), transaction.atomic():
        Statistic.objects.create(statement=statement, value=50, value_max=40)
    Statistic.objects.create(statement=statement, value=40, value_max=50)


def test_a_statistic_claim_has_a_figure() -> None:
    with refused(), transaction.atomic():
        make_claim(value=None)


def test_an_article_is_in_one_story() -> None:
    article = make_article()
    first, second = Story.objects.create(lead=article), Story.objects.create()
    StoryMembership.objects.create(article=article, story=first)
    with refused(), transaction.atomic():
        StoryMembership.objects.create(article=article, story=second)


def test_pairs_are_ordered_and_stand_once() -> None:
    one, two = make_article(), make_article("Another text of one sentence.")
    fields = {"relation": "different", "probability": 0.1, "signals": {}, "engine_version": "1"}
    ArticleMatch.objects.create(article_a=one, article_b=two, **fields)
    for a, b in [(one, two), (two, one), (one, one)]:
        with refused(), transaction.atomic():
            ArticleMatch.objects.create(article_a=a, article_b=b, **fields)


def test_a_proposal_is_about_two_claims_and_refused_with_a_reason() -> None:
    first, second = make_claim(), make_claim()
    fields = {"score": 0.8, "signals": {}, "engine_version": "1"}
    with refused(), transaction.atomic():
        Proposal.objects.create(claim_a=second, claim_b=first, **fields)
    with refused(), transaction.atomic():
        Proposal.objects.create(claim_a=first, claim_b=second, status="refused", **fields)


def test_snapshots_decisions_and_editions_are_never_changed_or_deleted() -> None:
    article = make_article()
    user = User.objects.create_user("someone")
    decision = Decision.objects.create(verb="approve", by=user, changes={})
    sheet = FactSheet.objects.create(title="Sheet", made_by=user)
    edition = Edition.objects.create(
        fact_sheet=sheet, number=1, document={}, markdown="", sha256="0" * 64, made_by=user
    )
    for row, field in [(article.snapshot, "media_type"), (decision, "reason"), (edition, "markdown")]:
        with refused(), transaction.atomic():
            type(row).objects.filter(pk=row.pk).update(**{field: "changed"})
        with refused(), transaction.atomic():
            type(row).objects.filter(pk=row.pk).delete()


def test_an_articles_text_is_never_changed_but_its_title_may_be() -> None:
    article = make_article()
    with refused(), transaction.atomic():
        Article.objects.filter(pk=article.pk).update(text="Other words.")
    Article.objects.filter(pk=article.pk).update(title="A better title", published_on=date(2024, 5, 1))


def test_a_name_belongs_to_exactly_one() -> None:
    organisation = Organisation.objects.create(slug="lantern", name="Lantern")
    platform = Platform.objects.create(slug="pixomo", name="Pixomo")
    with refused(), transaction.atomic():
        Name.objects.create(text="Lantern", organisation=organisation, platform=platform)
    with refused(), transaction.atomic():
        Name.objects.create(text="Lantern")


def test_history_sees_bulk_updates() -> None:
    claim = make_claim()
    Claim.objects.filter(pk=claim.pk).update(status="approved")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT status FROM claims_claimevent WHERE pgh_obj_id = %s ORDER BY pgh_id", [claim.pk]
        )
        assert [row[0] for row in cursor.fetchall()][-1] == "approved"


def test_the_diagram_in_the_docs_is_current() -> None:
    assert (BASE_DIR / "docs" / "models.md").read_text(encoding="utf-8") == diagram()
