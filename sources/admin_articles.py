"""Articles in the admin: how far each is through the worker, its text with statements marked, its matches and story."""

from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator
from django.views.decorators.http import require_POST

from sources import fetching
from sources.admin_base import LanguageFilter, ListAdmin, person_of, typed
from sources.admin_forms import AddArticleForm
from sources.marking import mark_up
from sources.models import (
    Article,
    ArticleMatch,
    ArticleVerdict,
    Capture,
    ProcessingStep,
    StoryMembership,
)
from sources.pairing import pairing
from sources.presentation import date_in_words, language_name
from sources.services.intake import Known, refuse, take_in
from sources.services.steps import retry
from sources.services.stories import decide_pair
from sources.story_page import decisions_about

STATE_CLASS = {"waiting": "quiet", "running": "unsure", "done": "agrees", "failed": "differs"}
STATE_SIGN = {"waiting": "…", "running": "▸", "done": "✓", "failed": "✗"}
EXPLAINED = 5  # matches whose sentences and numbers are read in full; the rest stand as one line each
SHOWN_MATCHES = 30


class StepFilter(admin.SimpleListFilter):
    """How far an article is through the worker."""

    title = "worker"
    parameter_name = "worker"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Failed, on its way, done."""
        return [("failed", "A step failed"), ("under-way", "Under way"), ("done", "All steps done")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        """Narrow by the article's steps."""
        steps = ProcessingStep.objects
        failed = steps.filter(state="failed").values("article")
        under_way = steps.filter(state__in=["waiting", "running"]).values("article")
        if self.value() == "failed":
            return queryset.filter(pk__in=failed)
        if self.value() == "under-way":
            return queryset.filter(pk__in=under_way).exclude(pk__in=failed)
        if self.value() == "done":
            return queryset.exclude(pk__in=failed).exclude(pk__in=under_way)
        return queryset


