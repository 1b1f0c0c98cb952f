"""Claims, statements, proposals and decisions in the admin: pages open by role, actions go through services."""

import pytest
from django.urls import reverse

from campaigns.models import Campaign, Demand
from claims.models import Claim, Decision, Difference, Quote
from claims.services.approve import approve
from claims.services.differ import differ
from claims.services.merge import merge_many
from tests.claims.services.building import claim, person, proposal

pytestmark = pytest.mark.django_db

LISTS = {
    "claims": ["claim", "statement", "proposal", "difference", "decision"],
    "sources": [
        "article", "capture", "story", "articlematch", "organisation", "person", "platform", "publisher",
    ],
    "campaigns": ["campaign"],
}  # fmt: skip


@pytest.fixture
def editor():
    return person("Editors", "edith")


@pytest.fixture
def admin_pages(client, editor):
    client.force_login(editor)
    return client


def scene(by):
    a, b, c = claim(statements=2), claim(), claim(value="59")
    proposal(a, b)
    approve(claim=a, by=by)
    differ(claims=(a, c), reason="period", by=by)
    return a, b, c


@pytest.mark.parametrize("role", ["Researchers", "Editors", "Staff", "Safeguarding leads", "administrator"])
def test_every_list_and_page_opens_for_each_role(client, editor, role):
    scene(editor)
    Demand.objects.create(
        campaign=Campaign.objects.create(slug="harbour", name="Safe Harbour"), position=1, wording="Stop."
    )
    user = person("" if role == "administrator" else role, superuser=role == "administrator")
    client.force_login(user)
    assert client.get("/admin/").status_code == 200
    for application, models in LISTS.items():
        for model in models:
            answer = client.get(f"/admin/{application}/{model}/")
            assert answer.status_code == 200, model
            first = __import__("django.apps").apps.apps.get_model(application, model).objects.first()
            if first is not None and model not in {"proposal"}:
                assert client.get(f"/admin/{application}/{model}/{first.pk}/change/").status_code == 200, (
                    model
                )


def test_nothing_inline_that_the_content_policy_forbids(admin_pages, editor):
    a, _, _ = scene(editor)
    one = proposal(claim(), claim())
    for address in (
        "/admin/claims/claim/",
        f"/admin/claims/claim/{a.pk}/change/",
        f"/admin/claims/review/{one.pk}/",
    ):
        shown = admin_pages.get(address).content.decode()
        assert " style=" not in shown
        assert "onclick=" not in shown
        assert "<script>" not in shown


@pytest.mark.parametrize("model", ["claim", "statement", "proposal", "decision"])
def test_queries_of_lists_do_not_grow(admin_pages, editor, model, django_assert_num_queries):
    scene(editor)
    address = f"/admin/claims/{model}/"
    admin_pages.get(address)
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as few:
        admin_pages.get(address)
    for _ in range(6):
        scene(editor)
    with django_assert_num_queries(len(few)):
        admin_pages.get(address)


def test_approve_action_tells_what_it_left(admin_pages, editor):
    a, b, _ = scene(editor)
    answer = admin_pages.post(
        "/admin/claims/claim/", {"action": "approve_chosen", "_selected_action": [a.pk, b.pk]}, follow=True
    )
    shown = answer.content.decode()
    assert "Approved: 1." in shown
    assert "approved already" in shown
    assert Claim.objects.get(pk=b.pk).status == "approved"


def test_withdraw_action_asks_why_first(admin_pages, editor):
    a, _, _ = scene(editor)
    given = {"action": "withdraw_chosen", "_selected_action": [a.pk]}
    assert "Why" in admin_pages.post("/admin/claims/claim/", given).content.decode()
    assert Claim.objects.get(pk=a.pk).status == "approved"
    admin_pages.post("/admin/claims/claim/", {**given, "sure": "1", "reason": "The report was taken back."})
    assert Claim.objects.get(pk=a.pk).status == "withdrawn"


