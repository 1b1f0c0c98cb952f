"""Campaigns: who leads them, what they ask, the letters they sent and what came of it."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse

from claims.models import Claim, Statement
from sources.models import Article, Organisation, Platform


class CampaignQuerySet(models.QuerySet["Campaign"]):
    """Which campaigns a person may see."""

    def visible_to(self, user: object) -> "CampaignQuerySet":
        """Signed-in people: every campaign that nobody refused. Anonymous readers: those taken up that rest on a claim
        they may read, which is none unless PUBLIC_READING is on.
        """
        standing = self.exclude(status=Campaign.Status.REFUSED)
        if getattr(user, "is_authenticated", False):
            return standing
        claims = Campaign.claims.through.objects.filter(claim__in=Claim.objects.visible_to(user))
        return standing.exclude(status=Campaign.Status.OFFERED).filter(pk__in=claims.values("campaign"))


@pghistory.track()
class Campaign(models.Model):
    """A campaign with its lead organisation and the claims it rests on."""

    class Status(models.TextChoices):
        OFFERED = "offered", "Found in articles, not reviewed"
        RUNNING = "running", "Running"
        ENDED = "ended", "Ended"
        REFUSED = "refused", "Refused: not a campaign"

    slug = models.SlugField(max_length=200, unique=True, allow_unicode=True)
    name = models.CharField(max_length=300)
    lead = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="campaigns"
    )
    status = models.CharField(max_length=8, choices=Status, default=Status.OFFERED)
    hashtags = ArrayField(models.CharField(max_length=100), default=list, blank=True)
    description = models.TextField(blank=True)
    platforms = models.ManyToManyField(Platform, blank=True, related_name="campaigns")
    claims = models.ManyToManyField(Claim, blank=True, related_name="campaigns")
    articles = models.ManyToManyField(Article, blank=True, related_name="campaigns")

    objects = CampaignQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="campaign_has_a_name")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The researchers' page of this campaign."""
        return reverse("campaigns:detail", args=[self.slug])


@pghistory.track()
class Demand(models.Model):
    """One thing a campaign asks for, in its own words, and what came of it."""

    class Outcome(models.TextChoices):
        OPEN = "open", "Open"
        PARTLY = "partly", "Partly met"
        MET = "met", "Met"
        REFUSED = "refused", "Refused"

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="demands")
    position = models.PositiveIntegerField()
    wording = models.TextField()
    outcome = models.CharField(max_length=8, choices=Outcome, default=Outcome.OPEN)
    outcome_note = models.TextField(blank=True)

    class Meta:
        ordering = ["campaign_id", "position"]
        constraints = [models.UniqueConstraint(fields=["campaign", "position"], name="demand_once_a_place")]

    def __str__(self) -> str:
        return self.wording[:120]


@pghistory.track()
class OpenLetter(models.Model):
    """A letter in public, with the number of those who signed and the statement that says so."""

    campaign = models.ForeignKey(
        Campaign, on_delete=models.CASCADE, null=True, blank=True, related_name="letters"
    )
    title = models.CharField(max_length=300)
    addressed_to = models.CharField(max_length=300, blank=True)
    sent_on = models.DateField(null=True, blank=True)
    signatories = models.PositiveIntegerField(null=True, blank=True)
    said_in = models.ForeignKey(
        Statement, on_delete=models.SET_NULL, null=True, blank=True, related_name="letters"
    )
    article = models.ForeignKey(
        Article, on_delete=models.SET_NULL, null=True, blank=True, related_name="letters"
    )
    response = models.TextField(blank=True)

    class Meta:
        ordering = ["-sent_on", "title"]

    def __str__(self) -> str:
        return self.title


@pghistory.track()
class TimelineEntry(models.Model):
    """Something that happened in a campaign on a day: an outcome, a response, a milestone."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="timeline")
    on = models.DateField()
    what = models.TextField()
    article = models.ForeignKey(Article, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["on", "id"]
        verbose_name_plural = "timeline entries"

    def __str__(self) -> str:
        return f"{self.on}: {self.what[:80]}"
