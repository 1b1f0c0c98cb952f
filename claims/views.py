"""Researchers' pages of claims: the list with its facets, one claim, platforms. Rules and queries live elsewhere."""

from typing import Any

from django.conf import settings
from django.contrib.auth.mixins import AccessMixin
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponsePermanentRedirect,
)
from django.shortcuts import render
from django.views import View

from claims import browse
from claims.dossier import gather
from claims.findings import findings_of
from claims.models import Claim
from claims.services.successors import visible_successor
from sources.models import Platform

PAGE_SIZE = 25


class ReadingView(AccessMixin, View):
    """A page for signed-in people, and for everybody where PUBLIC_READING is on; querysets decide what they see."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Ask anonymous readers to sign in unless reading is public."""
        if not request.user.is_authenticated and not settings.PUBLIC_READING:
            return self.handle_no_permission()
        return super().dispatch(request, *args, **kwargs)


class ClaimList(ReadingView):
    """Claims with facets, search, order and pages."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The list; htmx takes the same page and picks its parts."""
        wish = browse.Wish.from_query(request.GET)
        among = browse.holding(wish.words, request.user)
        claims = browse.ordered(browse.narrowed(wish, request.user, among=among), wish.sort)
        page = Paginator(claims, PAGE_SIZE).get_page(request.GET.get("page"))
        facets = browse.facets(wish, request.user, among)
        several = browse.several_facet(wish, request.user, among)
        chips = [(facet.title, value) for facet in facets for value in facet.values if value.is_chosen]
        if wish.several:
            chips.append(("Origins", several))
        context = {
            "wish": wish,
            "page": page,
            "facets": facets,
            "several": several,
            "chips": chips,
            "sorts": [(name, title, wish.address(sort=name)) for name, (title, _) in browse.SORTS.items()],
            "without_words": wish.address(words=""),
            "previous_link": wish.address(page=page.previous_page_number()) if page.has_previous() else "",
            "next_link": wish.address(page=page.next_page_number()) if page.has_next() else "",
            "section": "claims",
        }
        return render(request, "claims/list.html", context)


class ClaimPage(ReadingView):
    """One claim with all its evidence. A merged claim leads to its successor for ever."""

    def get(self, request: HttpRequest, public_id: str) -> HttpResponse:
        """The page, a permanent redirect, or 404 where there is nothing for this person."""
        claim = (
            Claim.objects.visible_to(request.user)
            .with_counts()
            .select_related("speaker", "organisation", "consent")
            .prefetch_related("platforms__owner", "campaigns")
            .filter(public_id=public_id)
            .first()
        )
        if claim is None:
            successor = visible_successor(public_id, request.user)
            if successor is None:
                raise Http404("No such claim, or none that you may read.")
            moved = HttpResponsePermanentRedirect(successor.get_absolute_url())
            # a browser keeps such a redirect for good, and a merge can be undone
            moved["Cache-Control"] = "no-cache"
            return moved
        dossier = gather(claim, request.user)
        context = {
            "claim": claim,
            "dossier": dossier,
            "findings": findings_of(dossier) if dossier.origins else None,
            "address": request.build_absolute_uri(claim.get_absolute_url()),
            "section": "claims",
        }
        return render(request, "claims/detail.html", context)


class PlatformList(ReadingView):
    """Platforms with the number of claims about each, and who owns them."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The list, most claims first."""
        visible = Claim.objects.visible_to(request.user)
        platforms = (
            Platform.objects.exclude(review=Platform.Review.REFUSED)
            .select_related("owner")
            .annotate(
                claims_count=Count("claims", filter=Q(claims__in=visible), distinct=True),
                approved_count=Count(
                    "claims",
                    filter=Q(claims__in=visible, claims__status=Claim.Status.APPROVED),
                    distinct=True,
                ),
            )
            .filter(claims_count__gt=0)
            .order_by("-claims_count", "name")
        )
        return render(request, "claims/platforms.html", {"platforms": platforms, "section": "platforms"})
