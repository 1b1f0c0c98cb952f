"""Claims in the admin: a list with figure, status, articles and origins; a page with evidence, verbs and decisions."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.text import Truncator

from claims.dossier import gather
from claims.findings import findings_of
from claims.models import Claim, Decision, Evidence, Proposal
from claims.presentation import figure_of
from claims.review.presentation import Side, decisions_on, evidence_rows, show_evidence
from claims.services.approve import approve
from claims.services.consent import record_consent, withdraw_consent
from claims.services.decisions import DecisionRefused
from claims.services.dispute import dispute
from claims.services.figures import differences_among
from claims.services.leave_out import leave_out
from claims.services.merge import merge_many, winner
from claims.services.rename import rename
from claims.services.split import split
from claims.services.successors import successor_of
from claims.services.withdraw import withdraw
from sources.admin_base import LanguageFilter, ReadOnly, person_of, typed
from sources.presentation import date_in_words

STATES = {
    Claim.Status.APPROVED: "agrees",
    Claim.Status.PROPOSED: "quiet",
    Claim.Status.DISPUTED: "unsure",
    Claim.Status.WITHDRAWN: "differs",
}


def _counted(what: str | Coalesce) -> Coalesce:
    """A count over a claim's evidence, asked for each row shown and not for the whole table."""
    counted = (
        Evidence.objects.filter(claim=OuterRef("pk"))
        .order_by()
        .values("claim")
        .annotate(n=Count(what, distinct=True))
        .values("n")
    )
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


