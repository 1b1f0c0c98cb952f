"""Researchers' pages of articles: the list, one text with its statements marked, two articles side by side."""

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.views import View

from sources.marking import mark_up
from sources.models import Article, ArticleMatch, ProcessingStep
from sources.pairing import pairing
from sources.presentation import language_name

PAGE_SIZE = 50
SORTS = {
    "newest": ("Newest", "-published_on"),
    "oldest": ("Oldest", "published_on"),
    "added": ("Added last", "-added_at"),
    "title": ("Title", "title"),
}


class ArticleList(LoginRequiredMixin, View):
    """Every article, with search in titles and publishers, by language."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """A table, a page at a time."""
        words = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:200]
        language = request.GET.get("language", "").replace("\x00", "")[:8]
        sort = request.GET.get("sort", "newest")
        sort = sort if sort in SORTS else "newest"
        visible = Article.objects.visible_to(request.user)
        articles = visible
        for word in words.split()[:8]:
            articles = articles.filter(
                Q(title__unaccent__icontains=word) | Q(publisher__name__unaccent__icontains=word)
            )
        by_language = dict(
            articles.order_by()
            .values_list("language")
            .annotate(Count("pk"))
            .values_list("language", "pk__count")
        )
        if language:
            articles = articles.filter(language=language)
        articles = (
            articles.select_related("publisher", "membership")
            .defer("text")
            .annotate(
                statements_count=Count(
                    "statements",
                    filter=Q(statements__refused_at__isnull=True, statements__superseded_at__isnull=True),
                    distinct=True,
                )
            )
            .order_by(SORTS[sort][1], "-pk")
        )
        page = Paginator(articles, PAGE_SIZE).get_page(request.GET.get("page"))

        def link(**changed: Any) -> str:
            query = QueryDict(mutable=True)
            wanted = {"q": words, "language": language, "sort": sort if sort != "newest" else "", **changed}
            for name, value in wanted.items():
                if value:
                    query[name] = str(value)
            return "?" + query.urlencode()

        context = {
            "page": page,
            "words": words,
            "language": language,
            "sort": sort,
            "languages": [
                (code, language_name(code), number, link(language="" if code == language else code))
                for code, number in sorted(by_language.items(), key=lambda row: -row[1])
            ],
            "sorts": [(name, title, link(sort=name)) for name, (title, _) in SORTS.items()],
            "previous_link": link(page=page.previous_page_number()) if page.has_previous() else "",
            "next_link": link(page=page.next_page_number()) if page.has_next() else "",
            "section": "articles",
        }
        return render(request, "sources/list.html", context)


class ArticlePage(LoginRequiredMixin, View):
    """One article: its text with statements and names marked, where it stands among copies, how it came in."""

    def get(self, request: HttpRequest, public_id: str) -> HttpResponse:
        """The page, in a fixed number of queries."""
        article = get_object_or_404(
            Article.objects.visible_to(request.user)
            .select_related("publisher", "snapshot", "membership__story")
            .defer("snapshot__content"),
            public_id=public_id,
        )
        membership = getattr(article, "membership", None)
        siblings = []
        if membership:
            siblings = list(
                Article.objects.visible_to(request.user)
                .filter(membership__story=membership.story)
                .exclude(pk=article.pk)
                .select_related("publisher")
                .defer("text")
                .order_by("published_on", "pk")[:200]
            )
        matches = {
            (match.article_b_id if match.article_a_id == article.pk else match.article_a_id): match
            for match in ArticleMatch.objects.filter(Q(article_a=article) | Q(article_b=article))
            .exclude(relation=ArticleMatch.Relation.DIFFERENT)
            .defer("signals")
        }
        marked = mark_up(article, request.user)
        context = {
            "article": article,
            "membership": membership,
            "is_lead": bool(membership and membership.story.lead_id == article.pk),
            "siblings": [(sibling, matches.get(sibling.pk)) for sibling in siblings],
            "siblings_count": len(siblings) + 1,
            "marked": marked,
            "steps": ProcessingStep.objects.filter(article=article)
            if request.user.has_perm("sources.change_article")
            else [],
            "section": "articles",
        }
        return render(request, "sources/article.html", context)


class MatchPage(LoginRequiredMixin, View):
    """Two articles side by side: aligned sentences, what agrees, what does not, and the verdict in words."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The page; 404 where either article is not for this person."""
        match = get_object_or_404(
            ArticleMatch.objects.select_related("article_a__publisher", "article_b__publisher"), pk=pk
        )
        visible = Article.objects.visible_to(request.user).filter(
            pk__in=[match.article_a_id, match.article_b_id]
        )
        if visible.count() != 2:
            raise Http404("No such comparison.")
        context = {
            "match": match,
            "pairing": pairing(match, request.user),
            "articles": [match.article_a, match.article_b],
            "section": "articles",
        }
        return render(request, "sources/match.html", context)
