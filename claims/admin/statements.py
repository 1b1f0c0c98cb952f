"""Statements in the admin: correct a field, refuse a wrong one for good. The words and the span are the article's."""

from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.text import Truncator

from claims.models import Claim, Statement, Statistic
from claims.models.statements import COMPARATORS
from claims.presentation import figure
from claims.services.correct import correct_statement, refuse_statement
from claims.services.decisions import DecisionRefused
from sources.admin_base import LanguageFilter, ListAdmin, person_of, typed
from sources.presentation import language_name

_STATISTIC = ("value", "value_max", "comparator", "unit", "unit_normalized", "per", "counted")
_QUOTE = ("speaker_name", "role", "organisation_name", "anonymous", "private_person")


class StatementForm(forms.ModelForm):  # type: ignore[type-arg]
    """What may be corrected, of the statement and of its statistic or quote."""

    value = forms.DecimalField(required=False, max_digits=40, decimal_places=10)
    value_max = forms.DecimalField(required=False, max_digits=40, decimal_places=10)
    comparator = forms.ChoiceField(required=False, choices=COMPARATORS)
    unit = forms.CharField(required=False, max_length=200)
    unit_normalized = forms.CharField(required=False, max_length=200)
    per = forms.CharField(required=False, max_length=100)
    counted = forms.CharField(required=False, max_length=300)
    speaker_name = forms.CharField(required=False, max_length=300)
    role = forms.CharField(required=False, max_length=300)
    organisation_name = forms.CharField(required=False, max_length=300)
    anonymous = forms.BooleanField(required=False)
    private_person = forms.BooleanField(label="A private person", required=False)
    why = forms.CharField(label="Why (kept with the correction)", required=False, max_length=500)

    class Meta:
        model = Statement
        fields = ("attributed_to", "place", "period", "period_resolved", "sensitive", "sensitive_reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Take the fields of the statistic or the quote from the statement's own row."""
        super().__init__(*args, **kwargs)
        for names, row in (
            (_STATISTIC, getattr(self.instance, "statistic", None)),
            (_QUOTE, getattr(self.instance, "quote", None)),
        ):
            for name in names:
                if row is None:
                    self.fields.pop(name, None)
                elif name in self.fields:
                    value = getattr(row, name)
                    # 4000, not 4000.0000000000
                    plain = Decimal(f"{value.normalize():f}") if isinstance(value, Decimal) else value
                    self.initial[name] = plain

    def clean(self) -> dict[str, Any]:
        """Testimony says why it is; a figure stays a figure, and a range ascends."""
        given = super().clean() or self.cleaned_data
        if given.get("sensitive") and not given.get("sensitive_reason"):
            self.add_error("sensitive_reason", "Say why it is testimony: who speaks.")
        if "value" in self.fields and given.get("value") is None and "value" not in self.errors:
            self.add_error("value", "A statistic needs its number. To reject the statement, refuse it below.")
        lower, upper = given.get("value"), given.get("value_max")
        if lower is not None and upper is not None and upper < lower:
            self.add_error("value_max", "The upper end can't be below the lower.")
        return given


class RefusedFilter(admin.SimpleListFilter):
    """Standing, refused, or read anew."""

    title = "standing"
    parameter_name = "standing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """The three."""
        return [("yes", "Standing"), ("no", "Refused"), ("read-anew", "Read anew")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Statement]) -> QuerySet[Statement]:
        """Narrow."""
        chosen = {
            "yes": {"refused_at__isnull": True, "superseded_at__isnull": True},
            "no": {"refused_at__isnull": False},
            "read-anew": {"superseded_at__isnull": False},
        }
        return queryset.filter(**chosen.get(self.value() or "", {}))


class PrivatePersonFilter(admin.SimpleListFilter):
    """Quotes of named private persons, or everything else."""

    title = "private person"
    parameter_name = "private_person"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Both."""
        return [("yes", "Named private persons"), ("no", "Others")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Statement]) -> QuerySet[Statement]:
        """Narrow."""
        if self.value() == "yes":
            return queryset.filter(quote__private_person=True)
        return queryset.exclude(quote__private_person=True) if self.value() == "no" else queryset


