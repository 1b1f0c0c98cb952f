"""Forms of fact sheets: they read what was typed; rules are the services'."""

from django import forms

from campaigns.models import Campaign, FactSheet
from campaigns.services.factsheets_words import LANGUAGES
from sources.presentation import language_name


class BeginForm(forms.Form):
    """A title is enough to begin."""

    title = forms.CharField(max_length=300, label="Title")


class WordsForm(forms.ModelForm):  # type: ignore[type-arg]
    """Title and the words around the lines."""

    language = forms.ChoiceField(
        choices=[(code, language_name(code)) for code in LANGUAGES],
        help_text="For headings, counts, dates and notes. Claims keep their own language.",
    )
    campaign = forms.ModelChoiceField(queryset=Campaign.objects.none(), required=False, empty_label="None")

    class Meta:
        model = FactSheet
        fields = ("title", "subtitle", "introduction", "notes", "language", "campaign")
        widgets = {
            "introduction": forms.Textarea(attrs={"rows": 4}),
            "notes": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {"notes": "Printed at the end. A blank line begins a new note."}

    def __init__(self, *args: object, **fields: object) -> None:
        super().__init__(*args, **fields)  # type: ignore[arg-type]
        self.fields["campaign"].queryset = Campaign.objects.exclude(status=Campaign.Status.REFUSED)  # type: ignore[attr-defined]
