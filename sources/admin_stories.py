"""Stories in the admin: who is in one and why, and the words by which a person joins, parts and takes back."""

from typing import Any

from django.contrib import admin, messages
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.text import Truncator
from django.views.decorators.http import require_POST

from sources.admin_base import PersonFilter, ReadOnly, person_of, typed
from sources.models import Article, ArticleMatch, ArticleVerdict, Story, StoryMembership
from sources.services.stories import SAME, decide_pair, leave_story, split_story, undo_verdict
from sources.story_page import decisions_about, found_by_hand, members_of

SHOWN_MEMBERS = 50
GONE = "One of these articles is not in this story any more. Nothing was changed; look at it again."


@admin.register(Story)
class StoryAdmin(ReadOnly):
    """Articles that are one text."""

    list_display = ("lead_title", "members", "made_at")
    search_fields = ("memberships__article__title", "memberships__article__publisher__name")
    empty_words = "Articles that are one text will stand here as one story. Add the first under Articles."

    def get_queryset(self, request: HttpRequest) -> QuerySet[Story]:
        """With lead and number of members."""
        rows = super().get_queryset(request).select_related("lead").defer("lead__text")
        return rows.annotate(members_count=Count("memberships", distinct=True))

    @admin.display(description="Earliest article")
    def lead_title(self, story: Story) -> str:
        """The origin's title."""
        return (story.lead.title or "Untitled") if story.lead else f"Story {story.pk}"

    @admin.display(description="Articles", ordering="members_count")
    def members(self, story: Story) -> int:
        """How many articles are this text."""
        return int(getattr(story, "members_count", 0))

    def get_urls(self) -> list[URLPattern]:
        """The words on a story, beside Django's own addresses."""
        wrap = self.admin_site.admin_view
        return [
            path("<int:pk>/part/", wrap(require_POST(self.part_view)), name="sources_story_part"),
            path("<int:pk>/join/", wrap(require_POST(self.join_view)), name="sources_story_join"),
            path("undo/<int:pk>/", wrap(require_POST(self.undo_view)), name="sources_story_undo"),
            *super().get_urls(),
        ]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The members and why each is one, what was decided, and a search for an article to join."""
        if not self.has_view_permission(request):
            return super().change_view(request, object_id, form_url, extra_context)
        stories = Story.objects.select_related("lead__publisher").defer("lead__text")
        story = stories.filter(pk=object_id).first() if object_id.isdecimal() else None
        if story is None:
            raise Http404("No such story. Its articles may have been joined to another.")
        rows = (
            StoryMembership.objects.filter(story=story)
            .select_related("article__publisher")
            .defer("article__text")
            .order_by("article__published_on", "article__added_at", "article_id")
        )
        page = Paginator(rows, SHOWN_MEMBERS).get_page(request.GET.get("page"))
        words = request.GET.get("find", "")
        context = {
            **self.admin_site.each_context(request),
            "title": story.lead.title or "Untitled" if story.lead else f"Story {story.pk}",
            "opts": self.model._meta,
            "story": story,
            "page": page,
            "members": members_of(story, list(page.object_list)),
            "decisions": decisions_about([row.article_id for row in page.object_list]),
            "words": words,
            "found": found_by_hand(words, request.user, story.pk),
            "may_decide": request.user.has_perm("sources.add_articleverdict"),
            "here": request.get_full_path(),
            **(extra_context or {}),
        }
        return render(request, "admin/sources/story/change_form.html", context)

    def part_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take one article out, or move the chosen ones out as a story of their own."""
        story = get_object_or_404(Story, pk=pk)
        reason = typed(request)
        alone = request.POST.get("leave", "")
        chosen = [alone] if alone else request.POST.getlist("chosen")
        ids = {int(one) for one in chosen if one.isdecimal() and len(one) < 18}
        articles = list(Article.objects.filter(pk__in=ids, membership__story=story).defer("text"))
        if not ids:
            messages.warning(request, "Choose the articles to move out first. Nothing was changed.")
        elif len(articles) != len(ids):
            messages.warning(request, GONE)
        elif len(articles) == story.memberships.count():
            messages.warning(
                request, "All of its articles were chosen, so nothing is left to part them from."
            )
        elif alone:
            leave_story(article=articles[0], by=person_of(request), reason=reason)
            messages.success(request, "Recorded: not the same article. It is an origin of its own now.")
        else:
            split_story(articles=articles, by=person_of(request), reason=reason)
            messages.success(request, f"Recorded. {len(articles)} articles were moved out as one story.")
        return self._back(request, story, articles)

    def join_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Join an article that the machine did not, to the story's earliest."""
        story = get_object_or_404(Story.objects.select_related("lead"), pk=pk)
        article = get_object_or_404(Article, pk=_number(request.POST.get("article", "")))
        lead = story.lead
        if lead is None or article.pk == lead.pk:
            messages.warning(request, "This article leads the story already.")
            return self._back(request, story, [article])
        before = _members(lead)
        decide_pair(
            article_a=lead, article_b=article, verdict=SAME, by=person_of(request), reason=typed(request)
        )
        after = _members(lead)
        if article.pk in after and before <= after:
            messages.success(request, "Recorded: one text. They count as one origin.")
        elif article.pk in after:
            messages.warning(
                request,
                f"Recorded: one text. {len(before - after)} of the story left it, because somebody said before that it is "
                "another text than the article joined now.",
            )
        else:
            messages.warning(
                request,
                "Recorded, but they still stand apart: somebody said of one of these articles that it is another text "
                "than one of the others. Undo that first.",
            )
        return self._back(request, story, [lead])

    def undo_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take back a word, with all that were given as one with it."""
        verdict = get_object_or_404(ArticleVerdict, pk=pk)
        if undo_verdict(verdict=verdict, by=person_of(request), reason=typed(request)):
            messages.success(request, "Undone. The stories are as they would be without it.")
        else:
            messages.warning(request, "It was undone or replaced before. Nothing was changed.")
        back = request.POST.get("back", "")
        if url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
            return redirect(back)
        return redirect("admin:sources_article_change", verdict.article_a_id)

    def _back(self, request: HttpRequest, story: Story, articles: list[Article]) -> HttpResponse:
        """To the story, or, where it is none any more, to what became of its articles."""
        if Story.objects.filter(pk=story.pk).exists():
            return redirect("admin:sources_story_change", story.pk)
        stands = StoryMembership.objects.filter(article__in=articles).first()
        if stands is not None:
            return redirect("admin:sources_story_change", stands.story_id)
        return redirect("admin:sources_story_changelist")


def _members(article: Article) -> set[int]:
    story = StoryMembership.objects.filter(article=article).values("story")
    return set(StoryMembership.objects.filter(story__in=story).values_list("article", flat=True))


def _number(given: str) -> int:
    return int(given) if given.isdecimal() and len(given) < 18 else 0


class StandingFilter(admin.SimpleListFilter):
    """Words that hold, and those that were taken back or replaced."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Standing, undone."""
        return [("standing", "Standing"), ("undone", "Undone or replaced")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[ArticleVerdict]) -> QuerySet[ArticleVerdict]:
        """By whether it was undone."""
        if self.value() in ("standing", "undone"):
            return queryset.filter(undone_at__isnull=self.value() == "standing")
        return queryset


