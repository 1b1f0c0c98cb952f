"""The desk's pages: the queue, one proposal, a decision, the run of certain ones, undo. Each calls one service."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from claims.models import Claim, Decision, Difference, Opinion, Proposal
from claims.review.forms import DecisionForm, QueueForm
from claims.review.presentation import comparison_of, decisions_on
from claims.services import locks
from claims.services.decisions import (
    CORRECT,
    DECIDE,
    RECORD_CONSENT,
    DecisionRefused,
    UndoBlocked,
)
from claims.services.differ import differ
from claims.services.figures import difference_between
from claims.services.merge import accept
from claims.services.queue import QueueFilter, next_free, queue, walk
from claims.services.refuse import refuse
from claims.services.rename import rename
from claims.services.second_looks import give_opinion, is_looked_at_twice, withdraw_opinion
from claims.services.threshold import certain_from
from claims.services.undo import latest_of, undo, undo_run
from claims.services.unsure import unsure
from sources.admin_base import person_of

A_PAGE = 50
LAST, SKIPPED = "desk_last", "desk_skipped"
DONE = {
    "accept": "Approved as one claim",
    "refuse": "Kept apart",
    "unsure": "Put on the unsure pile",
    "differ": "Kept apart, with the difference recorded",
    "rename": "Reworded",
}


def require_editor(request: HttpRequest) -> None:
    """Raise PermissionDenied for those who may not decide."""
    if not request.user.has_perm("claims.decide"):
        raise PermissionDenied


def desk_context(request: HttpRequest, title: str, **more: Any) -> dict[str, Any]:
    """What every page of the desk shows beside its own."""
    filters = _filters(request)
    site = admin.site
    return {
        # of the admin's own context what its base page reads; the list of all models is built for no page of the desk
        "site_title": site.site_title,
        "site_header": site.site_header,
        "site_url": site.site_url,
        "has_permission": True,
        "is_popup": False,
        "is_nav_sidebar_enabled": False,
        "title": title,
        "opts": Proposal._meta,
        "filters": filters,
        "last": _last(request),
        **more,
    }


def _filters(request: HttpRequest) -> str:
    """The filters as a query string, from the address or from the form that carries them along."""
    if request.method == "POST":
        return str(request.POST.get("filters", ""))
    given = {name: request.GET[name] for name in QueueForm.base_fields if request.GET.get(name)}
    return urlencode(given)


def _chosen(request: HttpRequest) -> QueueFilter:
    filters = _filters(request)
    return QueueForm(QueryDict(filters)).chosen() if filters else QueueFilter()


def _last(request: HttpRequest) -> dict[str, Any] | None:
    """What this person did last, while it stands, so that one key undoes it."""
    held = request.session.get(LAST)
    if not held:
        return None
    if "opinion" in held:
        standing = Opinion.objects.filter(
            pk=held["opinion"], withdrawn_at__isnull=True, proposal__status=Proposal.Status.PENDING
        ).exists()
    else:
        standing = Decision.objects.filter(pk=held["decision"], undone_by__isnull=True).exists()
    return held if standing else None


def _to(name: str, request: HttpRequest, *args: Any) -> HttpResponse:
    filters = _filters(request)
    return redirect(reverse(f"admin:{name}", args=args) + (f"?{filters}" if filters else ""))


def queue_page(request: HttpRequest) -> HttpResponse:
    """The queue, most urgent first, with its filters."""
    require_editor(request)
    form = QueueForm(request.GET or None)
    chosen = QueueForm(request.GET).chosen()
    rows = queue(user=person_of(request), chosen=chosen).select_related("claim_a", "claim_b", "assigned_to")
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    held = locks.holders([row.pk for row in page])
    shown = [
        {"row": row, "lock": held.get(row.pk), "contradiction": difference_between(row.claim_a, row.claim_b)}
        for row in page
    ]
    context = desk_context(request, "Review desk", form=form, page=page, shown=shown, chosen=chosen)
    return render(request, "admin/claims/review/queue.html", context)


def next_page(request: HttpRequest) -> HttpResponse:
    """Go to the most urgent proposal that is free."""
    require_editor(request)
    chosen = _chosen(request)
    skipped = request.session.get(SKIPPED, [])
    pk = next_free(user=person_of(request), chosen=chosen, passed_over=skipped)
    if pk is None and skipped:
        request.session[SKIPPED] = []
        pk = next_free(user=person_of(request), chosen=chosen)
    if pk is None:
        messages.info(request, "Nothing waits for you here.")
        return _to("claims_review_changelist", request)
    return _to("claims_review_page", request, pk)


def proposal_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One proposal with all there is to decide it; opening it takes the lock."""
    require_editor(request)
    proposal = get_object_or_404(
        Proposal.objects.visible_to(request.user).select_related(
            "claim_a__merged_into",
            "claim_a__organisation",
            "claim_a__consent",
            "claim_b__merged_into",
            "claim_b__organisation",
            "claim_b__consent",
            "decided_by",
            "assigned_to",
        ),
        pk=pk,
    )
    is_open = (
        proposal.status in (Proposal.Status.PENDING, Proposal.Status.UNSURE)
        and proposal.claim_a.merged_into_id is None
        and proposal.claim_b.merged_into_id is None
    )
    lock = locks.take(proposal_id=pk, by=person_of(request)) if is_open else None
    order = walk(user=person_of(request), chosen=_chosen(request))
    place = order.index(pk) if pk in order else None
    comparison = comparison_of(proposal, request.user)
    context = desk_context(
        request,
        "Are these one claim?",
        proposal=proposal,
        comparison=comparison,
        is_open=is_open,
        lock=lock,
        may_decide=is_open and lock is None,
        reasons=list(enumerate(Proposal.Reason.choices, 1)),
        difference_reasons=Difference.Reason.choices,
        decisions=comparison.decisions,
        place=None if place is None else place + 1,
        waiting=len(order),
        next=order[(place + 1) % len(order)] if place is not None and len(order) > 1 else None,
        previous=order[place - 1] if place is not None and len(order) > 1 else None,
    )
    return render(request, "admin/claims/review/proposal.html", context)


