"""The review desk's place in the admin, and the read-only lists of proposals, differences and decisions."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from claims.models import Decision, DeskSettings, Difference, Proposal, Review
from claims.review import report_views, views
from claims.services.decisions import DecisionRefused
from claims.services.differ import differ, dismiss_difference
from claims.services.figures import figure_in_words
from claims.services.undo import permission_to_undo
from sources.admin_base import ListAdmin, PersonFilter, ReadOnly, person_of


@admin.register(Review)
class ReviewAdmin(ReadOnly):
    """The desk: pages of our own under /admin/claims/review/."""

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """For those who decide."""
        return bool(request.user.has_perm("claims.decide"))

    def has_module_permission(self, request: HttpRequest) -> bool:
        """As above."""
        return self.has_view_permission(request)

    def get_urls(self) -> list[URLPattern]:
        """The desk's addresses."""

        def page(route: str, view: Any, name: str, **given: str) -> URLPattern:
            wrapped: Any = self.admin_site.admin_view(view)
            made: URLPattern = path(route, wrapped, given, name=f"claims_review_{name}")
            return made

        return [
            page("", views.queue_page, "changelist"),
            page("next/", views.next_page, "next"),
            page("table/", views.table_page, "table"),
            page("report/", report_views.report, "report"),
            page("threshold/", report_views.threshold_page, "threshold"),
            page("undo/", views.undo_decision, "undo"),
            page("history/<int:pk>/", views.claim_history, "history"),
            page("<int:pk>/", views.proposal_page, "page"),
            page("<int:pk>/decide/", views.decide, "decide"),
            page("<int:pk>/refuse/", views.decide, "refuse", verb="refuse"),
            page("<int:pk>/hold/", views.hold, "hold"),
        ]


@admin.register(Proposal)
class ProposalAdmin(ReadOnly):
    """Every proposal, decided or not; each leads to the desk."""

    list_display = ("words", "status", "reason", "score", "decided_by", "decided_at")
    list_filter = ("status", "reason", "claim_a__kind")
    list_select_related = ("claim_a", "claim_b", "decided_by")
    search_fields = ("claim_a__wording", "claim_b__wording")
    list_display_links = None
    empty_words = "When two claims look like one, the matcher proposes it, and every proposal is kept here."

    def get_queryset(self, request: HttpRequest) -> QuerySet[Proposal]:
        """Testimony only for those who may read it."""
        rows = super().get_queryset(request)
        if not request.user.has_perm("claims.view_sensitive"):
            rows = rows.filter(claim_a__sensitive=False, claim_b__sensitive=False)
        return rows

    @admin.display(description="Claims")
    def words(self, proposal: Proposal) -> str:
        """Both wordings, leading to the desk."""
        return format_html(
            '<a href="{}">{}<br><span class="quiet">{}</span></a>',
            reverse("admin:claims_review_page", args=[proposal.pk]),
            proposal.claim_a.wording[:120],
            proposal.claim_b.wording[:120],
        )

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """A proposal's page is the desk's."""
        from django.shortcuts import redirect

        return redirect("admin:claims_review_page", object_id)