@admin.register(Statement)
class StatementAdmin(ListAdmin):
    """Found by an extractor or marked by a person."""

    form = StatementForm
    list_display = (
        "exact_short",
        "figure_or_speaker",
        "article_title",
        "language_shown",
        "state",
        "claim",
    )
    list_filter = (
        RefusedFilter,
        "kind",
        "sensitive",
        PrivatePersonFilter,
        ("language", LanguageFilter),
        ("platforms", admin.RelatedOnlyFieldListFilter),
        "extractor",
    )
    empty_words = (
        "Figures and quotes found in articles will stand here. Add the first article under Articles."
    )
    list_select_related = ("article", "statistic", "quote", "evidence__claim")
    search_fields = ("exact", "attributed_to")
    ordering = ("-pk",)
    change_form_template = "admin/claims/statement/change_form.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Statement]:
        """Testimony only for those who may read it. The article's text stays in the database."""
        return Statement.objects.visible_to(request.user).defer("article__text")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Statements are marked in their article, not here."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A wrong one is refused, and remembered."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Statement | None = None) -> bool:
        """For those who may correct; one that was refused or read anew is closed."""
        if obj is not None and (obj.refused_at or obj.superseded_at):
            return False
        return bool(request.user.has_perm("claims.correct_statement"))

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """The statement, then its statistic or its quote."""
        own = ("attributed_to", "period", "period_resolved", "place", "sensitive", "sensitive_reason")
        if not self.has_change_permission(request, obj):
            return [(None, {"fields": own})]
        sets: list[Any] = [(None, {"fields": own})]
        if obj is not None and hasattr(obj, "statistic"):
            sets.append(("Figure", {"fields": _STATISTIC}))
        if obj is not None and hasattr(obj, "quote"):
            sets.append(("Quote", {"fields": _QUOTE}))
        return [*sets, ("This correction", {"fields": ("why",)})]

    @admin.display(description="Words", ordering="exact")
    def exact_short(self, statement: Statement) -> str:
        """The beginning of the words."""
        return statement.exact[:140]

    @admin.display(description="Figure or speaker", ordering="statistic__value")
    def figure_or_speaker(self, statement: Statement) -> str:
        """The figure as extracted; of a quote, whose words it is."""
        row: Statistic | None = getattr(statement, "statistic", None)
        if row is None:
            return statement.attributed_to or "Speaker not named"
        shown = figure(
            value=row.value,
            value_max=row.value_max,
            comparator=row.comparator,
            unit=row.unit_normalized or row.unit,
        )
        return (
            format_html('<span class="figure-short">{}</span> {}', shown.headline, shown.unit)
            if shown
            else "–"
        )

    @admin.display(description="Article")
    def article_title(self, statement: Statement) -> str:
        """The article's title, leading to it."""
        return format_html(
            '<a href="{}">{}</a>',
            reverse("admin:sources_article_change", args=[statement.article_id]),
            Truncator(statement.article.title).chars(80) or "untitled",
        )

    @admin.display(description="Language", ordering="language")
    def language_shown(self, statement: Statement) -> str:
        """The language by its own name."""
        return language_name(statement.language)

    @admin.display(description="State")
    def state(self, statement: Statement) -> str:
        """Refused, read anew, testimony, a private person's, or standing."""
        if statement.refused_at:
            return format_html('<span class="state differs">{}</span>', "refused")
        if statement.superseded_at:
            return format_html('<span class="state quiet">{}</span>', "read anew")
        if statement.sensitive:
            return format_html('<span class="state sensitive">{}</span>', "testimony")
        if hasattr(statement, "quote") and statement.quote.private_person:
            return format_html('<span class="state quiet">{}</span>', "private person")
        return format_html('<span class="state quiet">{}</span>', "standing")

    @admin.display(description="Claim")
    def claim(self, statement: Statement) -> str:
        """The claim it bears out."""
        evidence = getattr(statement, "evidence", None)
        if evidence is None:
            return "–"
        claim: Claim = evidence.claim
        return format_html(
            '<a href="{}">{}</a>',
            reverse("admin:claims_claim_change", args=[claim.pk]),
            Truncator(claim.wording).chars(60),
        )

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """A correction is a decision: it goes through the service, never past it."""
        changed = {name: form.cleaned_data[name] for name in form.changed_data if name != "why"}
        if not changed:
            return
        try:
            correct_statement(
                statement=Statement.objects.get(pk=obj.pk),
                by=person_of(request),
                reason=form.cleaned_data.get("why", ""),
                **changed,
            )
        except DecisionRefused as refusal:
            messages.set_level(request, messages.ERROR)
            messages.error(request, str(refusal))

    def get_urls(self) -> list[URLPattern]:
        """Refusing has an address of its own."""
        refuse = path(
            "<int:pk>/refuse/", self.admin_site.admin_view(self.refuse_view), name="claims_statement_refuse"
        )
        return [refuse, *super().get_urls()]

    def refuse_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask what is wrong with it, then refuse it."""
        statement = get_object_or_404(Statement.objects.visible_to(request.user), pk=pk)
        if request.method == "POST":
            try:
                refuse_statement(statement=statement, by=person_of(request), reason=typed(request))
                messages.success(
                    request, "Refused. It bears out nothing any more, and no re-run brings it back."
                )
                return redirect("admin:claims_statement_changelist")
            except DecisionRefused as refusal:
                messages.error(request, str(refusal))
        context = {
            **self.admin_site.each_context(request),
            "title": "Refuse this statement?",
            "opts": self.model._meta,
            "statement": statement,
        }
        return render(request, "admin/claims/statement/refuse.html", context)