@require_POST
def decide(request: HttpRequest, pk: int, verb: str = "") -> HttpResponse:
    """Take one decision, and go to the next proposal; or say why it was not taken."""
    require_editor(request)
    proposal = get_object_or_404(Proposal.objects.visible_to(request.user), pk=pk)
    # the buttons of the reasons carry the reason, so their address says the verb
    form = DecisionForm({**request.POST.dict(), "verb": verb} if verb else request.POST)
    if not form.is_valid():
        messages.error(request, "That was not understood, and nothing was changed. Try again.")
        return _to("claims_review_page", request, pk)
    given, verb = form.cleaned_data, form.cleaned_data["verb"]
    if verb == "skip":
        request.session[SKIPPED] = [*request.session.get(SKIPPED, [])[-500:], pk]
        locks.release(proposal_id=pk, by=person_of(request))
        return _onwards(request, pk)
    if verb in ("take", "give-back"):
        Proposal.objects.filter(pk=pk).update(assigned_to=person_of(request) if verb == "take" else None)
        return _to("claims_review_page", request, pk)
    if verb in ("accept", "refuse", "unsure") and is_looked_at_twice(proposal):
        return _answer_blind(request, proposal, verb, given)
    try:
        decision = _do(verb, proposal, given, person_of(request))
    except DecisionRefused as refusal:
        messages.error(request, str(refusal))
        return _to("claims_review_page", request, pk)
    request.session[LAST] = {"decision": decision.pk, "words": DONE[verb], "proposal": pk}
    if verb == "rename":
        return _to("claims_review_page", request, pk)
    locks.release(proposal_id=pk, by=person_of(request))
    return _onwards(request, pk)


def _answer_blind(request: HttpRequest, proposal: Proposal, verb: str, given: dict[str, Any]) -> HttpResponse:
    try:
        answer = give_opinion(
            proposal=proposal,
            verdict=verb,
            by=person_of(request),
            reason=given["reason"] if verb == "refuse" else "",
            note=given["note"],
            confirm_difference=given["confirm_difference"],
        )
    except DecisionRefused as refusal:
        messages.error(request, str(refusal))
        return _to("claims_review_page", request, proposal.pk)
    if answer.decision is None:
        held = {"opinion": answer.opinion.pk, "words": "Your answer is kept; another person answers too"}
    else:
        words = DONE[verb] if answer.agreed else "The other person answered otherwise: put on the unsure pile"
        held = {"decision": answer.decision.pk, "words": words}
    request.session[LAST] = {**held, "proposal": proposal.pk}
    locks.release(proposal_id=proposal.pk, by=person_of(request))
    return _onwards(request, proposal.pk)


def _do(verb: str, proposal: Proposal, given: dict[str, Any], by: Any) -> Decision:
    if verb == "accept":
        return accept(
            proposal=proposal, by=by, confirm_difference=given["confirm_difference"], reason=given["note"]
        )
    if verb == "refuse":
        return refuse(proposal=proposal, by=by, reason=given["reason"], note=given["note"])
    if verb == "unsure":
        return unsure(proposal=proposal, by=by, note=given["note"])
    if verb == "differ":
        return differ(
            claims=(proposal.claim_a, proposal.claim_b), reason=given["difference"], note=given["note"], by=by
        )
    claim = next((row for row in (proposal.claim_a, proposal.claim_b) if row.pk == given["claim"]), None)
    if claim is None:
        raise DecisionRefused("Choose which of the two claims to reword.", "no-claim")
    return rename(claim=claim, wording=given["wording"], seen_revision=given["revision"], by=by)


def _onwards(request: HttpRequest, pk: int) -> HttpResponse:
    following = next_free(
        user=person_of(request),
        chosen=_chosen(request),
        passed_over=request.session.get(SKIPPED, []),
        after=pk,
    )
    if following is None:
        messages.info(request, "That was the last one here.")
        return _to("claims_review_changelist", request)
    return _to("claims_review_page", request, following)


