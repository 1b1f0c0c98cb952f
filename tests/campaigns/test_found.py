"""From an article's words to a campaign somebody took on, or refused for good."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from campaigns.models import Campaign
from campaigns.services.found import refuse, take_on, waiting
from campaigns.services.roles import make_roles
from claims.models import CampaignMention
from claims.services.annotate import annotate
from tests.claims.services.building import article, person

pytestmark = pytest.mark.django_db

TEXT = (
    "The Harbour Child Trust's Safe Shores campaign began in May. Follow #SafeShores.\n\n"
    "Sixty organisations signed an open letter to Orbvane.\n\n"
    "The campaign calls for:\n- a duty of care\n- yearly reports\n"
)


def found() -> dict[str, CampaignMention]:
    make_roles()
    annotate(article(TEXT, title="Safe Shores begins").pk)
    return {mention.kind: mention for mention in waiting()}


def test_what_is_found_becomes_a_campaign() -> None:
    mentions = found()
    assert {"campaign", "hashtag", "open letter"} <= set(mentions)
    staff = person("Staff")
    (campaign,) = take_on([mentions["campaign"]], staff)
    assert (campaign.name, campaign.status) == ("Safe Shores", "running")
    assert [demand.wording for demand in campaign.demands.all()] == ["a duty of care", "yearly reports"]
    (tagged,) = take_on([mentions["hashtag"]], staff)
    assert (tagged.pk, tagged.hashtags) == (campaign.pk, ["SafeShores"])
    (lettered,) = take_on([mentions["open letter"]], staff)
    letter = lettered.letters.get()
    assert (letter.signatories, letter.addressed_to) == (60, "Orbvane")
    assert letter.said_in is not None
    assert letter.said_in.statistic.value == 60
    assert not waiting().exists()


def test_taken_on_again_it_adds_an_article_and_nothing_else() -> None:
    mentions = found()
    staff = person("Staff")
    (campaign,) = take_on([mentions["campaign"]], staff)
    Campaign.objects.filter(pk=campaign.pk).update(status="ended")
    second = article(TEXT + "\nAgain.", title="Once more")
    annotate(second.pk)
    assert not waiting().filter(article=second, kind="campaign").exists()
    (same,) = take_on(CampaignMention.objects.filter(article=second, kind="campaign"), staff)
    assert (same.pk, same.status, same.demands.count()) == (campaign.pk, "ended", 2)
    assert second in same.articles.all()


def test_a_refusal_is_remembered() -> None:
    mentions = found()
    refuse(mentions.values(), person("Staff"))
    assert not waiting().exists()
    annotate(article(TEXT + "\nLater.", title="Later").pk)
    assert {mention.kind for mention in waiting()} <= {"open letter"}
    assert not Campaign.objects.exclude(status="refused").exists()


def test_a_known_hashtag_is_not_offered() -> None:
    Campaign.objects.create(slug="shores", name="Shores for all", hashtags=["safeshores"])
    assert "hashtag" not in found()


def test_researchers_may_not() -> None:
    mentions = found()
    with pytest.raises(PermissionDenied):
        take_on([mentions["campaign"]], person("Researchers"))


def test_the_list_and_its_action(client: Client) -> None:
    mentions = found()
    client.force_login(person("Staff"))
    address = reverse("admin:claims_campaignmention_changelist")
    page = client.get(address)
    assert page.status_code == 200
    assert "Safe Shores" in page.content.decode()
    client.post(address, {"action": "take_chosen_on", "_selected_action": [mentions["campaign"].pk]})
    assert Campaign.objects.get(name="Safe Shores").status == "running"