@admin.register(Article)
class ArticleAdmin(ListAdmin):
    """The text is never changed; what is known about it may be."""

    list_display = (
        "title_or_text",
        "publisher",
        "published",
        "language_shown",
        "steps_shown",
        "story_shown",
    )
    list_filter = (StepFilter, ("language", LanguageFilter), "publisher__kind", "publisher")
    empty_words = "No article is here yet. “Add an article” takes a text, a file or an address."
    search_fields = ("title", "url", "publisher__name")
    date_hierarchy = "published_on"
    actions = ("send_again",)
    fields = ("title", "publisher", "authors", "published_on", "language")
    autocomplete_fields = ("publisher",)
    change_form_template = "admin/sources/article/change_form.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        """With all that the list shows, and without the texts."""
        rows = Article.objects.visible_to(request.user).select_related("publisher", "membership__story__lead")
        if request.resolver_match and request.resolver_match.url_name == "sources_article_changelist":
            rows = rows.defer("text", "membership__story__lead__text").prefetch_related("steps")
        return rows

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only administrators: its statements would go with it."""
        return bool(request.user.is_superuser)

    @admin.display(description="Title", ordering="title")
    def title_or_text(self, article: Article) -> str:
        """The title; where there is none, that there is none."""
        return article.title[:140] or "Untitled"

    @admin.display(description="Language", ordering="language")
    def language_shown(self, article: Article) -> str:
        """The language by its own name."""
        return language_name(article.language)

    @admin.display(description="Published", ordering="published_on")
    def published(self, article: Article) -> str:
        """The day, in words."""
        return date_in_words(article.published_on)

    @admin.display(description="Worker")
    def steps_shown(self, article: Article) -> str:
        """Done, or each step that is not, by sign and word."""
        steps = list(article.steps.all())
        if steps and all(step.state == ProcessingStep.State.DONE for step in steps):
            return format_html('<span class="state agrees">{}</span>', "✓ done")
        return format_html_join(
            " ",
            '<span class="state {}">{} {}: {}</span>',
            (
                (
                    STATE_CLASS[step.state],
                    STATE_SIGN[step.state],
                    step.get_step_display(),
                    step.get_state_display().lower(),
                )
                for step in steps
                if step.state != ProcessingStep.State.DONE
            ),
        )

    @admin.display(description="Story")
    def story_shown(self, article: Article) -> str:
        """Whether it is an origin or a copy of one."""
        membership = getattr(article, "membership", None)
        if membership is None:
            return "–"
        lead = membership.story.lead
        if lead is None or lead.pk == article.pk:
            return "origin"
        return format_html(
            'of <a href="{}">{}</a>',
            reverse("admin:sources_article_change", args=[lead.pk]),
            Truncator(lead.title).chars(60) or "…",
        )

    @admin.action(description="Send through the worker again", permissions=["change"])
    def send_again(self, request: HttpRequest, articles: QuerySet[Article]) -> None:
        """Queue every step again; what is done already changes nothing."""
        count = retry(article_ids=list(articles.values_list("pk", flat=True)))
        messages.success(request, f"Queued again: {count}.")

    def get_urls(self) -> list[URLPattern]:
        """Retry and the word on two articles, beside Django's own addresses."""
        wrap = self.admin_site.admin_view
        return [
            path("<int:pk>/retry/", wrap(require_POST(self.retry_view)), name="sources_article_retry"),
            path(
                "match/<int:pk>/verdict/",
                wrap(require_POST(self.verdict_view)),
                name="sources_article_verdict",
            ),
            *super().get_urls(),
        ]

    def retry_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Send one article through the worker again."""
        article = get_object_or_404(Article, pk=pk)
        if not self.has_change_permission(request, article):
            raise PermissionDenied
        retry(article_ids=[pk])
        messages.success(request, "Queued again. Reload in a moment to see how far it is.")
        return redirect("admin:sources_article_change", pk)

    def verdict_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """A person's word that two articles are one text, or two."""
        match = get_object_or_404(ArticleMatch.objects.select_related("article_a", "article_b"), pk=pk)
        verdict = request.POST.get("verdict", "")
        if verdict in ArticleVerdict.Verdict.values:
            decide_pair(
                article_a=match.article_a,
                article_b=match.article_b,
                verdict=verdict,
                by=person_of(request),
                reason=typed(request),
            )
            messages.success(request, "Recorded. The stories of both articles follow it.")
        back = request.POST.get("article", "")
        return redirect("admin:sources_article_change", back if back.isdecimal() else match.article_a_id)

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Take one source in; what goes wrong is said in the form, and kept among the captures."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = AddArticleForm(request.POST, request.FILES) if request.method == "POST" else AddArticleForm()
        if form.is_bound and form.is_valid():
            capture = _take(form, request)
            if capture.outcome != Capture.Outcome.REFUSED and capture.article_id:
                taken = capture.outcome == Capture.Outcome.TAKEN
                messages.success(
                    request,
                    "Taken in. The worker reads it now."
                    if taken
                    else "This was taken in before; here it is.",
                )
                return redirect("admin:sources_article_change", capture.article_id)
            form.add_error(
                None, f"{capture.reason} It is kept among the captures, where it can be tried again."
            )
        context = {
            **self.admin_site.each_context(request),
            "title": "Add an article",
            "opts": self.model._meta,
            "form": form,
            **(extra_context or {}),
        }
        return render(request, "admin/sources/article/add.html", context)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The text with statements marked, the steps, the matches and the story."""
        article = (
            Article.objects.visible_to(request.user)
            .select_related("snapshot", "publisher", "membership__story")
            .filter(pk=object_id)
            .first()
            if object_id.isdecimal()
            else None
        )
        more = dict(extra_context or {})
        if article is not None:
            more |= {
                "article": article,
                "marked": mark_up(article, request.user),
                "steps": list(article.steps.order_by("pk")),
                "matches": _matches(article, request.user),
                "siblings": _siblings(article),
                "decisions": decisions_about([article.pk]),
                "may_decide": request.user.has_perm("sources.add_articleverdict"),
                "here": request.path,
                "state_class": STATE_CLASS,
                "title": article.title or "Untitled",
            }
        return super().change_view(request, object_id, form_url, more)


def _take(form: AddArticleForm, request: HttpRequest) -> Capture:
    given = form.cleaned_data
    known = {
        "title": given["title"],
        "publisher": given["publisher"],
        "publisher_kind": given["publisher_kind"],
        "published_on": given["published_on"],
        "language": given["language"],
        "url": given["source_url"],
    }
    by = person_of(request)
    if given["url"]:
        try:
            fetched = fetching.fetch(given["url"], allowed=_allowed_addresses())
        except fetching.FetchError as problem:
            return refuse(
                source=given["url"],
                reason=str(problem),
                code=problem.reason_code,
                known=Known(**{**known, "url": given["url"]}),
                by=by,
            )
        return take_in(
            content=fetched.content,
            source=given["url"],
            known=Known(
                **{
                    **known,
                    "url": fetched.url,
                    "media_type": fetched.media_type,
                    "http_status": fetched.status,
                }
            ),
            by=by,
        )
    if given["file"]:
        file = given["file"]
        return take_in(content=file.read(), source=file.name, known=Known(**known, filename=file.name), by=by)
    return take_in(
        content=given["text"].encode("utf-8", "replace"),
        source=f"pasted by {by}",
        known=Known(**known, media_type="text/plain; charset=utf-8"),
        by=by,
    )


def _allowed_addresses() -> list[tuple[str, int]]:
    pairs = (address.rpartition(":") for address in settings.CAPTURE_ALLOWED_ADDRESSES)
    return [(host, int(port)) for host, _, port in pairs if port.isdecimal()]


def _matches(article: Article, user: Any) -> list[dict[str, Any]]:
    """The article's comparisons, likeliest first: the other article, and for the first few what agrees and differs."""
    rows = (
        ArticleMatch.objects.filter(Q(article_a=article) | Q(article_b=article))
        .select_related("article_a__publisher", "article_b__publisher")
        .order_by("-probability", "pk")[:SHOWN_MATCHES]
    )
    found = []
    for place, match in enumerate(rows):
        is_a = match.article_a_id == article.pk
        found.append(
            {
                "match": match,
                "other": match.article_b if is_a else match.article_a,
                "pairing": pairing(match, user) if place < EXPLAINED else None,
                "is_a": is_a,
            }
        )
    return found


def _siblings(article: Article) -> list[StoryMembership]:
    membership = getattr(article, "membership", None)
    if membership is None:
        return []
    return list(
        membership.story.memberships.exclude(article=article)
        .select_related("article__publisher")
        .defer("article__text")
        .order_by("article__published_on", "pk")[:100]
    )