@require_POST
def hold(request: HttpRequest, pk: int) -> JsonResponse:
    """Renew the lock, or with ``leave`` give it up; called by the page while it is open."""
    require_editor(request)
    if request.POST.get("leave"):
        locks.release(proposal_id=pk, by=person_of(request))
        return JsonResponse({"held": False})
    other = locks.take(proposal_id=pk, by=person_of(request))
    return JsonResponse({"held": other is None, "words": other.sentence() if other else ""})


@require_POST
def undo_decision(request: HttpRequest) -> HttpResponse:
    """Undo a decision, a run, or one's own latest; where later decisions rest on it, show them and ask."""
    if not any(request.user.has_perm(one) for one in (DECIDE, RECORD_CONSENT, CORRECT)):
        raise PermissionDenied
    given = request.POST
    try:
        if given.get("opinion", "").isdecimal():
            opinion = get_object_or_404(Opinion, pk=given["opinion"])
            withdraw_opinion(opinion=opinion, by=person_of(request))
            messages.success(request, "Your answer is taken back.")
            return _to("claims_review_page", request, opinion.proposal_id)
        if given.get("run"):
            undone = undo_run(
                run=UUID(given["run"]), by=person_of(request), with_later=bool(given.get("with_later"))
            )
        else:
            chosen = (
                get_object_or_404(Decision, pk=given["decision"])
                if given.get("decision", "").isdecimal()
                else latest_of(person_of(request))
            )
            if chosen is None:
                raise DecisionRefused("There is no decision of yours to undo.", "nothing")
            undone = undo(decision=chosen, by=person_of(request), with_later=bool(given.get("with_later")))
    except UndoBlocked as blocked:
        context = desk_context(
            request,
            "Undo these too?",
            blocked=blocked.decisions,
            decision=given.get("decision", ""),
            run=given.get("run", ""),
            back=_safe_back(request),
        )
        return render(request, "admin/claims/review/undo.html", context, status=409)
    except (DecisionRefused, ValueError) as refusal:
        messages.error(request, str(refusal))
        return redirect(_safe_back(request))
    words = f"{len(undone)} decisions" if len(undone) > 1 else "one decision"
    messages.success(request, f"Undone: {words}. Everything is as it was before.")
    first = undone[-1].undoes
    if first is not None and first.proposal_id and not given.get("back"):
        return _to("claims_review_page", request, first.proposal_id)
    return redirect(_safe_back(request))


def _safe_back(request: HttpRequest) -> str:
    back = str(request.POST.get("back", ""))
    if back.startswith("/admin/"):
        return back
    return reverse("admin:claims_review_changelist" if request.user.has_perm(DECIDE) else "admin:index")


def table_page(request: HttpRequest) -> HttpResponse:
    """The certain ones in a table, pre-selected; approved in one run with one undo."""
    require_editor(request)
    chosen = QueueForm(request.GET).chosen()
    if request.method == "POST":
        return _run(request)
    least = certain_from()
    rows = (
        queue(user=person_of(request), chosen=chosen)
        .filter(score__gte=least)
        .select_related("claim_a", "claim_b")[: A_PAGE * 2]
    )
    held = locks.holders([row.pk for row in rows])
    shown = [
        {
            "row": row,
            "lock": held.get(row.pk),
            # a figure that differs, or another kind, is never pre-selected and never part of a run
            "contradiction": difference_between(row.claim_a, row.claim_b),
        }
        for row in rows
    ]
    runs = (
        Decision.objects.filter(run__isnull=False, undone_by__isnull=True, by=person_of(request))
        .order_by("-pk")
        .values_list("run", flat=True)
    )
    context = desk_context(request, "Certain ones", shown=shown, last_run=runs.first(), least=least)
    return render(request, "admin/claims/review/table.html", context)


def _run(request: HttpRequest) -> HttpResponse:
    run, done, refused = uuid4(), 0, []
    for proposal in Proposal.objects.visible_to(request.user).filter(
        pk__in=[pk for pk in request.POST.getlist("proposal") if pk.isdecimal()][: A_PAGE * 2]
    ):
        try:
            with transaction.atomic():
                accept(proposal=proposal, by=person_of(request), run=run)
            done += 1
        except DecisionRefused as refusal:
            refused.append(str(refusal))
    if done:
        messages.success(
            request, f"{done} approved as one claim each. The button below undoes them all at once."
        )
    for sentence in refused[:5]:
        messages.warning(request, f"Left out: {sentence}")
    if not (done or refused):
        messages.info(request, "None was chosen, so nothing was changed.")
    return redirect("admin:claims_review_table")


def claim_history(request: HttpRequest, pk: int) -> HttpResponse:
    """All decisions on a claim, each with its undo."""
    claim = get_object_or_404(Claim, pk=pk)
    if claim.sensitive and not request.user.has_perm("claims.view_sensitive"):
        raise PermissionDenied
    if not request.user.has_perm("claims.view_claim"):
        raise PermissionDenied
    context = desk_context(request, "Decisions", claim=claim, decisions=decisions_on([claim], limit=500))
    return render(request, "admin/claims/review/history.html", context)
