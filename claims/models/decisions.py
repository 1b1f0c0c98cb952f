"""Proposals of the matcher, and what people decided: append-only, so that it can be undone exactly."""

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from claims.models.claims import Claim


class ProposalQuerySet(models.QuerySet["Proposal"]):
    """The queue."""

    def pending(self) -> "ProposalQuerySet":
        """Proposals that wait for a person, between two claims that both still stand."""
        return self.filter(
            status=Proposal.Status.PENDING,
            claim_a__merged_into__isnull=True,
            claim_b__merged_into__isnull=True,
        )

    def visible_to(self, user: object) -> "ProposalQuerySet":
        """Proposals are for those who may decide; testimony only for those who may read it."""
        if not (getattr(user, "is_authenticated", False) and user.has_perm("claims.decide")):  # type: ignore[attr-defined]
            return self.none()
        if user.has_perm("claims.view_sensitive"):  # type: ignore[attr-defined]
            return self
        return self.filter(claim_a__sensitive=False, claim_b__sensitive=False)


@pghistory.track()
class Proposal(models.Model):
    """The matcher's suggestion that two claims are one. A refusal stays and is never asked again."""

    class Status(models.TextChoices):
        PENDING = "pending", "Waiting"
        ACCEPTED = "accepted", "Approved as one claim"
        REFUSED = "refused", "Kept apart"
        UNSURE = "unsure", "Unsure"

    class Reason(models.TextChoices):
        FIGURE = "figure", "The figures differ"
        PERIOD = "period", "Another period"
        PLACE = "place", "Another place"
        POPULATION = "population", "Counts something else"
        DEFINITION = "definition", "Another definition"
        SPEAKER = "speaker", "Another speaker"
        UNRELATED = "unrelated", "Not about the same thing"
        OTHER = "other", "Another reason"

    claim_a = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="proposals_as_a")
    claim_b = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="proposals_as_b")
    score = models.FloatField()
    signals = models.JSONField()
    engine_version = models.CharField(max_length=60)
    status = models.CharField(max_length=8, choices=Status, default=Status.PENDING)
    reason = models.CharField(max_length=10, choices=Reason, blank=True)
    note = models.TextField(blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["-score", "id"]
        indexes = [models.Index(fields=["status", "-score"])]
        constraints = [
            models.CheckConstraint(condition=Q(claim_a__lt=F("claim_b")), name="proposal_orders_its_claims"),
            models.UniqueConstraint(fields=["claim_a", "claim_b"], name="proposal_once_a_pair"),
            models.CheckConstraint(condition=Q(score__gte=0, score__lte=1), name="proposal_score_is_one"),
            models.CheckConstraint(
                condition=~Q(status="refused") | ~Q(reason=""), name="proposal_refused_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.claim_a} / {self.claim_b}"


class Decision(models.Model):
    """What a person did and why. Append-only; an undo is a decision of its own that names what it undoes."""

    class Verb(models.TextChoices):
        APPROVE = "approve", "Approved"
        MERGE = "merge", "Merged"
        REFUSE = "refuse", "Kept apart"
        UNSURE = "unsure", "Unsure"
        SPLIT = "split", "Split"
        RENAME = "rename", "Reworded"
        DISPUTE = "dispute", "Marked disputed"
        WITHDRAW = "withdraw", "Withdrawn"
        DIFFER = "differ", "Recorded a difference"
        CONSENT = "consent", "Recorded consent"
        CORRECT = "correct", "Corrected a statement"
        JOIN_NAMES = "join_names", "Joined names"
        THRESHOLD = "threshold", "Set what counts as certain"
        UNDO = "undo", "Undone"

    verb = models.CharField(max_length=10, choices=Verb)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="decisions")
    at = models.DateTimeField(auto_now_add=True)
    reason = models.TextField(blank=True)
    changes = models.JSONField(help_text="Each row touched, before and after.")
    claims = models.ManyToManyField(Claim, related_name="decisions", blank=True)
    proposal = models.ForeignKey(
        Proposal, on_delete=models.SET_NULL, null=True, blank=True, related_name="decisions"
    )
    undoes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="undone_by"
    )
    run = models.UUIDField(
        null=True, blank=True, db_index=True, help_text="Decisions taken at once share a run, with one undo."
    )
    seconds = models.PositiveIntegerField(
        null=True, blank=True, help_text="How long the person had the proposal open."
    )

    class Meta:
        ordering = ["-id"]
        indexes = [GinIndex(fields=["changes"], name="decision_changes_gin")]
        constraints = [
            models.CheckConstraint(
                condition=Q(verb="undo", undoes__isnull=False) | (~Q(verb="undo") & Q(undoes__isnull=True)),
                name="decision_undo_names_what",
            ),
            models.CheckConstraint(
                condition=Q(undoes__isnull=True) | ~Q(undoes=F("id")), name="decision_does_not_undo_itself"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="decision_is_append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.get_verb_display()} by {self.by}"


@pghistory.track()
class Difference(models.Model):
    """Two claims on the same thing whose figures differ, and why."""

    class Reason(models.TextChoices):
        PERIOD = "period", "Another period"
        PLACE = "place", "Another place"
        DEFINITION = "definition", "Another definition"
        ROUNDING = "rounding", "Rounding"
        REVISION = "revision", "A later revision"
        UNKNOWN = "unknown", "Not known"

    class Status(models.TextChoices):
        OFFERED = "offered", "Offered by the matcher"
        RECORDED = "recorded", "Recorded by an editor"
        DISMISSED = "dismissed", "Dismissed"

    claim_a = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="differences_as_a")
    claim_b = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="differences_as_b")
    reason = models.CharField(max_length=10, choices=Reason, default=Reason.UNKNOWN)
    status = models.CharField(max_length=9, choices=Status, default=Status.OFFERED)
    note = models.TextField(blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(claim_a__lt=F("claim_b")), name="difference_orders_its_claims"
            ),
            models.UniqueConstraint(fields=["claim_a", "claim_b"], name="difference_once_a_pair"),
        ]

    def __str__(self) -> str:
        return f"{self.claim_a} ≠ {self.claim_b} ({self.get_reason_display()})"


@pghistory.track()
class Consent(models.Model):
    """Leave to use a sensitive claim in an export, as given or with a redacted wording, and where it is written down."""

    claim = models.OneToOneField(Claim, on_delete=models.CASCADE, related_name="consent")
    record = models.TextField(help_text="Who gave it, when, for what, and where the record is kept.")
    redacted_wording = models.TextField(blank=True, help_text="Used in place of the words, when given.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        permissions = [("record_consent", "Can record consent to use testimony")]
        constraints = [models.CheckConstraint(condition=~Q(record=""), name="consent_says_where_it_is")]

    def __str__(self) -> str:
        return f"Consent for {self.claim}"
