"""Takes on what extraction found of campaigns, or refuses it for good: hashtags, named campaigns, open letters, demands.

Finding them is left to extraction; what a campaign then holds is edited in the admin.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, F, Func, OuterRef, Q, QuerySet, TextField, Value
from django.db.models.functions import Concat, Replace, Substr
from django.utils.text import slugify

from campaigns.models import Campaign, Demand, OpenLetter
from claims.models import CampaignMention, Statement
from sources.models import Organisation

TAKE_ON = "campaigns.add_campaign"
LETTER = "open letter"


def waiting() -> QuerySet[CampaignMention]:
    """What nobody took on or refused yet: no campaign has its name or hashtag, and none of the article's is it."""
    here = Campaign.objects.filter(articles=OuterRef("article"), name__istartswith=OuterRef("name"))
    named = Campaign.objects.filter(name__iexact=OuterRef("name"))
    tagged = _with_tags().filter(tags__icontains=Concat(Value(" "), Substr(OuterRef("name"), 2), Value(" ")))
    return CampaignMention.objects.exclude(
        Exists(here) | (~Q(kind=LETTER) & Exists(named)) | (Q(kind="hashtag") & Exists(tagged))
    )


def _with_tags() -> QuerySet[Any]:
    """Campaigns with their hashtags in one string, each between spaces, and their names without any."""
    joined = Func(F("hashtags"), Value(" "), function="array_to_string", output_field=TextField())
    return Campaign.objects.annotate(
        tags=Concat(Value(" "), joined, Value(" "), output_field=TextField()),
        squeezed=Replace(F("name"), Value(" "), Value("")),
    )


@transaction.atomic
def take_on(mentions: Iterable[CampaignMention], by: User) -> list[Campaign]:
    """Make each a running campaign, or add it to the one of its name. What a campaign holds already is left as it is.

    Raises PermissionDenied.
    """
    return [_kept(mention, Campaign.Status.RUNNING, by) for mention in mentions]


@transaction.atomic
def refuse(mentions: Iterable[CampaignMention], by: User) -> list[Campaign]:
    """Remember that each is no campaign, so that its name is not offered again. Raises PermissionDenied."""
    return [_kept(mention, Campaign.Status.REFUSED, by) for mention in mentions]


def _kept(mention: CampaignMention, status: str, by: User) -> Campaign:
    if not by.has_perm(TAKE_ON):
        raise PermissionDenied
    campaign = _known(mention)
    if campaign is None:
        name = _name(mention)
        slug = slugify(name, allow_unicode=True)[:190] or f"campaign-{mention.pk}"
        if Campaign.objects.filter(slug=slug).exists():
            slug = f"{slug}-{mention.pk}"
        campaign = Campaign.objects.create(
            slug=slug,
            name=name,
            status=status,
            lead=_lead(mention.lead),
        )
    elif campaign.status == Campaign.Status.OFFERED:
        campaign.status = status
        campaign.save(update_fields=["status"])
    campaign.articles.add(mention.article)
    tag = mention.name.removeprefix("#")
    if mention.kind == "hashtag" and tag.casefold() not in {known.casefold() for known in campaign.hashtags}:
        campaign.hashtags = [*campaign.hashtags, tag[:100]]
        campaign.save(update_fields=["hashtags"])
    if campaign.status == Campaign.Status.REFUSED:
        return campaign
    if mention.demands and not campaign.demands.exists():
        Demand.objects.bulk_create(
            Demand(campaign=campaign, position=place, wording=wording)
            for place, wording in enumerate(mention.demands, start=1)
        )
    if mention.kind == LETTER and not campaign.letters.filter(article=mention.article).exists():
        OpenLetter.objects.create(
            campaign=campaign,
            title=mention.name,
            addressed_to=mention.name.removeprefix("Open letter").removeprefix(" to "),
            signatories=mention.signatories,
            said_in=_said_in(mention),
            article=mention.article,
        )
    return campaign


def _known(mention: CampaignMention) -> Campaign | None:
    if mention.kind == LETTER:
        return Campaign.objects.filter(articles=mention.article, name__istartswith=mention.name).first()
    same = Q(name__iexact=mention.name)
    if mention.kind == "hashtag":
        tag = mention.name.removeprefix("#")
        same |= Q(tags__icontains=f" {tag} ") | Q(squeezed__iexact=tag)  # #SafeShores is Safe Shores'
    return _with_tags().filter(same).order_by("pk").first()


def _name(mention: CampaignMention) -> str:
    """A letter is named with its article: many letters have no name of their own."""
    name = mention.name.strip(" :") or mention.exact.strip(" :")
    if mention.kind == LETTER and mention.article.title:
        name = f"{name}: {mention.article.title}"
    return name[:300]


def _lead(name: str) -> Organisation | None:
    """The organisation of that name or spelling, where the register or an editor knows it."""
    if not name:
        return None
    found = Organisation.objects.filter(Q(name=name) | Q(names__text=name), merged_into=None)
    return found.exclude(review="refused").order_by("pk").first()


def _said_in(mention: CampaignMention) -> Statement | None:
    """The statement that counts those who signed."""
    if mention.signatories is None:
        return None
    return (
        mention.article.statements.standing()
        .filter(start__lt=mention.end, end__gt=mention.start, statistic__value=mention.signatories)
        .order_by("start")
        .first()
    )
