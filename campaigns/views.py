"""Pages of campaigns, and staff's fact sheets. Rules, testimony and exports live in the services."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin, PermissionRequiredMixin
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.text import slugify
from django.views import View

from campaigns.factsheets import FORMATS, MEDIA_TYPES, FactSheetError
from campaigns.factsheets.layout import lay_out
from campaigns.forms import BeginForm, WordsForm
from campaigns.models import Campaign, Edition, FactSheet
from campaigns.services import factsheets as sheets
from campaigns.services import factsheets_export as exports
from campaigns.services.factsheets_record import BuiltLine, build_lines, preview_record
from claims import browse
from claims.models import Claim
from claims.services.successors import successors_of

FOUND_AT_MOST = 12
FORMAT_NAMES = {
    "pdf": "PDF",
    "docx": "Word (DOCX)",
    "odt": "OpenDocument (ODT)",
    "html": "Web page",
    "markdown": "Markdown",
}


class CampaignList(LoginRequiredMixin, View):
    """Campaigns that editors have taken up, and those found in articles that wait."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The list."""
        campaigns = list(
            Campaign.objects.visible_to(request.user)
            .select_related("lead")
            .prefetch_related("platforms")
            .annotate(demands_count=Count("demands", distinct=True))
            .order_by("name")
        )
        chosen = Campaign.claims.through.objects.filter(campaign__in=campaigns)
        links = list(chosen.values_list("campaign_id", "claim_id"))
        standing = successors_of({claim for _, claim in links})
        visible = set(
            Claim.objects.visible_to(request.user)
            .filter(pk__in=standing.values())
            .values_list("pk", flat=True)
        )
        rests_on: dict[int, set[int]] = {}
        for campaign, claim in links:
            rests_on.setdefault(campaign, set()).update({standing[claim]} & visible)
        for row in campaigns:
            row.claims_count = len(rests_on.get(row.pk, ()))  # type: ignore[attr-defined]
        return render(request, "campaigns/list.html", {"campaigns": campaigns, "section": "campaigns"})


