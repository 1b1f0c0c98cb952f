"""The review desk's pages: order of the queue, one decision after another, the second person told, roles, queries."""

import pytest
from django.urls import reverse

from claims.models import Claim, Decision, Difference, Proposal
from claims.review.presentation import comparison_of, parts_of, word_difference
from claims.services import locks
from claims.services.approve import approve
from claims.services.queue import QueueFilter, next_free, queue, walk
from claims.services.unsure import unsure
from sources.models import Platform
from tests.claims.services.building import claim, person, proposal

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return person("Editors", "edith")


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def page(name, *args):
    return reverse(f"admin:claims_review_{name}", args=args)


def decide(client, one, verb, **given):
    return client.post(page("decide", one.pk), {"verb": verb, **given})


def test_the_queue_puts_score_and_reach_first(editor):
    low = proposal(claim(), claim(), score=0.5)
    high = proposal(claim(), claim(), score=0.9)
    far = proposal(claim(statements=9), claim(statements=9), score=0.85)
    assert walk(user=editor) == [far.pk, high.pk, low.pk]


def test_the_queue_narrows(editor):
    plain = proposal(claim(), claim(), score=0.95)
    quotes = proposal(claim("It must stop.", value=None), claim("It must stop now.", value=None), score=0.6)
    differing = proposal(claim(), claim(value="59"), score=0.8)
    languages = proposal(claim(), claim(language="id"), score=0.75)
    differing.claim_b.platforms.add(Platform.objects.create(slug="pictogram", name="Pictogram"))
    Proposal.objects.filter(pk=languages.pk).update(assigned_to=editor)

    def found(**chosen):
        return set(queue(user=editor, chosen=QueueFilter(**chosen)))

    assert found(kind="quote") == {quotes}
    assert found(figures="differ") == {differing}
    assert found(figures="agree") == {plain, quotes, languages}
    assert found(languages="several") == {languages}
    assert found(band="high") == {plain}
    assert found(assigned="me") == {languages}
    assert found(platform="pictogram") == {differing}
    assert found(q="must STOP now") == {quotes}
    assert found(pile="unsure") == set()


def test_testimony_stays_out_of_the_queue_of_those_who_may_not_read_it(editor):
    proposal(claim("It went on.", value=None, sensitive=True), claim("It went on and on.", value=None))
    assert len(walk(user=editor)) == 1
    assert walk(user=person("Researchers")) == []


def test_next_passes_over_what_others_look_at_and_what_was_skipped(editor):
    rows = [proposal(claim(), claim(), score=score) for score in (0.9, 0.8, 0.7)]
    locks.take(proposal_id=rows[0].pk, by=person())
    assert next_free(user=editor) == rows[1].pk
    assert next_free(user=editor, passed_over=[rows[1].pk]) == rows[2].pk
    assert next_free(user=editor, after=rows[2].pk) == rows[1].pk, "after the last it begins again"
    locks.take(proposal_id=rows[1].pk, by=person())
    locks.take(proposal_id=rows[2].pk, by=person())
    assert next_free(user=editor) is None


def test_a_decision_leads_to_the_next_with_its_undo(desk):
    first, second = proposal(claim(), claim(), score=0.9), proposal(claim(), claim(), score=0.8)
    answer = decide(desk, first, "accept")
    assert answer.url == page("page", second.pk)
    shown = desk.get(answer.url).content.decode()
    assert "Approved as one claim." in shown
    assert 'data-key="z"' in shown
    desk.post(page("undo"), {"decision": Decision.objects.get(verb="merge").pk})
    first.refresh_from_db()
    assert first.status == "pending"
    assert "Approved as one claim." not in desk.get(page("page", second.pk)).content.decode()