def test_merge_action_shows_what_stays_and_what_differs(admin_pages, editor):
    a, b = claim(statements=2), claim(value="59")
    given = {"action": "merge_chosen", "_selected_action": [a.pk, b.pk]}
    asked = admin_pages.post("/admin/claims/claim/", given).content.decode()
    assert "this one stays" in asked
    assert "The figures differ" in asked
    admin_pages.post("/admin/claims/claim/", {**given, "sure": "1"})
    assert Decision.objects.count() == 0
    admin_pages.post("/admin/claims/claim/", {**given, "sure": "1", "confirm_difference": "on"})
    assert Claim.objects.get(pk=b.pk).merged_into == a


def test_a_merged_claims_address_leads_to_its_successor(admin_pages, editor):
    a, b = claim(statements=2), claim()
    merge_many(claims=[a, b], by=editor)
    answer = admin_pages.get(f"/admin/claims/claim/{b.pk}/change/")
    assert answer.url == f"/admin/claims/claim/{a.pk}/change/"


def test_verbs_of_the_claims_page(admin_pages):
    a = claim(statements=3)
    address = reverse("admin:claims_claim_verb", args=[a.pk])
    admin_pages.post(address, {"verb": "rename", "wording": "Sixty signed.", "revision": "1"})
    evidence = a.evidence.first()
    admin_pages.post(address, {"verb": "split", "evidence": [evidence.pk], "reason": "period"})
    a.refresh_from_db()
    assert a.wording == "Sixty signed."
    assert a.evidence.count() == 2
    answer = admin_pages.post(address, {"verb": "dispute"}, follow=True)
    assert "Say why" in answer.content.decode()
    admin_pages.post(address, {"verb": "approve"})
    admin_pages.post(
        "/admin/claims/review/undo/", {"decision": Decision.objects.first().pk, "back": "/admin/"}
    )
    a.refresh_from_db()
    assert a.status == "proposed"


def test_consent_from_the_claims_page_is_the_safeguarding_leads(client, admin_pages):
    a = claim("It went on.", value=None, sensitive=True)
    address = reverse("admin:claims_claim_verb", args=[a.pk])
    admin_pages.post(address, {"verb": "consent", "note": "form 12"})
    assert not hasattr(Claim.objects.get(pk=a.pk), "consent")
    client.force_login(person("Safeguarding leads"))
    client.post(address, {"verb": "consent", "note": "form 12", "redacted_wording": "It […]"})
    assert Claim.objects.get(pk=a.pk).consent.redacted_wording == "It […]"


def test_testimony_is_not_shown_to_those_who_may_not_read_it(client):
    secret = claim("It went on for years behind the door.", value=None, sensitive=True)
    words = secret.evidence.get().statement
    client.force_login(person("Researchers"))
    for address in (
        "/admin/claims/claim/",
        f"/admin/claims/claim/{secret.pk}/change/",
        "/admin/claims/statement/",
        f"/admin/claims/statement/{words.pk}/change/",
        f"/admin/claims/review/history/{secret.pk}/",
    ):
        assert "behind the door" not in client.get(address).content.decode()


def test_correcting_a_statement_is_a_decision(admin_pages):
    a = claim()
    words = a.evidence.get().statement
    address = f"/admin/claims/statement/{words.pk}/change/"
    form = admin_pages.get(address).context["adminform"].form
    given = {name: value for name, value in form.initial.items() if name in form.fields and value is not None}
    admin_pages.post(address, {**given, "value": "61", "why": "misread"})
    decision = Decision.objects.get()
    assert (decision.verb, decision.reason) == ("correct", "misread")
    assert words.statistic.__class__.objects.get(pk=words.pk).value == 61
    admin_pages.post(address, {**given, "value": "61"})
    assert Decision.objects.count() == 1, "saving without a change decides nothing"
    answer = admin_pages.post(address, {**given, "value": "", "sensitive": "on"})
    assert "needs its number" in answer.content.decode()