@admin.register(ArticleVerdict)
class ArticleVerdictAdmin(ReadOnly):
    """Every word on two articles, who gave it, when and why; each can be undone."""

    list_display = ("pair", "verdict", "by", "at", "reason", "state")
    list_filter = (StandingFilter, "verdict", ("by", PersonFilter))
    empty_words = "When somebody says that two articles are one text, or two, it stands here. Stories is where to say so."
    list_select_related = ("article_a", "article_b", "by", "undone_by")
    list_display_links = None
    actions = ("undo_chosen",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[ArticleVerdict]:
        """Latest first, without texts."""
        rows = super().get_queryset(request).defer("article_a__text", "article_b__text")
        return rows.order_by("-at", "-pk")

    @admin.display(description="Articles")
    def pair(self, verdict: ArticleVerdict) -> str:
        """Both titles, each leading to its article."""
        return format_html(
            '<a href="{}">{}</a><br><a href="{}">{}</a>',
            reverse("admin:sources_article_change", args=[verdict.article_a_id]),
            verdict.article_a.title[:100] or "Untitled",
            reverse("admin:sources_article_change", args=[verdict.article_b_id]),
            verdict.article_b.title[:100] or "Untitled",
        )

    @admin.display(description="State")
    def state(self, verdict: ArticleVerdict) -> str:
        """Whether it holds."""
        if verdict.undone_at is None:
            return format_html('<span class="state agrees">{}</span>', "✓ stands")
        what = "replaced" if verdict.replaced_by_id else "undone"
        who = f" by {verdict.undone_by}" if verdict.undone_by else ""
        return format_html('<span class="state quiet">{}{}</span>', what, who)

    def has_decide_permission(self, request: HttpRequest) -> bool:
        """Editors."""
        return bool(request.user.has_perm("sources.add_articleverdict"))

    @admin.action(description="Undo", permissions=["decide"])
    def undo_chosen(self, request: HttpRequest, verdicts: QuerySet[ArticleVerdict]) -> None:
        """Take these back, with all that were given as one with them."""
        undone = sum(undo_verdict(verdict=verdict, by=person_of(request)) for verdict in verdicts)
        messages.success(request, f"Undone: {undone}. What had been replaced stands again.")


@admin.register(ArticleMatch)
class ArticleMatchAdmin(ReadOnly):
    """Two articles compared; each leads to the page that shows why."""

    list_display = ("pair", "relation", "probability_shown", "compared_at")
    list_filter = ("relation", "engine_version")
    empty_words = "Pairs of articles that were compared will stand here. It takes two articles."
    list_select_related = ("article_a", "article_b")
    list_display_links = None

    def get_queryset(self, request: HttpRequest) -> QuerySet[ArticleMatch]:
        """Without texts and signals."""
        return super().get_queryset(request).defer("signals", "article_a__text", "article_b__text")

    @admin.display(description="Probability", ordering="probability")
    def probability_shown(self, match: ArticleMatch) -> str:
        """To two places, as on the page of the pair."""
        return f"{match.probability:.2f}"

    @admin.display(description="Articles")
    def pair(self, match: ArticleMatch) -> str:
        """Both titles, leading to the comparison."""
        return format_html(
            '<a href="{}">{}<br><span class="quiet">{}</span></a>',
            reverse("sources:match", args=[match.pk]),
            Truncator(match.article_a.title).chars(100) or "Untitled",
            Truncator(match.article_b.title).chars(100) or "Untitled",
        )