def test_every_verb_of_the_desk(desk):
    rows = [proposal(claim(), claim(), score=0.9 - place / 100) for place in range(4)]
    differing = proposal(claim(), claim(value="59"), score=0.5)
    desk.post(page("refuse", rows[0].pk), {"reason": "place", "note": "one is Wales"})
    decide(desk, rows[1], "unsure")
    decide(desk, rows[2], "skip")
    decide(desk, rows[3], "rename", claim=rows[3].claim_b_id, wording="Sixty signed.", revision=1)
    decide(desk, differing, "differ", difference="period", note="a month later")
    for row in (*rows, differing):
        row.refresh_from_db()
    assert [row.status for row in rows] == ["refused", "unsure", "pending", "pending"]
    assert (rows[0].reason, rows[0].note) == ("place", "one is Wales")
    assert Claim.objects.get(pk=rows[3].claim_b_id).wording == "Sixty signed."
    assert (differing.status, Difference.objects.get().reason) == ("refused", "period")
    assert desk.get(page("next")).url == page("page", rows[3].pk), "what was skipped comes last"
    decide(desk, rows[3], "take")
    rows[3].refresh_from_db()
    assert rows[3].assigned_to.username == "edith"


def test_without_a_reason_nothing_is_refused(desk):
    one = proposal(claim(), claim())
    answer = decide(desk, one, "refuse")
    assert answer.url == page("page", one.pk)
    assert "Choose why" in desk.get(answer.url).content.decode()
    assert Decision.objects.count() == 0


def test_figures_that_differ_are_said_in_words_and_need_a_word(desk):
    one = proposal(claim(), claim(value="59"))
    shown = desk.get(page("page", one.pk)).content.decode()
    assert "The figures differ: 60 organisations and 59 organisations" in shown
    assert "confirm_difference" in shown
    decide(desk, one, "accept")
    assert Decision.objects.count() == 0
    decide(desk, one, "accept", confirm_difference="on")
    assert Decision.objects.count() == 1


def test_the_second_person_is_told_who_looks_and_who_decided(desk, client):
    one, other = proposal(claim(), claim()), person("Editors", "olga")
    locks.take(proposal_id=one.pk, by=other)
    shown = desk.get(page("page", one.pk)).content.decode()
    assert "olga is looking at this one until" in shown
    assert "Approve as one claim<kbd>" not in shown
    decide(desk, one, "accept")
    assert Decision.objects.count() == 0
    locks.release(proposal_id=one.pk, by=other)
    desk.get(page("page", one.pk))
    decide(desk, one, "accept")
    desk.force_login(other)
    answer = decide(desk, one, "unsure")
    assert "dith decided this already" in desk.get(answer.url).content.decode()
    assert Decision.objects.count() == 1


def test_opening_takes_the_lock_and_leaving_gives_it_up(desk, editor):
    one = proposal(claim(), claim())
    desk.get(page("page", one.pk))
    assert locks.holders([one.pk])[one.pk].user_id == editor.pk
    assert desk.post(page("hold", one.pk)).json()["held"] is True
    desk.post(page("hold", one.pk), {"leave": "1"})
    assert locks.holders([one.pk]) == {}


def test_an_undo_that_others_rest_on_asks_first(desk):
    a, b = claim(), claim(statements=2)
    decide(desk, proposal(a, b), "accept")
    desk.post(
        reverse("admin:claims_claim_verb", args=[b.pk]), {"verb": "dispute", "note": "The charity says 61."}
    )
    first, later = Decision.objects.order_by("pk")
    answer = desk.post(page("undo"), {"decision": first.pk})
    assert answer.status_code == 409
    assert "Marked disputed" in answer.content.decode()
    assert Decision.objects.count() == 2
    desk.post(page("undo"), {"decision": first.pk, "with_later": "1"})
    assert Claim.objects.filter(merged_into=None, status="proposed").count() == 2
    assert later.undone_by


def test_a_run_of_certain_ones_has_one_undo(desk):
    sure = [proposal(claim(), claim(), score=0.95) for _ in range(3)]
    differing = proposal(claim(), claim(value="59"), score=0.96)
    shown = desk.get(page("table")).content.decode()
    assert shown.count('name="proposal"') == 3, "what differs is never pre-selected"
    desk.post(page("table"), {"proposal": [row.pk for row in (*sure, differing)]})
    assert Proposal.objects.filter(status="accepted").count() == 3
    differing.refresh_from_db()
    assert differing.status == "pending"
    (run,) = set(Decision.objects.values_list("run", flat=True))
    desk.post(page("undo"), {"run": str(run), "back": page("table")})
    assert Proposal.objects.filter(status="pending").count() == 4


