"""Fact sheets: a chosen, ordered set of claims; an edition is one, frozen."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from campaigns.models.campaigns import Campaign
from claims.models import Claim


class FactSheetQuerySet(models.QuerySet["FactSheet"]):
    """Who may see fact sheets."""

    def visible_to(self, user: object) -> "FactSheetQuerySet":
        """Those who may view fact sheets (staff) see all of them; nobody else sees any."""
        if getattr(user, "is_authenticated", False) and user.has_perm("campaigns.view_factsheet"):  # type: ignore[attr-defined]
            return self
        return self.none()


@pghistory.track()
class FactSheet(models.Model):
    """A set of claims in an order, with a title and words around them."""

    title = models.CharField(max_length=300)
    subtitle = models.CharField(max_length=300, blank=True)
    introduction = models.TextField(blank=True)
    notes = models.TextField(blank=True)
    language = models.CharField(max_length=8, default="en")
    campaign = models.ForeignKey(
        Campaign, on_delete=models.SET_NULL, null=True, blank=True, related_name="fact_sheets"
    )
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = FactSheetQuerySet.as_manager()

    class Meta:
        ordering = ["-changed_at"]
        permissions = [("export_factsheet", "Can export fact sheets")]
        constraints = [models.CheckConstraint(condition=~Q(title=""), name="fact_sheet_has_a_title")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Where staff build and export it."""
        return reverse("campaigns:factsheet", args=[self.pk])


@pghistory.track()
class FactSheetLine(models.Model):
    """One claim in a fact sheet, at its place, under a heading."""

    fact_sheet = models.ForeignKey(FactSheet, on_delete=models.CASCADE, related_name="lines")
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="fact_sheet_lines")
    position = models.PositiveIntegerField()
    heading = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["fact_sheet_id", "position", "id"]
        constraints = [models.UniqueConstraint(fields=["fact_sheet", "claim"], name="fact_sheet_claim_once")]

    def __str__(self) -> str:
        return str(self.claim)


class Edition(models.Model):
    """A fact sheet as it was published: frozen, with the exact document and its SHA-256."""

    fact_sheet = models.ForeignKey(FactSheet, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    document = models.JSONField(help_text="The fact sheet as rendered: lines, citations, snapshot hashes.")
    markdown = models.TextField()
    sha256 = models.CharField(max_length=64)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["fact_sheet_id", "-number"]
        constraints = [models.UniqueConstraint(fields=["fact_sheet", "number"], name="edition_number_once")]
        triggers = [
            pgtrigger.Protect(name="edition_is_frozen", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.fact_sheet}, edition {self.number}"


class EditionLine(models.Model):
    """A line of an edition, bound to the claim's revision and to the exact spans and snapshots that bear it out."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="lines")
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="edition_lines")
    claim_revision = models.PositiveIntegerField()
    wording = models.TextField()
    evidence = models.JSONField(help_text="Article, span, exact words and snapshot SHA-256 of each citation.")

    class Meta:
        ordering = ["id"]
        triggers = [
            pgtrigger.Protect(name="edition_line_is_frozen", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return self.wording[:120]
