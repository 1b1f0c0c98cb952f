"""The desk's report on how decisions go, and the threshold that an administrator sets from it. Rules are the services'."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from claims.models import Decision
from claims.review.forms import ThresholdForm
from claims.review.views import desk_context, require_editor
from claims.services import agreement
from claims.services.decisions import SET_DESK, DecisionRefused
from claims.services.second_looks import share as second_look_share
from claims.services.threshold import certain_from, preview, set_threshold
from sources.admin_base import person_of


def report(request: HttpRequest) -> HttpResponse:
    """How well people agree with each other and with the matcher, and how long a decision takes."""
    require_editor(request)
    bands = [
        {"band": band, "width": round(120 * (band.share or 0), 1)}
        for band in agreement.bands()
        if band.share is not None
    ]
    context = desk_context(
        request,
        "How decisions go",
        agreement=agreement.agreement(),
        bands=bands,
        threshold=agreement.suggested_threshold(),
        times=agreement.seconds_a_decision(),
        share=(share := second_look_share()),
        share_percent=100 * share,
        certain_from=certain_from(),
        may_set=request.user.has_perm(SET_DESK),
        settings_decisions=Decision.objects.filter(verb=Decision.Verb.THRESHOLD)
        .select_related("by", "undone_by__by")
        .order_by("-pk")[:12],
    )
    return render(request, "admin/claims/review/report.html", context)


def threshold_page(request: HttpRequest) -> HttpResponse:
    """For administrators: what another threshold would change; confirmed, it is set, as a decision with its undo."""
    if not request.user.has_perm(SET_DESK):
        raise PermissionDenied
    given = request.POST if request.method == "POST" else request.GET
    form = ThresholdForm(given)
    if not form.is_valid():
        messages.error(request, "A score lies between 0 and 1. Nothing was changed.")
        return redirect("admin:claims_review_report")
    score, seen = form.cleaned_data["score"], form.cleaned_data["seen"]
    if request.method == "POST" and seen is not None:
        try:
            set_threshold(score=score, seen=seen, by=person_of(request), reason=form.cleaned_data["reason"])
        except DecisionRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"Proposals count as certain from {score:.2f}. It can be undone below.")
            return redirect("admin:claims_review_report")
    context = desk_context(request, "What another threshold would change", preview=preview(score))
    return render(request, "admin/claims/review/threshold.html", context)