@admin.register(Claim)
class ClaimAdmin(ReadOnly):
    """Every change is a verb with a decision; nothing is typed over."""

    list_display = ("wording_short", "figure", "kind", "state", "articles", "origins", "changed")
    list_filter = (
        "status",
        "kind",
        "sensitive",
        ("platforms", admin.RelatedOnlyFieldListFilter),
        ("wording_language", LanguageFilter),
    )
    empty_words = "Claims will stand here once articles have been read. Add the first under Articles."
    search_fields = ("wording", "public_id", "attributed_to", "speaker_name", "counted")
    actions = ("approve_chosen", "dispute_chosen", "withdraw_chosen", "merge_chosen")
    change_form_template = "admin/claims/claim/change_form.html"
    fields = (
        "public_id", "kind", "status", "sensitive", "wording_language", "unit_normalized", "per", "counted",
        "period", "period_resolved", "place", "attributed_to", "speaker_name", "organisation", "platforms", "revision",
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet[Claim]:
        """What this person may read, with counts; merged ones lead to their successor and stand in no list."""
        return Claim.objects.visible_to(request.user).annotate(
            articles_count=_counted("statement__article"),
            origins_count=_counted(Coalesce("origin", "statement__article__membership__story")),
        )

    def has_decide_permission(self, request: HttpRequest) -> bool:
        """Whether the actions are offered."""
        return bool(request.user.has_perm("claims.decide"))

    @admin.display(description="Wording", ordering="wording")
    def wording_short(self, claim: Claim) -> str:
        """The beginning of the wording."""
        return claim.wording[:160]

    @admin.display(description="Figure", ordering="value")
    def figure(self, claim: Claim) -> str:
        """The figure as set on pages."""
        shown = figure_of(claim)
        return (
            format_html('<span class="figure-short">{}</span> {}', shown.headline, shown.unit)
            if shown
            else "–"
        )

    @admin.display(description="Status", ordering="status")
    def state(self, claim: Claim) -> str:
        """Status, and whether it is testimony."""
        shown = format_html(
            '<span class="state {}">{}</span>', STATES[Claim.Status(claim.status)], claim.get_status_display()
        )
        if claim.sensitive:
            shown += format_html(' <span class="state sensitive">{}</span>', "testimony")
        return shown

    @admin.display(description="Articles", ordering="articles_count")
    def articles(self, claim: Claim) -> int:
        """How many articles say it."""
        return int(claim.articles_count)  # type: ignore[attr-defined]

    @admin.display(description="Origins", ordering="origins_count")
    def origins(self, claim: Claim) -> int:
        """How many stories; copies of one text are one origin."""
        return int(claim.origins_count)  # type: ignore[attr-defined]

    @admin.display(description="Changed", ordering="changed_at")
    def changed(self, claim: Claim) -> str:
        """The day of the last change, in words."""
        return date_in_words(claim.changed_at.date())

    def _each(
        self,
        request: HttpRequest,
        claims: QuerySet[Claim],
        verb: Callable[..., Decision],
        done: str,
        **given: Any,
    ) -> None:
        count = 0
        for claim in claims:
            try:
                verb(claim=claim, by=person_of(request), **given)
                count += 1
            except DecisionRefused as refusal:
                messages.warning(request, f"“{Truncator(claim.wording).chars(60)}”: {refusal}")
        if count:
            messages.success(request, f"{done}: {count}.")

    @admin.action(description="Approve", permissions=["decide"])
    def approve_chosen(self, request: HttpRequest, claims: QuerySet[Claim]) -> None:
        """Approve each."""
        self._each(request, claims, approve, "Approved")

    @admin.action(description="Mark disputed …", permissions=["decide"])
    def dispute_chosen(self, request: HttpRequest, claims: QuerySet[Claim]) -> HttpResponse | None:
        """Ask why, then mark each disputed."""
        return self._with_reason(
            request, claims, dispute, "dispute_chosen", "Mark disputed", "Marked disputed"
        )

    @admin.action(description="Withdraw …", permissions=["decide"])
    def withdraw_chosen(self, request: HttpRequest, claims: QuerySet[Claim]) -> HttpResponse | None:
        """Ask why, then withdraw each."""
        return self._with_reason(request, claims, withdraw, "withdraw_chosen", "Withdraw", "Withdrawn")

    def _with_reason(
        self,
        request: HttpRequest,
        claims: QuerySet[Claim],
        verb: Callable[..., Decision],
        action: str,
        button: str,
        done: str,
    ) -> HttpResponse | None:
        if request.POST.get("sure") and typed(request):
            self._each(request, claims, verb, done, reason=typed(request))
            return None
        return self._ask(request, claims, action, button, asks_reason=True)

    @admin.action(description="Make one claim of them …", permissions=["decide"])
    def merge_chosen(self, request: HttpRequest, claims: QuerySet[Claim]) -> HttpResponse | None:
        """Show which stays and whether figures differ, then merge."""
        chosen = list(claims)
        if request.POST.get("sure"):
            try:
                merge_many(
                    claims=chosen,
                    by=person_of(request),
                    confirm_difference=bool(request.POST.get("confirm_difference")),
                    reason=typed(request),
                )
                messages.success(request, f"{len(chosen)} claims are one now. Its page has the undo.")
                return None
            except DecisionRefused as refusal:
                messages.error(request, str(refusal))
        if len(chosen) < 2:
            messages.error(request, "Choose two claims or more.")
            return None
        return self._ask(
            request,
            claims,
            "merge_chosen",
            "Make them one claim",
            stays=winner(chosen),
            differences=differences_among(chosen),
        )

    def _ask(
        self, request: HttpRequest, claims: QuerySet[Claim], action: str, button: str, **more: Any
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": f"{button}?",
            "opts": self.model._meta,
            "claims": claims,
            "action": action,
            "button": button,
            **more,
        }
        return render(request, "admin/claims/claim/confirm.html", context)

    def get_urls(self) -> list[URLPattern]:
        """The verbs of one claim, beside Django's own addresses."""
        verb = path("<int:pk>/verb/", self.admin_site.admin_view(self.verb_view), name="claims_claim_verb")
        return [verb, *super().get_urls()]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The claim with its evidence, decisions and verbs; a merged one leads to its successor."""
        claim = Claim.objects.filter(pk=object_id).first() if object_id.isdecimal() else None
        if claim is not None and claim.merged_into_id is not None:
            messages.info(request, "That claim was merged into this one.")
            return redirect("admin:claims_claim_change", successor_of(claim).pk)
        more = dict(extra_context or {})
        if claim is not None and self.has_view_permission(request, claim):
            side = Side(letter="", claim=claim, figure=figure_of(claim), stays=False)
            show_evidence((side,), evidence_rows([claim]), request.user, limit=400)
            side.findings = findings_of(gather(claim, request.user))
            more |= {
                "title": "Claim",
                "side": side,
                "decisions": decisions_on([claim], limit=30),
                "reasons": Proposal.Reason.choices,
                "consent": getattr(claim, "consent", None),
                "waiting": Proposal.objects.visible_to(request.user)
                .pending()
                .filter(Q(claim_a=claim) | Q(claim_b=claim))
                .select_related("claim_a", "claim_b")[:20],
            }
        return super().change_view(request, object_id, form_url, more)

    def verb_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """One verb on one claim, from its page."""
        claim = get_object_or_404(Claim, pk=pk)
        if request.method == "POST":
            try:
                messages.success(request, self._do(claim, request))
            except DecisionRefused as refusal:
                messages.error(request, str(refusal))
        return redirect("admin:claims_claim_change", pk)

    def _do(self, claim: Claim, request: HttpRequest) -> str:
        by = person_of(request)
        # what no database holds is nothing that anybody typed
        given = {name: str(value).replace("\x00", "") for name, value in request.POST.items()}
        verb, reason, note = given.get("verb", ""), given.get("reason", ""), given.get("note", "")
        chosen = Evidence.objects.filter(
            pk__in=[one for one in request.POST.getlist("evidence") if one.isdecimal()]
        )
        if verb == "approve":
            approve(claim=claim, by=by, reason=note)
            return "Approved."
        if verb == "dispute":
            dispute(claim=claim, by=by, reason=note)
            return "Marked disputed."
        if verb == "withdraw":
            withdraw(claim=claim, by=by, reason=note)
            return "Withdrawn."
        if verb == "rename":
            revision = given.get("revision", "")
            rename(
                claim=claim,
                wording=given.get("wording", ""),
                seen_revision=int(revision) if revision.isdecimal() else None,
                by=by,
            )
            return "Reworded."
        if verb == "split":
            new, _ = split(
                claim=claim,
                evidence=chosen,
                by=by,
                wording=given.get("wording", ""),
                reason=reason,
                note=note,
            )
            return f"Moved out. The new claim is “{Truncator(new.wording).chars(80)}”."
        if verb == "leave-out":
            if len(chosen) != 1:
                raise DecisionRefused("Choose one statement to leave out. Nothing was changed.", "not-one")
            new, _ = leave_out(evidence=chosen[0], by=by, reason=reason or Proposal.Reason.OTHER, note=note)
            return f"Left out. It is a claim of its own now: “{Truncator(new.wording).chars(80)}”."
        if verb == "consent":
            record_consent(
                claim=claim, record=note, redacted_wording=given.get("redacted_wording", ""), by=by
            )
            return "Consent recorded."
        if verb == "withdraw-consent":
            withdraw_consent(claim=claim, by=by, reason=note)
            return "Consent withdrawn. Nothing exports these words from now on."
        raise DecisionRefused("That was not understood, and nothing was changed.", "unknown-verb")
