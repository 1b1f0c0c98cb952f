"""Statements: spans of an article that say something, found by an extractor or marked by a person."""

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from pgvector.django import HalfVectorField

from sources.models import Article, Organisation, Person, Platform

COMPARATORS = [("=", "exactly"), ("~", "about"), (">", "more than"), ("<", "less than")]

# PostgreSQL counts characters as Python does, so the selector can be held to the text by the database itself.
SPAN_IS_EXACT = """
    IF NEW."exact" <> (
        SELECT substr(a.text, NEW."start" + 1, NEW."end" - NEW."start") FROM sources_article a WHERE a.id = NEW.article_id
    ) THEN
        RAISE EXCEPTION 'the span % to % of article % does not read "%"', NEW."start", NEW."end", NEW.article_id, NEW."exact"
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


def span_trigger(name: str) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=name, when=pgtrigger.Before, operation=pgtrigger.Insert | pgtrigger.Update, func=SPAN_IS_EXACT
    )


class StatementQuerySet(models.QuerySet["Statement"]):
    """Which statements count and who may see them."""

    def standing(self) -> "StatementQuerySet":
        """Statements that no person has refused, and no newer reading has taken the place of."""
        return self.filter(refused_at__isnull=True, superseded_at__isnull=True)

    def visible_to(self, user: object) -> "StatementQuerySet":
        """Signed-in people see statements; sensitive ones only with the permission to."""
        if not getattr(user, "is_authenticated", False):
            return self.none()
        return self if user.has_perm("claims.view_sensitive") else self.filter(sensitive=False)  # type: ignore[attr-defined]

    def with_figures(self) -> "StatementQuerySet":
        """Join what showing or matching a statement needs."""
        return self.select_related(
            "article__publisher",
            "article__membership",
            "article__snapshot",
            "statistic",
            "quote__speaker",
            "quote__organisation",
        ).prefetch_related("platforms")

    def with_facts(self) -> "StatementQuerySet":
        """Join what matching needs and nothing heavy: no article's text, no snapshot's bytes."""
        return (
            self.select_related("match_key", "evidence", "article__membership__story", "statistic", "quote")
            .defer("article__text", "prefix", "suffix")
            .prefetch_related("platforms")
        )


@pghistory.track()
class Statement(models.Model):
    """A span that says something: text quote and position selectors (W3C Web Annotation), attribution, place, period."""

    class Kind(models.TextChoices):
        STATISTIC = "statistic", "Statistic"
        QUOTE = "quote", "Quote"

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="statements")
    kind = models.CharField(max_length=9, choices=Kind)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    exact = models.TextField()
    prefix = models.TextField(blank=True)
    suffix = models.TextField(blank=True)
    sentence = models.TextField(help_text="The sentence, or sentences, around the span.")
    language = models.CharField(max_length=8)
    attributed_to = models.CharField(max_length=300, blank=True)
    platforms = models.ManyToManyField(Platform, blank=True, related_name="statements")
    platform_rule = models.CharField(max_length=60, blank=True)
    place = models.CharField(max_length=200, blank=True)
    period = models.CharField(max_length=200, blank=True, help_text="As written.")
    period_resolved = models.CharField(max_length=60, blank=True, help_text="What it was taken to mean.")
    sensitive = models.BooleanField(default=False)
    sensitive_reason = models.CharField(max_length=300, blank=True)
    extractor = models.CharField(max_length=60, blank=True)
    extractor_version = models.CharField(max_length=30, blank=True)
    confidence = models.FloatField(default=1.0)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    refused_at = models.DateTimeField(null=True, blank=True)
    refused_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    refused_reason = models.CharField(max_length=300, blank=True)
    superseded_at = models.DateTimeField(
        null=True,
        blank=True,
        help_text="When a newer version of the extractor read the words in another way.",
    )
    superseded_by = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="supersedes"
    )

    objects = StatementQuerySet.as_manager()

    class Meta:
        ordering = ["article_id", "start"]
        permissions = [
            ("view_sensitive", "Can read testimony marked sensitive"),
            ("correct_statement", "Can mark, correct and refuse statements"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="statement_span_is_not_empty"),
            models.UniqueConstraint(
                fields=["article", "kind", "start", "end"],
                condition=Q(superseded_at__isnull=True),
                name="statement_once_a_span",
            ),
            models.CheckConstraint(
                condition=Q(superseded_by__isnull=True)
                | Q(superseded_at__isnull=False) & ~Q(superseded_by=F("id")),
                name="statement_superseded_once_by_another",
            ),
            models.CheckConstraint(
                condition=Q(made_by__isnull=False) | ~Q(extractor=""), name="statement_says_who_made_it"
            ),
            models.CheckConstraint(
                condition=Q(refused_at__isnull=True, refused_by__isnull=True)
                | Q(refused_at__isnull=False, refused_by__isnull=False),
                name="statement_refused_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(sensitive=False) | ~Q(sensitive_reason=""),
                name="statement_sensitive_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(confidence__gte=0, confidence__lte=1), name="statement_confidence_is_one"
            ),
        ]
        triggers = [span_trigger("statement_span_is_exact")]

    def __str__(self) -> str:
        return self.exact[:120]


@pghistory.track()
class Statistic(models.Model):
    """The figure of a statement. Values are in base units; a share is a number of per cent with unit "%"."""

    statement = models.OneToOneField(
        Statement, on_delete=models.CASCADE, primary_key=True, related_name="statistic"
    )
    value = models.DecimalField(max_digits=40, decimal_places=10)
    value_max = models.DecimalField(max_digits=40, decimal_places=10, null=True, blank=True)
    comparator = models.CharField(max_length=1, choices=COMPARATORS, default="=")
    unit = models.CharField(max_length=200, blank=True)
    unit_normalized = models.CharField(max_length=200, blank=True)
    per = models.CharField(max_length=100, blank=True)
    counted = models.CharField(max_length=300, blank=True, help_text="What is counted, in full.")
    kind = models.CharField(max_length=20, blank=True)
    change = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(value_max__isnull=True) | Q(value_max__gte=F("value")),
                name="statistic_range_ascends",
            ),
            models.CheckConstraint(
                condition=Q(comparator__in=["=", "~", ">", "<"]), name="statistic_comparator_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.comparator} {self.value} {self.unit}"


@pghistory.track()
class Quote(models.Model):
    """The words of a statement, who said them, and whether they are direct speech or a report of it."""

    class Kind(models.TextChoices):
        DIRECT = "direct", "Direct"
        REPORTED = "reported", "Reported"

    statement = models.OneToOneField(
        Statement, on_delete=models.CASCADE, primary_key=True, related_name="quote"
    )
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.DIRECT)
    spans = models.JSONField(
        default=list, help_text="[start, end] pairs into the article, without the marks."
    )
    speaker_name = models.CharField(max_length=300, blank=True)
    speaker = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="quotes"
    )
    role = models.CharField(max_length=300, blank=True)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, null=True, blank=True, related_name="quotes"
    )
    organisation_name = models.CharField(max_length=300, blank=True)
    anonymous = models.BooleanField(default=False)
    private_person = models.BooleanField(
        default=False,
        help_text="Named, and speaking for nobody and in no office: ask whether the name is needed. Nothing is held back.",
    )

    def __str__(self) -> str:
        return f"{self.speaker_name or 'unnamed'}: {self.statement}"


class Mention(models.Model):
    """Where an article names an organisation, a person or a platform."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="mentions")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, null=True, blank=True, related_name="mentions"
    )
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, null=True, blank=True, related_name="mentions"
    )
    platform = models.ForeignKey(
        Platform, on_delete=models.CASCADE, null=True, blank=True, related_name="mentions"
    )
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    exact = models.TextField()
    rule = models.CharField(
        max_length=60, blank=True, help_text="How it was found, where the text alone does not say."
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["article_id", "start"]
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="mention_span_is_not_empty"),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, person__isnull=True, platform__isnull=True)
                | Q(organisation__isnull=True, person__isnull=False, platform__isnull=True)
                | Q(organisation__isnull=True, person__isnull=True, platform__isnull=False),
                name="mention_names_exactly_one",
            ),
            models.UniqueConstraint(
                fields=["article", "start", "end", "organisation", "person", "platform"],
                nulls_distinct=False,
                name="mention_once",
            ),
        ]
        triggers = [span_trigger("mention_span_is_exact")]

    def __str__(self) -> str:
        return self.exact


