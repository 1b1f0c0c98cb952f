"""The forms in which a person says what marked words mean, filled in beforehand with what the extractor reads there."""

from typing import Any

from django import forms

from claims.admin_marking_places import Place
from claims.extraction.sensitivity import assess
from claims.extraction.statistics import find_statistics
from claims.models import Quote, Statement
from claims.models.statements import COMPARATORS
from claims.services.corrections import plain
from claims.services.mark import who_speaks
from sources.models import Article, Platform
from sources.text.names_cues import cues
from sources.text.sentences import split


class MarkForm(forms.Form):
    """What statistics and quotes share: the platforms they are about; each is testimony or not, with the reason."""

    platforms = forms.ModelMultipleChoiceField(
        label="Platforms it is about",
        queryset=Platform.objects.none(),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 6}),
        help_text="Ctrl or Cmd with a click, or with Space, for more than one.",
    )
    sensitive = forms.BooleanField(label="Testimony", required=False)
    sensitive_reason = forms.CharField(
        label="Why it is testimony",
        required=False,
        max_length=300,
        help_text="Who speaks: a survivor, a child …",
    )
    why = forms.CharField(label="Note, kept with your decision", required=False, max_length=500)

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        known = Platform.objects.exclude(review="refused").filter(merged_into=None).order_by("name")
        self.fields["platforms"].queryset = known  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Testimony says why."""
        given = super().clean() or self.cleaned_data
        if given.get("sensitive") and not given.get("sensitive_reason"):
            self.add_error("sensitive_reason", "Say why it is testimony: who speaks.")
        return given

    def fields_given(self) -> dict[str, Any]:
        """The fields as the services take them."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "why"}
        given["platforms"] = sorted(platform.pk for platform in given["platforms"])
        if not given["sensitive"]:
            given["sensitive_reason"] = ""
        return given

    @classmethod
    def initial_from(cls, statement: Statement) -> dict[str, Any]:
        """The present fields of a statement."""
        row = getattr(statement, statement.kind)
        found = {}
        for name in cls.base_fields:
            value = getattr(row, name) if hasattr(row, name) else getattr(statement, name, None)
            if name == "platforms":
                value = sorted(statement.platforms.values_list("pk", flat=True))
            found[name] = plain(value) if name in {"value", "value_max"} and value is not None else value
        return found


class StatisticMarkForm(MarkForm):
    """A figure and what it counts."""

    value = forms.DecimalField(label="Number", max_digits=40, decimal_places=10)
    value_max = forms.DecimalField(
        label="Up to, of a range", required=False, max_digits=40, decimal_places=10
    )
    comparator = forms.ChoiceField(label="How exact", choices=COMPARATORS, initial="=")
    unit = forms.CharField(label="Unit", required=False, max_length=200, help_text="children, %, pounds …")
    counted = forms.CharField(label="What is counted, in full", required=False, max_length=300)
    per = forms.CharField(label="Per", required=False, max_length=100, help_text="a week, 10,000 views …")
    period = forms.CharField(label="Period", required=False, max_length=200)
    place = forms.CharField(label="Place", required=False, max_length=200)
    attributed_to = forms.CharField(label="Who says so", required=False, max_length=300)
    field_order = (
        "value",
        "value_max",
        "comparator",
        "unit",
        "counted",
        "per",
        "period",
        "place",
        "attributed_to",
        "platforms",
    )

    def clean(self) -> dict[str, Any]:
        """A range ascends."""
        given = super().clean()
        lower, upper = given.get("value"), given.get("value_max")
        if lower is not None and upper is not None and upper < lower:
            self.add_error("value_max", "The upper end can't be below the lower.")
        return given


class QuoteMarkForm(MarkForm):
    """Words and who said them."""

    speaker_name = forms.CharField(
        label="Speaker",
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"list": "people-here"}),
    )
    role = forms.CharField(label="Role", required=False, max_length=300)
    organisation_name = forms.CharField(
        label="Organisation",
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"list": "organisations-here"}),
    )
    speech = forms.ChoiceField(label="Speech", choices=Quote.Kind.choices, initial="direct")
    anonymous = forms.BooleanField(label="The speaker is not named", required=False)
    private_person = forms.BooleanField(label="The speaker is a private person", required=False)
    field_order = (
        "speaker_name",
        "role",
        "organisation_name",
        "speech",
        "anonymous",
        "private_person",
        "platforms",
    )

    @classmethod
    def initial_from(cls, statement: Statement) -> dict[str, Any]:
        """As above, with the kind of speech."""
        return {**super().initial_from(statement), "speech": statement.quote.kind}


