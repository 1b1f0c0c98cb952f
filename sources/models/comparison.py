"""What comparison finds and keeps: fingerprints to find candidates by, matches, and stories."""

import uuid

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from pgvector.django import HalfVectorField

from sources.comparison.thresholds import JOIN_PROBABILITY
from sources.models.articles import Article


class Fingerprint(models.Model):
    """All that comparison needs of an article, embedded once and kept: sentences, vectors, numbers, names, shingles.

    ``text_sha256`` is of the article's text as read; by it and the model the same text elsewhere finds its vectors.
    """

    article = models.OneToOneField(Article, on_delete=models.CASCADE, related_name="fingerprint")
    version = models.CharField(max_length=80)
    text_sha256 = models.CharField(max_length=64, blank=True)
    prepared = models.BinaryField()
    made_at = models.DateTimeField(auto_now=True)

    class Meta:
        indexes = [models.Index(fields=["text_sha256"], name="fingerprint_text_sha256")]

    def __str__(self) -> str:
        return f"{self.article_id} ({self.version})"


class CandidateKey(models.Model):
    """A key by which candidates are looked up: a MinHash band, or a figure, name or run of words, as a 64-bit hash.

    The primary key is the one index that answers it; a hundred rows an article are kept as small as they can be.
    """

    pk = models.CompositePrimaryKey("key", "article_id")
    key = models.BigIntegerField()
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="candidate_keys")

    def __str__(self) -> str:
        return f"{self.key:x}"


class DocumentVector(models.Model):
    """An article's vector under one model. Vectors of two models are never compared; each has its own HNSW indexes.

    Half precision: half the space, and no difference in who is near. ``sole`` marks the only vector of its article, so
    that those the first model cannot read are found among many it can.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="vectors")
    model = models.CharField(max_length=60)
    language = models.CharField(max_length=8)
    sole = models.BooleanField(default=False)
    vector = HalfVectorField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "model"], name="document_vector_once_a_model")
        ]

    def __str__(self) -> str:
        return f"{self.article_id} {self.model}"


class ArticleMatch(models.Model):
    """Two articles compared: relation, calibrated probability, and the signals that explain it."""

    class Relation(models.TextChoices):
        IDENTICAL = "identical", "Identical"
        NEAR_IDENTICAL = "near_identical", "Near-identical"
        REWRITTEN = "rewritten", "Rewritten"
        TRANSLATION = "translation", "Translation"
        EXCERPT = "excerpt", "Excerpt"
        DIFFERENT = "different", "Different articles"

    article_a = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="matches_as_a")
    article_b = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="matches_as_b")
    relation = models.CharField(max_length=16, choices=Relation)
    probability = models.FloatField()
    signals = models.JSONField()
    engine_version = models.CharField(max_length=80)
    compared_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name_plural = "article matches"
        ordering = ["-probability"]
        constraints = [
            models.CheckConstraint(
                condition=Q(article_a__lt=F("article_b")), name="match_orders_its_articles"
            ),
            models.CheckConstraint(
                condition=Q(probability__gte=0, probability__lte=1), name="match_probability_is_one"
            ),
            models.UniqueConstraint(fields=["article_a", "article_b"], name="match_once_a_pair"),
        ]

    def __str__(self) -> str:
        return f"{self.article_a} / {self.article_b}: {self.get_relation_display()}"

    @property
    def relation_in_words(self) -> str:
        """The relation, as a question where the machine leaves it to a person."""
        if self.probability < JOIN_PROBABILITY and self.relation in PERHAPS:
            return PERHAPS[self.relation]
        return str(self.get_relation_display())


PERHAPS: dict[str, str] = {
    ArticleMatch.Relation.NEAR_IDENTICAL: "Perhaps near-identical",
    ArticleMatch.Relation.REWRITTEN: "Perhaps a rewriting",
    ArticleMatch.Relation.TRANSLATION: "Perhaps a translation",
}


class StoryQuerySet(models.QuerySet["Story"]):
    """Which stories a person may see."""

    def visible_to(self, user: object) -> "StoryQuerySet":
        """Stories are for signed-in people, as the articles in them are; one without articles is no story any more."""
        if not getattr(user, "is_authenticated", False):
            return self.none()
        return self.filter(Exists(StoryMembership.objects.filter(story=OuterRef("pk"))))


@pghistory.track()
class Story(models.Model):
    """A set of articles that are one text. Its earliest member is the lead; a story is one origin."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    lead = models.ForeignKey(Article, on_delete=models.SET_NULL, null=True, related_name="leads")
    made_at = models.DateTimeField(auto_now_add=True)

    objects = StoryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "stories"
        ordering = ["-id"]

    def __str__(self) -> str:
        return str(self.lead) if self.lead else f"Story {self.pk}"


@pghistory.track()
class StoryMembership(models.Model):
    """An article's one story: joined by the machine where it is certain, or by a person."""

    class Joined(models.TextChoices):
        MACHINE = "machine", "By the machine"
        PERSON = "person", "By a person"

    article = models.OneToOneField(Article, on_delete=models.CASCADE, related_name="membership")
    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="memberships")
    joined = models.CharField(max_length=8, choices=Joined, default=Joined.MACHINE)
    at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"{self.article} in {self.story}"


@pghistory.track()
class ArticleVerdict(models.Model):
    """A person's word on two articles: one text, or two. It outlives every re-run; undoing it keeps the row."""

    class Verdict(models.TextChoices):
        SAME = "same", "One text"
        DIFFERENT = "different", "Two texts"

    article_a = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="verdicts_as_a")
    article_b = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="verdicts_as_b")
    verdict = models.CharField(max_length=9, choices=Verdict)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    undone_reason = models.TextField(blank=True)
    given_as = models.UUIDField(default=uuid.uuid4, help_text="Words given, and undone, as one.")
    replaced_by = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="replaced"
    )

    class Meta:
        indexes = [models.Index(fields=["given_as"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(article_a__lt=F("article_b")), name="verdict_orders_its_articles"
            ),
            models.UniqueConstraint(
                fields=["article_a", "article_b"],
                condition=Q(undone_at__isnull=True),
                name="one_standing_verdict",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article_a} / {self.article_b}: {self.get_verdict_display()}"
