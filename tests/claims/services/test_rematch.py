"""Matching again: decided ground stays, nothing is asked twice, a broken run goes on, a trial writes nothing."""

import random
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from claims.models import Claim, Decision, Difference, Evidence, Opinion, Proposal, Statement
from claims.services import rematch
from claims.services.differ import dismiss_difference
from claims.services.merge import accept
from claims.services.propose import propose
from claims.services.queue import walk
from claims.services.refuse import refuse
from claims.services.replay import compare, replay
from claims.services.split import split
from claims.services.undo import undo
from claims.services.unsure import unsure
from sources.models import ProcessingStep
from tests.claims.services.building import person, statement

pytestmark = pytest.mark.django_db

SAID = [
    ("240 children", "Police in Kent said 240 children were approached on Instagram in 2021.", "240"),
    ("240 children", "In 2021 police in Kent counted 240 children who were approached on Instagram.", "240"),
    (
        "around 240 children",
        "In all around 240 children were approached on Instagram in Kent, police say.",
        "240",
    ),
    ("250 children", "Police in Kent said 250 children were approached on Instagram in 2022.", "250"),
    ("240 schools", "The letter went to 240 schools in Kent, the charity said.", "240"),
    ("60 organisations", "60 organisations signed the letter to the company.", "60"),
    ("60 organisations", "The letter to the company was signed by 60 organisations.", "60"),
    ("59 organisations", "59 organisations signed the letter to the company.", "59"),
]


@pytest.fixture
def editor():
    return person("Editors")


@pytest.fixture
def matched():
    """Statements in articles of their own, matched once."""
    rows = [
        statement(exact, sentence=sentence, value=value, unit=exact.split()[-1])
        for exact, sentence, value in SAID
    ]
    for row in rows:
        done(row.article_id, propose(row.article_id))
    assert Proposal.objects.count() >= 3
    return rows


def done(article_id, version):
    ProcessingStep.objects.update_or_create(
        article_id=article_id,
        step="propose",
        defaults={
            "state": "done",
            "engine_version": version,
            "started_at": timezone.now(),
            "finished_at": timezone.now(),
        },
    )


def state():
    return {
        model: sorted(model.objects.values_list(*fields))
        for model, fields in (
            (Claim, ("pk", "wording", "status", "merged_into", "revision", "value")),
            (Evidence, ("statement", "claim", "joined")),
            (Proposal, ("claim_a", "claim_b", "status", "reason", "score", "engine_version")),
            (Difference, ("claim_a", "claim_b", "status", "reason")),
            (Decision, ("pk", "verb")),
        )
    }


def run(*arguments):
    told = StringIO()
    call_command("rematch", *arguments, stdout=told, stderr=StringIO())
    return told.getvalue()


def test_again_over_the_same_ground_changes_nothing(matched):
    before = state()
    assert "Changed in 8 articles: 0 proposals, 0 new scores, 0 differences, 0 statements" in run("--all")
    assert state() == before
    assert "0 articles" in run(), "what is of this version is not done again"


@pytest.mark.parametrize("seed", range(4))
def test_decided_ground_stays_and_nothing_is_asked_again(matched, editor, seed):
    chooser = random.Random(seed)
    for pk in list(Proposal.objects.values_list("pk", flat=True)):
        proposal = Proposal.objects.get(pk=pk)
        if not Proposal.objects.pending().filter(pk=pk).exists():
            continue
        chosen = chooser.randrange(4)
        if chosen == 0:
            accept(proposal=proposal, by=editor, confirm_difference=True)
        elif chosen == 1:
            refuse(proposal=proposal, by=editor, reason="period")
        elif chosen == 2:
            unsure(proposal=proposal, by=editor)
        else:
            undo(decision=accept(proposal=proposal, by=editor, confirm_difference=True), by=editor)
            refuse(proposal=Proposal.objects.get(pk=pk), by=editor, reason="unrelated")
    for difference in Difference.objects.filter(status="offered"):
        if difference.claim_a.merged_into_id is None and difference.claim_b.merged_into_id is None:
            dismiss_difference(difference=difference, by=editor)
    before, queue = state(), walk(user=editor)
    run("--all")
    assert state() == before
    assert walk(user=editor) == queue
    assert compare(replay()) == []


def test_what_was_told_apart_is_not_asked_again_and_a_claim_split_off_is_new_ground(matched, editor):
    one, other = matched[5].evidence.claim, matched[6].evidence.claim
    pair = Proposal.objects.get(claim_a=one, claim_b=other)
    accept(proposal=pair, by=editor)
    stays = Claim.objects.current().get(evidence__statement=matched[5])
    apart, _ = split(claim=stays, evidence=[matched[6].evidence], by=editor, reason="definition")
    before = state()
    run("--all")
    asked = {(a, b) for a, b, *_ in state()[Proposal]} - {(a, b) for a, b, *_ in before[Proposal]}
    assert all(apart.pk in found for found in asked), "only about the new claim"
    assert (stays.pk, apart.pk) not in asked
    assert Proposal.objects.get(claim_a=stays, claim_b=apart).status == "refused"
    assert state()[Evidence] == before[Evidence]
    assert compare(replay()) == []


def test_what_waits_gets_its_new_score_and_what_was_answered_keeps_its_old(matched, editor):
    rows = list(Proposal.objects.order_by("pk")[:3])
    Proposal.objects.update(score=0.123, engine_version="older")
    refuse(proposal=rows[0], by=editor, reason="place")
    Opinion.objects.create(proposal=rows[1], by=editor, verdict="accept")
    ProcessingStep.objects.update(engine_version="older")
    told = run()
    for row in rows:
        row.refresh_from_db()
    assert (rows[0].score, rows[1].score) == (0.123, 0.123)
    assert rows[2].score > 0.5
    assert "score 0.12 →" in told
    assert set(ProcessingStep.objects.values_list("engine_version", flat=True)) == {rematch.ENGINE_VERSION}


def test_a_trial_says_what_would_change_and_writes_nothing(matched):
    Proposal.objects.all().delete()
    ProcessingStep.objects.update(engine_version="older")
    before = state()
    told = run("--dry-run")
    assert state() == before
    assert "proposed" in told
    assert "Nothing was written." in told
    assert len(rematch.outdated()) == len(matched)
    would = sorted(line for line in told.splitlines() if "proposed" in line)
    assert sorted(line for line in run().splitlines() if "proposed" in line) == would


def test_a_run_broken_off_goes_on_where_it_stopped(matched, monkeypatch):
    rematch.mark_outdated()
    count = 0

    def broken(article_id):
        nonlocal count
        count += 1
        if count == 4:
            raise KeyboardInterrupt
        return propose(article_id)

    monkeypatch.setattr(rematch, "propose", broken)
    with pytest.raises(KeyboardInterrupt):
        rematch.rematch(rematch.outdated(), lambda _: None)
    assert len(rematch.outdated()) == len(matched) - 3
    monkeypatch.undo()
    run()
    assert rematch.outdated() == []


def test_an_article_deleted_meanwhile_is_passed_over(matched):
    rematch.mark_outdated()
    ids = rematch.outdated()
    Statement.objects.filter(pk=matched[0].pk).get().article.delete()
    rematch.rematch(ids, lambda _: None)
    assert rematch.outdated() == []
