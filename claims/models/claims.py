"""Canonical claims and their evidence."""

import secrets

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Count, F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse

from claims.models.statements import COMPARATORS, Statement
from sources.models import Organisation, Person, Platform, Story

# No vowels and nothing that reads alike, so that an id spells no word and can be read aloud.
PUBLIC_ID_ALPHABET = "23456789bcdfghjkmnpqrstvwxz"


def new_public_id() -> str:
    """A claim's stable public id: eight characters, about 2.8e11 of them."""
    return "".join(secrets.choice(PUBLIC_ID_ALPHABET) for _ in range(8))


class ClaimQuerySet(models.QuerySet["Claim"]):
    """Which claims a person may see, and the counts that lists show."""

    def current(self) -> "ClaimQuerySet":
        """Claims that stand for themselves: not merged into another."""
        return self.filter(merged_into__isnull=True)

    def visible_to(self, user: object) -> "ClaimQuerySet":
        """What this person may read.

        Signed-in people: every current claim, sensitive ones only with the permission to. Anonymous readers: nothing,
        or with PUBLIC_READING approved claims that are not sensitive.
        """
        if not getattr(user, "is_authenticated", False):
            if not settings.PUBLIC_READING:
                return self.none()
            return self.current().filter(status=Claim.Status.APPROVED, sensitive=False)
        if user.has_perm("claims.view_sensitive"):  # type: ignore[attr-defined]
            return self.current()
        return self.current().filter(sensitive=False)

    def with_counts(self) -> "ClaimQuerySet":
        """Annotate ``articles_count`` and ``origins_count`` (stories).

        Copies of one text are one origin, and so is a passage of it in another article.
        """
        return self.annotate(
            articles_count=Count("evidence__statement__article", distinct=True),
            origins_count=Count(
                Coalesce("evidence__origin", "evidence__statement__article__membership__story"), distinct=True
            ),
        )


@pghistory.track()
class Claim(models.Model):
    """The canonical wording of what one or more statements say, with its figure or its quote."""

    class Status(models.TextChoices):
        PROPOSED = "proposed", "Proposed"
        APPROVED = "approved", "Approved"
        DISPUTED = "disputed", "Disputed"
        WITHDRAWN = "withdrawn", "Withdrawn"

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    kind = models.CharField(max_length=9, choices=Statement.Kind)
    wording = models.TextField()
    wording_language = models.CharField(max_length=8)
    status = models.CharField(max_length=9, choices=Status, default=Status.PROPOSED)
    value = models.DecimalField(max_digits=40, decimal_places=10, null=True, blank=True)
    value_max = models.DecimalField(max_digits=40, decimal_places=10, null=True, blank=True)
    comparator = models.CharField(max_length=1, choices=COMPARATORS, blank=True)
    unit = models.CharField(max_length=200, blank=True)
    unit_normalized = models.CharField(max_length=200, blank=True)
    per = models.CharField(max_length=100, blank=True)
    counted = models.CharField(max_length=300, blank=True)
    period = models.CharField(max_length=200, blank=True)
    period_resolved = models.CharField(max_length=60, blank=True)
    place = models.CharField(max_length=200, blank=True)
    attributed_to = models.CharField(max_length=300, blank=True)
    speaker = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="claims"
    )
    speaker_name = models.CharField(max_length=300, blank=True)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, null=True, blank=True, related_name="claims"
    )
    platforms = models.ManyToManyField(Platform, blank=True, related_name="claims")
    sensitive = models.BooleanField(default=False)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged_claims"
    )
    revision = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ["-changed_at", "-id"]
        permissions = [("decide", "Can approve, merge, split, dispute and withdraw claims")]
        indexes = [models.Index(fields=["status", "kind"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")), name="claim_no_self_merge"
            ),
            models.CheckConstraint(
                condition=Q(value_max__isnull=True) | Q(value_max__gte=F("value")), name="claim_range_ascends"
            ),
            models.CheckConstraint(condition=~Q(wording=""), name="claim_has_wording"),
            models.CheckConstraint(
                condition=Q(kind="quote") | Q(value__isnull=False), name="claim_statistic_has_a_figure"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["proposed", "approved", "disputed", "withdrawn"]),
                name="claim_status_is_known",
            ),
        ]

    def __str__(self) -> str:
        return self.wording[:160]

    def get_absolute_url(self) -> str:
        """The claim's page for researchers; stable for ever."""
        return reverse("claims:detail", args=[self.public_id])


@pghistory.track()
class Evidence(models.Model):
    """A statement that bears out a claim. A statement bears out one claim at most."""

    class Joined(models.TextChoices):
        MACHINE = "machine", "By the machine"
        PERSON = "person", "By a person"

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="evidence")
    statement = models.OneToOneField(Statement, on_delete=models.CASCADE, related_name="evidence")
    joined = models.CharField(max_length=8, choices=Joined, default=Joined.MACHINE)
    origin = models.ForeignKey(
        Story,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="The older story whose passage the article holds here; empty where the text is the article's own.",
    )
    why = models.JSONField(default=dict, blank=True, help_text="The match that joined it.")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["claim_id", "id"]
        verbose_name_plural = "evidence"

    def __str__(self) -> str:
        return f"{self.statement} → {self.claim}"

    @property
    def origin_story(self) -> Story | None:
        """The story this evidence counts as: its origin, else its article's own; join both before asking for many rows."""
        if self.origin is not None:
            return self.origin
        membership = getattr(self.statement.article, "membership", None)
        return membership.story if membership is not None else None

    @property
    def origin_key(self) -> str:
        """Equal for evidence of one origin; an article that no story knows yet is an origin of its own."""
        story = self.origin_story
        return f"story-{story.pk}" if story is not None else f"article-{self.statement.article_id}"
