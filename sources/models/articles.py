"""Snapshots (bytes as captured), articles (one publication of a text), and what happened to each on the way."""

import uuid

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse

from sources.models.publishers import Publisher


class Snapshot(models.Model):
    """The bytes as captured: immutable, known by their SHA-256. Text and markup only, never images or video."""

    sha256 = models.CharField(max_length=64, unique=True)
    content = models.BinaryField()
    size = models.PositiveBigIntegerField(help_text="bytes")
    media_type = models.CharField(max_length=100)
    url = models.URLField(max_length=2000, blank=True)
    http_status = models.PositiveSmallIntegerField(null=True, blank=True)
    captured_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-captured_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="snapshot_sha256_is_hex"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="snapshot_is_immutable", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.sha256[:12]} ({self.media_type}, {self.size:,} bytes)"


class ArticleQuerySet(models.QuerySet["Article"]):
    """Which articles a person may see, and the joins that pages need."""

    def visible_to(self, user: object) -> "ArticleQuerySet":
        """Articles are for signed-in people; anonymous readers see none, whatever PUBLIC_READING says."""
        return self if getattr(user, "is_authenticated", False) else self.none()

    def with_story(self) -> "ArticleQuerySet":
        """Join what a list of articles shows: publisher and story."""
        return self.select_related("publisher", "snapshot", "membership__story")

    def cited(self) -> "ArticleQuerySet":
        """Join what citing articles needs, and leave out what is heavy: their texts and the bytes as captured."""
        return self.with_story().defer("text", "snapshot__content")


@pghistory.track(exclude=["text"])
class Article(models.Model):
    """One publication of a text. The text is as read from the snapshot; every statement's offsets count in it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    publisher = models.ForeignKey(
        Publisher, on_delete=models.PROTECT, null=True, blank=True, related_name="articles"
    )
    title = models.CharField(max_length=1000, blank=True)
    authors = ArrayField(models.CharField(max_length=300), default=list, blank=True)
    published_on = models.DateField(null=True, blank=True)
    published_rule = models.CharField(max_length=200, blank=True, help_text="How the date was found.")
    language = models.CharField(max_length=8, blank=True, help_text="ISO 639-1; found out when empty.")
    url = models.URLField(max_length=2000, blank=True)
    text = models.TextField()
    notes = ArrayField(models.TextField(), default=list, blank=True, help_text="What reading had to say.")
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="articles")
    added_at = models.DateTimeField(auto_now_add=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["-added_at", "-id"]
        indexes = [
            models.Index(fields=["language"]),
            models.Index(fields=["published_on"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["snapshot", "url", "publisher"],
                nulls_distinct=False,
                name="article_once_a_publication",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="article_has_text"),
        ]
        triggers = [
            pgtrigger.Protect(
                name="article_text_is_immutable",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__text__df=pgtrigger.F("new__text")),
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.text[:80]

    def get_absolute_url(self) -> str:
        """The researchers' page of this article."""
        return reverse("sources:article", args=[self.public_id])


class Capture(models.Model):
    """One attempt to bring something in: taken, already there, or refused with the reason. Refusals can be retried."""

    class Outcome(models.TextChoices):
        TAKEN = "taken", "Taken"
        ALREADY = "already", "Already there"
        REFUSED = "refused", "Refused"

    source = models.CharField(max_length=2000, help_text="File name, line, or address.")
    outcome = models.CharField(max_length=8, choices=Outcome)
    reason = models.TextField(blank=True)
    reason_code = models.CharField(max_length=60, blank=True)
    content = models.BinaryField(null=True, blank=True, help_text="The refused bytes, kept for another try.")
    metadata = models.JSONField(default=dict, blank=True)
    article = models.ForeignKey(
        Article, on_delete=models.SET_NULL, null=True, blank=True, related_name="captures"
    )
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(outcome="refused") | ~Q(reason=""), name="capture_refused_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source}: {self.get_outcome_display()}"


class ProcessingStep(models.Model):
    """One step of an article's way through the worker. Run twice, a step changes nothing the second time."""

    class Step(models.TextChoices):
        READ = "read", "Read"
        COMPARE = "compare", "Compare"
        ANNOTATE = "annotate", "Annotate"
        PROPOSE = "propose", "Propose"

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        RUNNING = "running", "Running"
        DONE = "done", "Done"
        FAILED = "failed", "Failed"

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="steps")
    step = models.CharField(max_length=10, choices=Step)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    attempts = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)
    engine_version = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["article_id", "id"]
        indexes = [models.Index(fields=["state", "step"])]
        constraints = [
            models.UniqueConstraint(fields=["article", "step"], name="step_once_an_article"),
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True) | Q(started_at__isnull=False),
                name="step_starts_before_it_ends",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_step_display()}: {self.get_state_display()}"