class CampaignMention(models.Model):
    """A hashtag, campaign, open letter or list of demands found in an article, offered to the campaigns desk."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="campaign_mentions")
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=300)
    lead = models.CharField(max_length=300, blank=True)
    demands = models.JSONField(default=list, blank=True)
    signatories = models.PositiveIntegerField(null=True, blank=True)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    exact = models.TextField()

    class Meta:
        ordering = ["article_id", "start"]
        constraints = [
            models.UniqueConstraint(fields=["article", "kind", "start", "end"], name="campaign_mention_once"),
        ]
        triggers = [span_trigger("campaign_mention_span_is_exact")]

    def __str__(self) -> str:
        return self.name


class StatementKey(models.Model):
    """By which the matcher looks up likely statements: keys, and vectors under one model.

    ``vector`` is of the sentence, or of a quote's own words; ``counted_vector`` of what a figure counts.
    """

    statement = models.OneToOneField(
        Statement, on_delete=models.CASCADE, primary_key=True, related_name="match_key"
    )
    kind = models.CharField(
        max_length=9, choices=Statement.Kind, help_text="The statement's, for the indexes."
    )
    keys = ArrayField(models.CharField(max_length=120), default=list)
    model = models.CharField(max_length=60, blank=True)
    vector = HalfVectorField(null=True)
    counted_vector = HalfVectorField(null=True)
    version = models.CharField(max_length=60, blank=True)

    class Meta:
        indexes = [GinIndex(fields=["keys"], name="statement_keys_gin")]

    def __str__(self) -> str:
        return f"{self.statement_id}: {len(self.keys)} keys"