class CampaignPage(LoginRequiredMixin, View):
    """One campaign: who leads it, what it asks, its letters, what came of it, the claims it rests on."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """The page."""
        campaign = get_object_or_404(
            Campaign.objects.visible_to(request.user)
            .select_related("lead")
            .prefetch_related("platforms", "demands", "timeline__article", "letters__article__publisher"),
            slug=slug,
        )
        # a claim that was merged is shown as the one it became
        rests_on = successors_of(campaign.claims.values_list("pk", flat=True)).values()
        claims = browse.ordered(
            Claim.objects.visible_to(request.user).filter(pk__in=set(rests_on)), "origins"
        )
        context = {
            "campaign": campaign,
            "claims": list(claims[:100]),
            "articles": campaign.articles.select_related("publisher")
            .defer("text")
            .order_by("published_on")[:50],
            "section": "campaigns",
        }
        return render(request, "campaigns/detail.html", context)


class StaffView(LoginRequiredMixin, PermissionRequiredMixin, View):
    """A page of fact sheets, for those who may view them."""

    permission_required: Any = "campaigns.view_factsheet"

    def handle_no_permission(self) -> Any:
        """Anonymous people sign in; others are told that this is not theirs."""
        if self.request.user.is_authenticated:
            raise PermissionDenied
        return super().handle_no_permission()

    def sheet(self, pk: int) -> FactSheet:
        """The sheet, or 404."""
        return get_object_or_404(
            FactSheet.objects.visible_to(self.request.user).select_related("campaign", "made_by"), pk=pk
        )


class FactSheetList(StaffView):
    """Fact sheets, changed last first, and a way to begin one."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The list."""
        return self._page(request, BeginForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Begin a sheet."""
        form = BeginForm(request.POST)
        if not form.is_valid():
            return self._page(request, form)
        return redirect(sheets.begin(title=form.cleaned_data["title"], by=request.user))

    def _page(self, request: HttpRequest, form: BeginForm) -> HttpResponse:
        found = (
            FactSheet.objects.visible_to(request.user)
            .select_related("made_by", "campaign")
            .annotate(
                lines_count=Count("lines", distinct=True), editions_count=Count("editions", distinct=True)
            )
        )
        context = {"fact_sheets": found, "form": form, "section": "factsheets"}
        return render(request, "campaigns/factsheets.html", context)


class FactSheetPage(StaffView):
    """Building a sheet: its lines as they will be printed, with their footnotes, and claims to add."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The page."""
        sheet = self.sheet(pk)
        return render(
            request, "campaigns/factsheet.html", _builder(request, sheet, WordsForm(instance=sheet))
        )


def _builder(request: HttpRequest, sheet: FactSheet, form: WordsForm) -> dict[str, Any]:
    built = build_lines(sheet)
    layout, problem = None, ""
    if any(one.record for one in built):
        try:
            layout = lay_out(preview_record(sheet, built))
        except FactSheetError as error:
            problem = error.sentence_for_people
    may_read = request.user.has_perm("claims.view_sensitive")
    laid = iter([line for section in layout.sections for line in section.lines] if layout else [])
    rows = [_row(one, laid if layout else None, may_read) for one in built]
    words = " ".join(request.GET.get("find", "").replace("\x00", "").split())[:200]
    taken = {one.claim.pk for one in built}
    found = []
    if words:
        wish = browse.Wish(words=words)
        found = list(browse.ordered(browse.narrowed(wish, request.user), "origins")[:FOUND_AT_MOST])
    return {
        "sheet": sheet,
        "form": form,
        "layout": layout,
        "problem": problem,
        "rows": rows,
        "refusals": sum(1 for one in built if one.refusal),
        "words": words,
        "found": [(claim, claim.pk in taken) for claim in found],
        "formats": [(name, FORMAT_NAMES[name]) for name in ("pdf", "docx", "odt", "html", "markdown")],
        "editions": sheet.editions.select_related("made_by").defer("document", "markdown"),
        "may_change": request.user.has_perm("campaigns.change_factsheet"),
        "may_export": request.user.has_perm(exports.EXPORT),
        "removed": _removed(request),
        "section": "factsheets",
    }


def _row(one: BuiltLine, laid: Any, may_read: bool) -> dict[str, Any]:
    """A line as the builder shows it; testimony without consent stays hidden from those who may not read it."""
    return {
        "line": one.line,
        "claim": one.claim,
        "laid": next(laid, None) if laid is not None and one.record else None,
        "refusal": one.refusal,
        "is_repeat": one.record is None and not one.refusal,
        "names_private_person": one.names_private_person,
        "is_hidden": one.claim.sensitive and not may_read,
    }


def _removed(request: HttpRequest) -> dict[str, str] | None:
    """What a line taken out just now needs to be put back, from the address."""
    claim = request.GET.get("removed", "")
    if not claim:
        return None
    return {
        "claim": claim,
        "position": request.GET.get("at", ""),
        "heading": request.GET.get("heading", "")[:300],
    }


class FactSheetWords(StaffView):
    """Title, introduction, notes, language."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Keep the words."""
        sheet = self.sheet(pk)
        form = WordsForm(request.POST, instance=self.sheet(pk))
        if not form.is_valid():
            return render(request, "campaigns/factsheet.html", _builder(request, sheet, form), status=422)
        sheets.change_words(fact_sheet_id=pk, by=request.user, **form.cleaned_data)
        messages.success(request, "The words are kept.")
        return redirect("campaigns:factsheet", pk)


class AddClaim(StaffView):
    """Add a claim to a sheet, from anywhere."""

    def post(self, request: HttpRequest) -> HttpResponse:
        """Add, say so, and go back to where the person was."""
        claim = get_object_or_404(Claim, public_id=request.POST.get("claim", "").replace("\x00", ""))
        chosen = request.POST.get("fact_sheet", "")
        back = request.POST.get("next", "")
        try:
            if chosen == "new":
                if not sheets.claims_for_sheets(request.user).filter(pk=claim.pk).exists():
                    raise Http404
                sheet = sheets.begin(title="Untitled fact sheet", by=request.user)
            else:
                sheet = self.sheet(_whole(chosen) or 0)
            line = sheets.add_claim(
                fact_sheet_id=sheet.pk,
                claim=claim,
                by=request.user,
                position=_whole(request.POST.get("position", "")),
                heading=request.POST.get("heading", ""),
            )
        except FactSheetError as error:
            messages.error(request, error.sentence_for_people)
        else:
            messages.success(
                request,
                format_html(
                    'Added as line {} of <a href="{}">{}</a>.',
                    line.position,
                    sheet.get_absolute_url(),
                    sheet.title,
                ),
            )
            if chosen == "new":
                return redirect(sheet)
        if url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
            return redirect(back)
        return redirect("campaigns:factsheets" if chosen == "new" else sheet)


class FactSheetLineChange(StaffView):
    """Move a line, set its heading, take it out."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """One change; htmx swaps the sheet, else the page comes back at the line."""
        line_id = _whole(request.POST.get("line", "")) or 0
        action = request.POST.get("action", "")
        self.sheet(pk)
        query = ""
        if action in ("up", "down"):
            sheets.move(fact_sheet_id=pk, line_id=line_id, steps=-1 if action == "up" else 1, by=request.user)
        elif action == "heading":
            sheets.head(
                fact_sheet_id=pk, line_id=line_id, heading=request.POST.get("heading", ""), by=request.user
            )
        elif action == "remove":
            removed = sheets.take_out(fact_sheet_id=pk, line_id=line_id, by=request.user)
            if removed:
                claim, place, heading = removed
                query = "?" + urlencode({"removed": claim.public_id, "at": place, "heading": heading})
        else:
            raise Http404("No such change.")
        return redirect(self.sheet(pk).get_absolute_url() + query)


class Export(StaffView):
    """The sheet, or one of its editions, as a file."""

    def get(self, request: HttpRequest, pk: int, format: str) -> HttpResponseBase:
        """A download, or the sentence that says why there is none."""
        if format not in FORMATS:
            raise Http404("No such format.")
        sheet = self.sheet(pk)
        number = _whole(request.GET.get("edition", ""))
        try:
            if number is None:
                content = exports.export(fact_sheet_id=pk, format=format, by=request.user)
            else:
                edition = get_object_or_404(Edition, fact_sheet=sheet, number=number)
                content = exports.export_edition(edition=edition, format=format, by=request.user)
        except FactSheetError as error:
            messages.error(request, error.sentence_for_people)
            return redirect(sheet)
        name = slugify(sheet.title)[:80] or "fact-sheet"
        name += f"-edition-{number}" if number is not None else ""
        response = HttpResponse(content, content_type=MEDIA_TYPES[exports.known_format(format)])
        suffix = exports.SUFFIXES[exports.known_format(format)]
        response["Content-Disposition"] = f'attachment; filename="{name}.{suffix}"'
        return response


class Freeze(StaffView):
    """Freeze the sheet as an edition."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Freeze and show it."""
        sheet = self.sheet(pk)
        try:
            edition = exports.freeze(fact_sheet_id=pk, by=request.user)
        except FactSheetError as error:
            messages.error(request, error.sentence_for_people)
            return redirect(sheet)
        messages.success(
            request,
            f"Edition {edition.number} is frozen. It will not change, whatever becomes of its claims.",
        )
        return redirect("campaigns:edition", pk, edition.number)


class EditionPage(StaffView):
    """One edition as it was frozen, and what has changed since."""

    def get(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        """The page."""
        sheet = self.sheet(pk)
        edition = get_object_or_404(
            Edition.objects.select_related("made_by"), fact_sheet=sheet, number=number
        )
        lines = list(edition.lines.select_related("claim"))
        may_read = request.user.has_perm("claims.view_sensitive")
        context = {
            "sheet": sheet,
            "edition": edition,
            "lines": [(line, line.claim.sensitive and not may_read) for line in lines],
            "changed": sum(1 for line in lines if line.claim.revision != line.claim_revision),
            "layout": lay_out(exports.from_document(edition.document)),
            "formats": [(name, FORMAT_NAMES[name]) for name in ("pdf", "docx", "odt", "html", "markdown")],
            "may_export": request.user.has_perm(exports.EXPORT),
            "section": "factsheets",
        }
        return render(request, "campaigns/edition.html", context)


def _whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
