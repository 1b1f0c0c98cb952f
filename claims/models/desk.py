"""The review desk: proposals as it lists them, what share of them is looked at twice, and the opinions given blind."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from claims.models.decisions import Proposal

CERTAIN_FROM = 0.9  # until an administrator sets another


class Review(Proposal):
    """A proposal as it comes before an editor. No table of its own."""

    class Meta:
        proxy = True
        verbose_name = "proposal to review"
        verbose_name_plural = "review desk"


class DeskSettings(models.Model):
    """What an administrator sets for the desk. One row."""

    second_look_share = models.FloatField(
        default=0.0,
        help_text="The share of proposals, 0 to 1, that two people decide without seeing each other's answer.",
    )
    certain_from = models.FloatField(
        default=CERTAIN_FROM,
        help_text="The score from which a proposal is offered, chosen already, in the table of certain ones. Set from the "
        "report on how decisions go.",
    )

    class Meta:
        verbose_name = verbose_name_plural = "desk settings"
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="desk_settings_are_one_row"),
            models.CheckConstraint(
                condition=Q(second_look_share__gte=0, second_look_share__lte=1),
                name="second_look_share_is_one",
            ),
            models.CheckConstraint(
                condition=Q(certain_from__gte=0, certain_from__lte=1), name="certain_from_is_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.second_look_share:.0%} of proposals are decided twice"


class Opinion(models.Model):
    """One person's answer to a proposal that two people decide blind. When both are there, they count."""

    class Verdict(models.TextChoices):
        ACCEPT = "accept", "One claim"
        REFUSE = "refuse", "Keep apart"
        UNSURE = "unsure", "Unsure"

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="opinions")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=6, choices=Verdict)
    reason = models.CharField(max_length=10, choices=Proposal.Reason, blank=True)
    note = models.TextField(blank=True)
    confirms_difference = models.BooleanField(default=False)
    seconds = models.PositiveIntegerField(null=True, blank=True)
    at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "by"], condition=Q(withdrawn_at__isnull=True), name="one_opinion_a_person"
            ),
            models.CheckConstraint(
                condition=~Q(verdict="refuse") | ~Q(reason=""), name="opinion_refuses_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_verdict_display()} by {self.by}"