class NameMarkForm(forms.Form):
    """Whom words name."""

    name = forms.CharField(
        label="Name in full", max_length=300, widget=forms.TextInput(attrs={"list": "organisations-here"})
    )
    names = forms.ChoiceField(
        label="It names",
        choices=[("organisation", "an organisation"), ("person", "a person"), ("platform", "a platform")],
        initial="organisation",
    )


FORMS: dict[str, Any] = {
    "statistic": StatisticMarkForm,
    "quote": QuoteMarkForm,
    "organisation": NameMarkForm,
}


def initial_of(article: Article, place: Place, kind: str) -> dict[str, Any]:
    """What the form of a new mark holds before a person says otherwise: read from the sentence, testimony from around."""
    if kind == "organisation":
        return {"name": place.exact, "names": "organisation"}
    found: dict[str, Any] = {
        "platforms": list(
            Platform.objects.filter(
                mentions__article=article,
                mentions__start__gte=place.shown_start,
                mentions__end__lte=place.shown_end,
            )
            .distinct()
            .values_list("pk", flat=True)
        )
    }
    around = article.statements.filter(sensitive=True, start__lt=place.end, end__gt=place.start).first()
    reason = around.sensitive_reason if around else None
    words = cues(article.language)
    if kind == "quote" and reason is None and words is not None:
        reason = assess(place.exact, None, words).reason
    if reason:
        found |= {"sensitive": True, "sensitive_reason": reason[:300]}
    return found | (_figure_in(article, place) if kind == "statistic" else {})


def _figure_in(article: Article, place: Place) -> dict[str, Any]:
    """The figure that the extractor reads in the marked words, with what it makes of their sentence."""
    language = article.language or "und"
    sentence = place.before + place.exact + place.after
    start, end = len(place.before), len(place.before) + len(place.exact)
    records = find_statistics(sentence, language, split(sentence, language), article.published_on)
    inside = [r for r in records if r.start < end and start < r.end]
    if not inside:
        return {}
    record = max(inside, key=lambda r: min(r.end, end) - max(r.start, start))
    said_by = record.attributed_to or ""
    return {
        "value": plain(record.value),
        "value_max": plain(record.value_max) if record.value_max is not None else None,
        "comparator": record.comparator,
        "unit": record.unit,
        "counted": record.counted or "",
        "per": record.per or "",
        "period": record.period or "",
        "place": record.place or "",
        "attributed_to": said_by if any(letter.isalpha() for letter in said_by) else "",
    }


def corrected_fields(statement: Statement, form: Any) -> dict[str, Any]:
    """What a filled form changes in a statement, with what follows from it: whoever a new name is, a new unit's name."""
    given: dict[str, Any] = form.fields_given()
    if statement.kind == Statement.Kind.STATISTIC:
        if given["unit"] != statement.statistic.unit:
            given["unit_normalized"] = given["unit"]
        return given
    given["kind"] = given.pop("speech")
    names = (given["speaker_name"], given["organisation_name"])
    if names != (statement.quote.speaker_name, statement.quote.organisation_name):
        given |= {"attributed_to": names[0] or names[1], **who_speaks(*names)}
    return given


def offered(article: Article, user: Any) -> list[tuple[str, list[str]]]:
    """Names that the article has, to choose from while typing: of people, and of organisations."""
    mentions = article.mentions.select_related("organisation", "person")
    if not user.has_perm("claims.view_sensitive"):
        secret = list(article.statements.filter(sensitive=True).values_list("start", "end"))
        mentions = [m for m in mentions if not any(m.start < b and a < m.end for a, b in secret)]  # type: ignore[assignment]
    people = {m.person.name for m in mentions if m.person}
    bodies = {m.organisation.name for m in mentions if m.organisation}
    return [("people-here", sorted(people)), ("organisations-here", sorted(bodies))]
