"""The form by which an article comes in by hand: a text, a file or an address, and what is known of it."""

import re
from typing import Any

from django import forms

from sources.models import Publisher

LARGEST_FILE = 20 * 1024 * 1024  # bytes


class AddArticleForm(forms.Form):
    """Exactly one way in; everything below it may stay empty and is then taken from the page itself."""

    text = forms.CharField(
        label="Paste a text",
        required=False,
        widget=forms.Textarea(attrs={"rows": 10, "cols": 80, "dir": "auto"}),
    )
    file = forms.FileField(
        label="Upload a file",
        required=False,
        help_text="Text, HTML or PDF, up to 20 MB. Never images or video.",
    )
    url = forms.URLField(
        label="Fetch an address",
        required=False,
        max_length=2000,
        assume_scheme="https",
        help_text="https://…",
    )
    title = forms.CharField(label="Title", required=False, max_length=1000)
    publisher = forms.CharField(label="Publisher", required=False, max_length=300)
    publisher_kind = forms.ChoiceField(
        label="Kind of publisher", required=False, choices=[("", "Not known"), *Publisher.Kind.choices]
    )
    published_on = forms.DateField(
        label="Published on", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    language = forms.CharField(
        label="Language",
        required=False,
        max_length=8,
        help_text="Two letters such as id; found out when empty.",
    )
    source_url = forms.URLField(
        label="Where it was published", required=False, max_length=2000, assume_scheme="https",
        help_text="The address, for a pasted text or an uploaded file.",
    )  # fmt: skip

    WAYS = ("text", "file", "url")

    def clean_language(self) -> str:
        """A code, not a name."""
        language: str = self.cleaned_data["language"].strip().lower()
        if language and not re.fullmatch(r"[a-z]{2,3}(-[a-z]{2,4})?", language):
            raise forms.ValidationError("Give its two letters, such as id for Indonesian, or leave it empty.")
        return language

    def clean(self) -> dict[str, Any]:
        """One way, and no file that is too large."""
        given = super().clean() or self.cleaned_data
        ways = [name for name in self.WAYS if given.get(name)]
        if len(ways) != 1 and not self.errors:
            raise forms.ValidationError(
                "Paste a text, upload a file or give an address: one of the three."
                if not ways
                else "Choose one way: a text, a file or an address. For a text or file, its address goes further down."
            )
        file = given.get("file")
        if file and file.size > LARGEST_FILE:
            self.add_error(
                "file",
                f"This file has {file.size / 1024 / 1024:.0f} MB; 20 MB is the most here. "
                "The import command takes larger ones.",
            )
        return given