@admin.register(Difference)
class DifferenceAdmin(ReadOnly):
    """Figures on one thing that differ, and why."""

    list_display = ("words", "figures", "reason", "status", "at")
    list_filter = ("status", "reason")
    list_select_related = ("claim_a", "claim_b")
    list_display_links = None
    actions = ("dismiss_chosen",)
    empty_words = (
        "Where two claims on one thing give different figures, both will stand here with the reason."
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Difference]:
        """Testimony only for those who may read it."""
        rows = super().get_queryset(request)
        if not request.user.has_perm("claims.view_sensitive"):
            rows = rows.filter(claim_a__sensitive=False, claim_b__sensitive=False)
        return rows

    def has_decide_permission(self, request: HttpRequest) -> bool:
        """Whether the actions are offered."""
        return bool(request.user.has_perm("claims.decide"))

    @admin.display(description="Claims")
    def words(self, difference: Difference) -> str:
        """Both wordings, each leading to its claim."""
        return format_html_join(
            mark_safe("<br>"),
            '<a href="{}">{}</a>',
            (
                (reverse("admin:claims_claim_change", args=[claim.pk]), claim.wording[:140])
                for claim in (difference.claim_a, difference.claim_b)
            ),
        )

    @admin.display(description="Figures")
    def figures(self, difference: Difference) -> str:
        """Both figures."""
        return f"{figure_in_words(difference.claim_a)} ≠ {figure_in_words(difference.claim_b)}"

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Dismiss, or record with one of the reasons."""
        actions = dict(super().get_actions(request))
        if self.has_decide_permission(request):
            for reason in Difference.Reason:
                actions[f"record_{reason.value}"] = (
                    _recorder(reason),
                    f"record_{reason.value}",
                    f"Record: {reason.label.lower()}",
                )
        return actions

    @admin.action(description="Dismiss: no difference", permissions=["decide"])
    def dismiss_chosen(self, request: HttpRequest, differences: QuerySet[Difference]) -> None:
        """Say that these are none; they are not offered again."""
        _each(
            request,
            differences,
            lambda row: dismiss_difference(difference=row, by=person_of(request)),
            "Dismissed",
        )


def _recorder(reason: Difference.Reason) -> Any:
    def record(model_admin: Any, request: HttpRequest, differences: QuerySet[Difference]) -> None:
        def one(row: Difference) -> Decision:
            return differ(
                claims=(row.claim_a, row.claim_b), reason=reason, note=row.note, by=person_of(request)
            )

        _each(request, differences, one, "Recorded")

    return record


def _each(request: HttpRequest, rows: QuerySet[Difference], verb: Any, done: str) -> None:
    count = 0
    for row in rows:
        try:
            verb(row)
            count += 1
        except DecisionRefused as refusal:
            messages.warning(request, str(refusal))
    if count:
        messages.success(request, f"{done}: {count}.")


@admin.register(DeskSettings)
class DeskSettingsAdmin(ListAdmin):
    """One row, for administrators."""

    list_display = ("__str__", "second_look_share", "certain_from")
    fields = ("second_look_share", "certain_from")
    empty_words = "An administrator adds the one row of settings; without it the usual ones hold."
    readonly_fields = ("certain_from",)  # set from the report, where one sees what would change

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Once."""
        return bool(request.user.is_superuser) and not DeskSettings.objects.exists()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The row stays."""
        return False

    def save_model(self, request: HttpRequest, obj: DeskSettings, form: Any, change: bool) -> None:
        """Always the one row."""
        obj.pk = 1
        super().save_model(request, obj, form, change)


@admin.register(Decision)
class DecisionAdmin(ReadOnly):
    """The log: append-only, newest first."""

    list_display = ("verb", "by", "at", "reason", "what_undid")
    list_filter = ("verb", ("by", PersonFilter))
    empty_words = "What people decide will stand here, each with its undo. The review desk is where to begin."
    list_select_related = ("by", "undone_by__by")
    date_hierarchy = "at"
    fields = ("verb", "by", "at", "reason", "seconds", "run", "undoes", "proposal", "changes")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Decision]:
        """Decisions about testimony only for those who may read it."""
        rows = super().get_queryset(request)
        if not request.user.has_perm("claims.view_sensitive"):
            rows = rows.exclude(claims__sensitive=True)
        return rows

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The record, with its undo where it stands."""
        decision = Decision.objects.filter(pk=object_id).first() if object_id.isdecimal() else None
        stands = decision is not None and decision.verb != "undo" and not hasattr(decision, "undone_by")
        may = decision is not None and request.user.has_perm(permission_to_undo(decision))
        more = {**(extra_context or {}), "may_undo": stands and may}
        return super().change_view(request, object_id, form_url, more)

    @admin.display(description="Undone")
    def what_undid(self, decision: Decision) -> str:
        """Who undid it, if anybody did."""
        undone = getattr(decision, "undone_by", None)
        return f"by {undone.by}" if undone else ""