@pytest.mark.parametrize("role", ["Researchers", "Staff", "Safeguarding leads"])
def test_the_desk_is_for_editors(client, role):
    one = proposal(claim(), claim())
    client.force_login(person(role))
    for address in (page("changelist"), page("next"), page("table"), page("page", one.pk)):
        assert client.get(address).status_code == 403
    assert decide(client, one, "accept").status_code == 403
    approved = approve(claim=claim(), by=person("Editors"))
    undone = client.post(page("undo"), {"decision": approved.pk})
    assert undone.status_code == (302 if role == "Safeguarding leads" else 403), (
        "leads undo consent, nothing else"
    )
    assert Decision.objects.count() == 1


def test_queries_do_not_grow_with_the_queue_or_the_evidence(desk, django_assert_max_num_queries):
    one = proposal(claim(statements=6), claim(statements=6), score=0.99)
    for _ in range(12):
        proposal(claim(statements=2), claim(), score=0.8)
    with django_assert_max_num_queries(12):
        desk.get(page("changelist"))
    desk.get(page("page", one.pk))
    with django_assert_max_num_queries(11):
        desk.get(page("page", one.pk))
    # the order of the queue is made once for a decision and the page it leads to
    with django_assert_max_num_queries(36):
        desk.post(page("decide", one.pk), {"verb": "accept"})
    with django_assert_max_num_queries(10):
        desk.get(page("next"))


def test_a_kept_order_follows_every_decision_and_never_leads_to_what_is_gone(editor):
    rows = [proposal(claim(), claim(), score=score) for score in (0.9, 0.8, 0.7)]
    assert walk(user=editor) == [row.pk for row in rows]
    unsure(proposal=rows[0], by=editor)
    assert walk(user=editor) == [rows[1].pk, rows[2].pk]
    fourth = proposal(claim(), claim(), score=0.95)
    assert walk(user=editor)[0] == fourth.pk
    fourth.delete()  # goes with its article: no decision tells
    assert next_free(user=editor) == rows[1].pk


def test_the_page_of_a_proposal_shows_both_sides(editor):
    a, b = claim(statements=2), claim("Sixty bodies signed the letter.", value="60")
    comparison = comparison_of(proposal(a, b), editor)
    left, right = comparison.sides
    assert left.stays
    assert not right.stays
    assert [piece.words for line in left.lines for piece in line.pieces if piece.own and piece.tint == 1]
    assert [piece.words for line in right.lines for piece in line.pieces if piece.own and piece.tint == 1]
    assert (comparison.articles_after, comparison.origins_after) == (3, 3)
    assert comparison.total == pytest.approx(0.9)
    assert ("Number", "60", "60", "agree") in comparison.facts


@pytest.mark.parametrize("signals", [{}, [], None, "text", {"parts": None}, {"parts": [1, {"name": "x"}]}])
def test_signals_of_any_shape_are_read(signals):
    assert isinstance(parts_of(signals or {}), list)


def test_word_difference_cuts_no_word():
    runs = word_difference("Sixty bodies signed it", "Sixty charities signed it")
    assert runs == [("same", "Sixty"), ("out", "bodies"), ("in", "charities"), ("same", "signed it")]
    assert word_difference("", "") == []
    assert word_difference("\ud800 a", "\ud800 b")


def test_what_is_counted_agrees_across_languages(editor):
    a, b = (
        claim(counted="children", per="week"),
        claim(language="id", counted="anak-anak", per="setiap minggu"),
    )
    facts = comparison_of(proposal(a, b), editor).facts
    assert ("What is counted", "children", "anak-anak", "agree") in facts
    assert ("Per", "week", "setiap minggu", "agree") in facts
    other = claim(counted="reports")
    facts = comparison_of(proposal(a, other), editor).facts
    assert ("What is counted", "children", "reports", "differ") in facts
