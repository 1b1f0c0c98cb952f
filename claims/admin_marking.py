"""Marking in the article's admin page: where words stand, the forms for what they say, refusing, read through.

What the page itself shows is left to the template tag ``marking_desk``; the rules to services.
"""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST

from claims.admin_marking_forms import FORMS, NameMarkForm, corrected_fields, initial_of, offered
from claims.admin_marking_places import Place, places_of
from claims.models import Mention, ReadThrough, Statement
from claims.services.correct import correct_statement, refuse_statement
from claims.services.decisions import CORRECT, VIEW_SENSITIVE, DecisionRefused
from claims.services.mark import (
    declare_read_through,
    mark_name,
    mark_statement,
    overlapping,
    refuse_name,
    reopen,
    trimmed,
)
from sources.admin_base import ReadOnly, person_of, typed
from sources.models import Article
from sources.text.sentences import split

NOUNS = {"statistic": "statistic", "quote": "quote", "organisation": "name"}
MOST_PLACES = 40
SURROUNDINGS = 3000  # characters on either side, in a text without full stops or line breaks


@admin.register(ReadThrough)
class ReadThroughAdmin(ReadOnly):
    """Articles read through, and the addresses under which people mark."""

    list_display = ("article", "by", "at")
    list_select_related = ("article", "by")
    list_display_links = None
    empty_words = "On an article’s page, “All of it is marked, and rightly” puts the article here."

    def get_urls(self) -> list[URLPattern]:
        """Marking, correcting and refusing, each on a page that works without scripts."""

        def page(route: str, view: Any, name: str, *, posts: bool = False) -> URLPattern:
            wrapped: Any = self.admin_site.admin_view(require_POST(view) if posts else view)
            made: URLPattern = path(route, wrapped, name=f"claims_marking_{name}")
            return made

        return [
            page("article/<int:pk>/mark/", self.mark_view, "mark"),
            page("article/<int:pk>/read-through/", self.read_through_view, "read_through", posts=True),
            page("statement/<int:pk>/", self.correct_view, "correct"),
            page("statement/<int:pk>/refuse/", self.refuse_view, "refuse"),
            page("name/<int:pk>/refuse/", self.refuse_name_view, "refuse_name"),
            *super().get_urls(),
        ]

    def mark_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Find the words, show them in their sentence, ask for the fields, mark."""
        article = _article(request, pk)
        given = request.POST or request.GET
        kind = given.get("kind", "")
        if kind not in FORMS:
            messages.error(request, "Choose what the words are: a statistic, a quote or an organisation.")
            return _back(article.pk)
        places = _readable(places_of(article.text, given), article, request)
        if len(places) != 1:
            context = {"places": places[:MOST_PLACES], "more": len(places) > MOST_PLACES, "kind": kind}
            return self._page(
                request, "choose.html", f"Which words are the {NOUNS[kind]}?", article, **context, given=given
            )
        place = places[0]
        under = overlapping(article, place.start, place.end, kind) if kind != "organisation" else []
        if request.method != "POST":
            same = next((s for s in under if (s.start, s.end) == (place.start, place.end)), None)
            if same is not None:
                messages.info(request, "These very words are marked already; here is that mark.")
                return redirect("admin:claims_marking_correct", same.pk)
            form = FORMS[kind](initial=initial_of(article, place, kind))
        else:
            form = FORMS[kind](request.POST)
            if form.is_valid():
                try:
                    return self._mark(request, article, place, kind, form)
                except DecisionRefused as refusal:
                    form.add_error(None, refusal.sentence)
        return self._page(
            request,
            "form.html",
            f"Mark a {NOUNS[kind]}",
            article,
            form=form,
            kind=kind,
            place=place,
            under=under,
            chosen=request.POST.getlist("replace"),
            offered=offered(article, request.user) if kind != "statistic" else [],
            verb=f"Mark this {NOUNS[kind]}",
        )

    def _mark(
        self, request: HttpRequest, article: Article, place: Place, kind: str, form: Any
    ) -> HttpResponse:
        by = person_of(request)
        if isinstance(form, NameMarkForm):
            mention = mark_name(
                article=article,
                start=place.start,
                end=place.end,
                kind=form.cleaned_data["names"],
                name=form.cleaned_data["name"],
                by=by,
            )
            messages.success(request, f"Marked: {mention.exact[:80]}.")
            return _back(article.pk, f"mark-mention-{mention.pk}")
        statement = mark_statement(
            article=article,
            start=place.start,
            end=place.end,
            kind=kind,
            by=by,
            replace=[int(one) for one in request.POST.getlist("replace") if one.isdecimal()],
            reason=form.cleaned_data["why"],
            **form.fields_given(),
        )
        messages.success(request, f"Marked: {statement.exact[:80]}.")
        return _back(article.pk, f"mark-statement-{statement.pk}")

    def correct_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Mend the fields of a statement with its sentence in view."""
        statement = _statement(request, pk)
        article = statement.article
        place = _place(article, statement.start, statement.end)
        form_class = FORMS[statement.kind]
        if request.method == "POST":
            form = form_class(request.POST)
            if form.is_valid():
                try:
                    correct_statement(
                        statement=statement,
                        by=person_of(request),
                        reason=form.cleaned_data["why"],
                        **corrected_fields(statement, form),
                    )
                    messages.success(request, f"Corrected: {statement.exact[:80]}.")
                    return _back(article.pk, f"mark-statement-{pk}")
                except DecisionRefused as refusal:
                    form.add_error(None, refusal.sentence)
        else:
            form = form_class(initial=form_class.initial_from(statement))
        return self._page(
            request,
            "form.html",
            f"Correct this {NOUNS[statement.kind]}",
            article,
            form=form,
            kind=statement.kind,
            place=place,
            statement=statement,
            offered=offered(article, request.user) if statement.kind == "quote" else [],
            verb="Save the correction",
        )

    def refuse_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask what is wrong with a statement, refuse it, and return to the text."""
        statement = _statement(request, pk)
        if request.method == "POST":
            try:
                refuse_statement(statement=statement, by=person_of(request), reason=typed(request))
                messages.success(request, "Refused. No re-run brings it back.")
                return _back(statement.article_id, "marking")
            except DecisionRefused as refusal:
                messages.error(request, refusal.sentence)
        place = _place(statement.article, statement.start, statement.end)
        return self._page(
            request,
            "refuse.html",
            f"Refuse this {NOUNS[statement.kind]}?",
            statement.article,
            place=place,
            kind=statement.kind,
            needs_reason=True,
        )

    def refuse_name_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Say that words name nobody here."""
        if not request.user.has_perm(CORRECT):
            raise PermissionDenied
        mention = get_object_or_404(Mention.objects.select_related("article"), pk=pk)
        article = _article(request, mention.article_id)
        if _withheld(article, mention.start, mention.end, request):
            raise PermissionDenied
        if request.method == "POST":
            try:
                refuse_name(mention=mention, by=person_of(request), reason=typed(request))
                messages.success(request, "Taken out. No re-run names these words again.")
            except DecisionRefused as refusal:
                messages.error(request, refusal.sentence)
            return _back(article.pk, "marking")
        place = _place(article, mention.start, mention.end)
        return self._page(
            request, "refuse.html", "Not a name?", article, place=place, kind="name", needs_reason=False
        )

    def read_through_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Say, or take back, that all of an article is marked."""
        article = _article(request, pk)
        try:
            if request.POST.get("reopen"):
                reopen(article=article, by=person_of(request))
                messages.success(request, "Open for marking again.")
            else:
                declare_read_through(article=article, by=person_of(request))
                messages.success(request, "Read through. No re-run adds to it.")
        except DecisionRefused as refusal:
            messages.error(request, refusal.sentence)
        return _back(pk, "marking")

    def _page(
        self, request: HttpRequest, template: str, title: str, article: Article, **more: Any
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.model._meta,
            "article": article,
            "article_address": reverse("admin:sources_article_change", args=[article.pk]),
            **more,
        }
        return render(request, f"admin/claims/marking/{template}", context)


def _article(request: HttpRequest, pk: int) -> Article:
    if not request.user.has_perm(CORRECT):
        raise PermissionDenied
    return get_object_or_404(Article.objects.visible_to(request.user), pk=pk)


def _statement(request: HttpRequest, pk: int) -> Statement:
    if not request.user.has_perm(CORRECT):
        raise PermissionDenied
    rows = Statement.objects.visible_to(request.user).standing()
    return get_object_or_404(rows.select_related("article", "statistic", "quote"), pk=pk)


def _withheld(article: Article, start: int, end: int, request: HttpRequest) -> bool:
    """Whether these words lie in testimony that this person may not read."""
    if request.user.has_perm(VIEW_SENSITIVE):
        return False
    return article.statements.filter(sensitive=True, start__lt=end, end__gt=start).exists()


def _readable(places: list[tuple[int, int]], article: Article, request: HttpRequest) -> list[Place]:
    """The places with their surroundings, without those in or beside testimony that this person may not read."""
    secret = []
    if not request.user.has_perm(VIEW_SENSITIVE):
        secret = list(article.statements.filter(sensitive=True).values_list("start", "end"))
    made = (_place(article, *trimmed(article.text, start, end)) for start, end in places[: MOST_PLACES + 1])
    return [
        place
        for place in made
        if place.exact and not any(a < place.shown_end and place.shown_start < b for a, b in secret)
    ]


def _place(article: Article, start: int, end: int) -> Place:
    """A span in the sentences around it."""
    line_start = max(article.text.rfind("\n", 0, start) + 1, start - SURROUNDINGS)
    line_end = article.text.find("\n", end)
    line_end = min(len(article.text) if line_end < 0 else line_end, end + SURROUNDINGS)
    around = [
        (line_start + s.start, line_start + s.end)
        for s in split(article.text[line_start:line_end], article.language or "und")
        if line_start + s.start < end and start < line_start + s.end
    ]
    first = min([start, *(a for a, _ in around)])
    last = max([end, *(b for _, b in around)])
    text = article.text
    return Place(start, end, text[start:end], text[first:start], text[end:last], first, last)


def _back(article_id: int, anchor: str = "marking") -> HttpResponse:
    return redirect(reverse("admin:sources_article_change", args=[article_id]) + f"#{anchor}")