def test_private_persons_are_shown_filtered_and_corrected(admin_pages):
    private, other = (claim(value=None).evidence.get().statement for _ in range(2))
    Quote.objects.filter(pk=private.pk).update(private_person=True)
    listed = {
        chosen: list(
            admin_pages.get(f"/admin/claims/statement/?private_person={chosen}").context["cl"].queryset
        )
        for chosen in ("yes", "no")
    }
    assert listed == {"yes": [private], "no": [other]}
    for address in (
        "/admin/claims/statement/?private_person=yes",
        f"/admin/sources/article/{private.article_id}/change/",
        f"/admin/claims/claim/{private.evidence.claim_id}/change/",
    ):
        assert '"state quiet">private person<' in admin_pages.get(address).content.decode(), address
    address = f"/admin/claims/statement/{private.pk}/change/"
    form = admin_pages.get(address).context["adminform"].form
    given = {name: value for name, value in form.initial.items() if name in form.fields and value is not None}
    admin_pages.post(address, {**given, "private_person": "", "why": "a councillor"})
    assert not Quote.objects.get(pk=private.pk).private_person


def test_refusing_a_statement_asks_and_remembers(admin_pages):
    words = claim(statements=1).evidence.get().statement
    address = reverse("admin:claims_statement_refuse", args=[words.pk])
    assert "What is wrong" in admin_pages.get(address).content.decode()
    admin_pages.post(address, {"reason": "A page number"})
    words.refresh_from_db()
    assert words.refused_reason == "A page number"
    shown = admin_pages.get(f"/admin/claims/statement/{words.pk}/change/").content.decode()
    assert "A page number" in shown


def test_offered_differences_are_recorded_with_a_reason_or_dismissed(admin_pages):
    a, b, c = claim(), claim(value="59"), claim(value="61")
    rows = [Difference.objects.create(claim_a=a, claim_b=b), Difference.objects.create(claim_a=b, claim_b=c)]
    address = "/admin/claims/difference/"
    assert "60 organisations ≠ 59 organisations" in admin_pages.get(address).content.decode()
    admin_pages.post(address, {"action": "record_rounding", "_selected_action": [rows[0].pk]})
    admin_pages.post(address, {"action": "dismiss_chosen", "_selected_action": [rows[1].pk]})
    for row in rows:
        row.refresh_from_db()
    assert [(row.status, row.reason) for row in rows] == [("recorded", "rounding"), ("dismissed", "unknown")]
    assert Decision.objects.filter(verb="differ").count() == 2


def test_clumsy_input_on_the_claims_page_is_answered_in_words(admin_pages):
    a = claim(statements=2)
    address = reverse("admin:claims_claim_verb", args=[a.pk])
    admin_pages.post(address, {"verb": "approve", "note": "checked \x00 twice"})
    assert Decision.objects.latest("pk").reason == "checked  twice"
    for given, words in (
        ({"verb": "leave-out"}, "Choose one statement to leave out."),
        ({"verb": "leave-out", "evidence": [one.pk for one in a.evidence.all()]}, "Choose one statement"),
        ({"verb": "rename", "wording": "word " * 1001}, "5,000 is the most"),
    ):
        assert words in admin_pages.post(address, given, follow=True).content.decode()
    a.refresh_from_db()
    assert (a.status, a.evidence.count()) == ("approved", 2)


def test_a_statement_is_refused_whatever_was_pasted_as_the_reason(admin_pages):
    statement = claim(statements=2).evidence.first().statement
    answer = admin_pages.post(
        reverse("admin:claims_statement_refuse", args=[statement.pk]),
        {"reason": "no \x00 figure", "sure": "1"},
    )
    assert answer.status_code == 302
    statement.refresh_from_db()
    assert statement.refused_at is not None
