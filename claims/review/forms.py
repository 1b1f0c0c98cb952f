"""Forms of the review desk: the queue's filters, a decision, and the run of certain ones."""

from typing import Any

from django import forms

from claims.models import Difference, Proposal, Statement
from claims.services.queue import QueueFilter
from sources.models import Platform


class QueueForm(forms.Form):
    """What to show of the queue. Everything may stay empty."""

    pile = forms.ChoiceField(
        label="Pile",
        required=False,
        choices=[("pending", "Waiting"), ("unsure", "Unsure")],
        initial="pending",
    )
    kind = forms.ChoiceField(label="Kind", required=False, choices=[("", "Any"), *Statement.Kind.choices])
    platform = forms.ChoiceField(label="Platform", required=False)
    figures = forms.ChoiceField(
        label="Figures", required=False, choices=[("", "Any"), ("agree", "Agree"), ("differ", "Differ")]
    )
    languages = forms.ChoiceField(
        label="Languages", required=False, choices=[("", "Any"), ("one", "One"), ("several", "Two")]
    )
    band = forms.ChoiceField(
        label="Score",
        required=False,
        choices=[("", "Any"), ("high", "0.9 and more"), ("middle", "0.7 to 0.9"), ("low", "Under 0.7")],
    )
    assigned = forms.ChoiceField(
        label="Assigned", required=False, choices=[("", "Anybody"), ("me", "To me"), ("nobody", "To nobody")]
    )
    q = forms.CharField(label="Words", required=False, max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the platforms that there are."""
        super().__init__(*args, **kwargs)
        field = self.fields["platform"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Any"), *Platform.objects.order_by("name").values_list("slug", "name")]

    def chosen(self) -> QueueFilter:
        """The filter; what was not understood leaves nothing out."""
        self.is_valid()
        given = {name: value for name, value in self.cleaned_data.items() if value}
        return QueueFilter(**given)


class DecisionForm(forms.Form):
    """What a person decided on one proposal."""

    VERBS = ("accept", "refuse", "unsure", "skip", "rename", "differ", "take", "give-back")

    verb = forms.ChoiceField(choices=[(verb, verb) for verb in VERBS])
    reason = forms.ChoiceField(required=False, choices=[("", ""), *Proposal.Reason.choices])
    difference = forms.ChoiceField(required=False, choices=[("", ""), *Difference.Reason.choices])
    note = forms.CharField(required=False, max_length=2000)
    confirm_difference = forms.BooleanField(required=False)
    claim = forms.IntegerField(required=False)
    wording = forms.CharField(required=False, max_length=5000)
    revision = forms.IntegerField(required=False)


class ThresholdForm(forms.Form):
    """A threshold to look at; with the one that was seen, to set."""

    score = forms.FloatField(min_value=0, max_value=1)
    seen = forms.FloatField(required=False)
    reason = forms.CharField(required=False, max_length=500)
