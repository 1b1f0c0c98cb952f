"""Organisations, people and platforms that articles name, each in many spellings and languages."""

import pghistory
from django.db import models
from django.db.models import F, Q
from django.urls import reverse


class Named(models.Model):
    """What organisations, people and platforms share: a slug, a name, and whether an editor has looked at it."""

    class Review(models.TextChoices):
        REVIEWED = "reviewed", "Reviewed"
        UNREVIEWED = "unreviewed", "Not reviewed yet"
        REFUSED = "refused", "Refused: not a name"

    slug = models.SlugField(max_length=200, unique=True, allow_unicode=True)
    name = models.CharField(max_length=300)
    review = models.CharField(max_length=12, choices=Review, default=Review.UNREVIEWED)
    wikidata = models.CharField("Wikidata id", max_length=20, blank=True)

    class Meta:
        abstract = True
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Organisation(Named):
    """A body that is named in articles. Merged duplicates point to the one that stays."""

    kind = models.CharField(max_length=40, blank=True)
    owner = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="owned")
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(Named.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
                name="organisation_no_self_merge",
            ),
            models.CheckConstraint(
                condition=Q(owner__isnull=True) | ~Q(owner=F("id")), name="organisation_does_not_own_itself"
            ),
        ]


@pghistory.track()
class Person(Named):
    """A person who is named or speaks."""

    role = models.CharField(max_length=300, blank=True)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, null=True, blank=True, related_name="people"
    )
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(Named.Meta):
        verbose_name_plural = "people"
        constraints = [
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")), name="person_no_self_merge"
            )
        ]


@pghistory.track()
class Platform(Named):
    """A service on which things happen, owned by an organisation (Instagram by Meta)."""

    owner = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, null=True, blank=True, related_name="platforms"
    )
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(Named.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")), name="platform_no_self_merge"
            )
        ]

    def get_absolute_url(self) -> str:
        """The researchers' page of claims about this platform."""
        return reverse("claims:list") + f"?platform={self.slug}"


@pghistory.track()
class Name(models.Model):
    """One spelling, in one language or in any, of exactly one organisation, person or platform."""

    text = models.CharField(max_length=300)
    language = models.CharField(max_length=8, blank=True)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, null=True, blank=True, related_name="names"
    )
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, blank=True, related_name="names")
    platform = models.ForeignKey(
        Platform, on_delete=models.CASCADE, null=True, blank=True, related_name="names"
    )

    class Meta:
        ordering = ["text"]
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, person__isnull=True, platform__isnull=True)
                | Q(organisation__isnull=True, person__isnull=False, platform__isnull=True)
                | Q(organisation__isnull=True, person__isnull=True, platform__isnull=False),
                name="name_belongs_to_exactly_one",
            ),
            models.UniqueConstraint(
                fields=["text", "language", "organisation", "person", "platform"],
                nulls_distinct=False,
                name="name_once_each",
            ),
        ]

    def __str__(self) -> str:
        return self.text
