"""A corrected statement is found by what it now says, and never joined by what it said before."""

from decimal import Decimal

import pytest

from campaigns.services.roles import make_roles
from claims.models import Claim, Evidence, Proposal, Statement, StatementKey, Statistic
from claims.services.correct import correct_statement, refuse_statement
from claims.services.propose import propose
from claims.services.undo import undo
from sources.models import Article, Story, StoryMembership
from tests.claims.services.building import article, person

pytestmark = pytest.mark.django_db

SENTENCE = "The harbour office recorded {figure} in March 2021."


def told(figure: str, value: str, unit: str, story: Story | None = None) -> Statement:
    source = article(f"A quiet night.\n{SENTENCE.format(figure=figure)}\nNothing else.")
    if story is not None:
        StoryMembership.objects.filter(article=source).update(story=story)
    start = source.text.index(figure)
    row = Statement.objects.create(
        article=source,
        kind="statistic",
        start=start,
        end=start + len(figure),
        exact=figure,
        sentence=SENTENCE.format(figure=figure),
        language="en",
        extractor="test",
    )
    Statistic.objects.create(
        statement=row, value=Decimal(value), unit=unit, unit_normalized=unit, counted=unit
    )
    return row


def story_of(row: Statement) -> Story:
    return Article.objects.get(pk=row.article_id).membership.story


def keys_of(row: Statement) -> list[str]:
    return list(StatementKey.objects.values_list("keys", flat=True).get(statement=row))


def test_a_correction_makes_the_keys_anew() -> None:
    make_roles()
    row = told("37 unlit jetties", "37", "jetties")
    propose(row.article_id)
    before = keys_of(row)
    decision = correct_statement(statement=row, by=person(), value=Decimal(4200), counted="stolen boats")
    assert not StatementKey.objects.filter(statement=row).exists()
    propose(row.article_id)
    after = keys_of(row)
    assert before != after
    undo(decision=decision, by=person(superuser=True))
    assert not StatementKey.objects.filter(statement=row).exists()
    propose(row.article_id)
    assert keys_of(row) == before


def test_what_leaves_the_meaning_alone_leaves_the_keys_alone() -> None:
    make_roles()
    row = told("37 unlit jetties", "37", "jetties")
    propose(row.article_id)
    correct_statement(statement=row, by=person(), sensitive=True, sensitive_reason="a witness speaks")
    refuse_statement(statement=row, by=person(), reason="no figure at all")
    assert StatementKey.objects.filter(statement=row).exists()


def test_a_corrected_statement_is_not_joined_by_what_it_said_before() -> None:
    make_roles()
    first = told("37 unlit jetties", "37", "jetties")
    propose(first.article_id)
    correct_statement(statement=first, by=person(), value=Decimal(73))
    second = told("37 unlit jetties", "37", "jetties", story_of(first))
    propose(second.article_id)
    propose(first.article_id)
    claims = {Evidence.objects.get(statement=row).claim_id for row in (first, second)}
    assert len(claims) == 2
    assert not Proposal.objects.filter(claim_a__in=claims, claim_b__in=claims).exists()


def test_a_corrected_statement_is_found_by_what_it_says_now() -> None:
    make_roles()
    wrong = told("37 unlit jetties", "73", "jetties")
    right = told("37 unlit jetties", "37", "jetties")
    propose(wrong.article_id)
    propose(right.article_id)
    claims = sorted(Evidence.objects.get(statement=row).claim_id for row in (wrong, right))
    assert not Proposal.objects.filter(claim_a=claims[0], claim_b=claims[1]).exists()
    correct_statement(statement=wrong, by=person(), value=Decimal(37))
    propose(wrong.article_id)
    assert Proposal.objects.filter(claim_a=claims[0], claim_b=claims[1], status="pending").exists()
    assert Claim.objects.filter(pk__in=claims, merged_into=None).count() == 2
