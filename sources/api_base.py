"""What every address for programs shares: who may ask and how often, pages, and how an answer is described.

Which rows a reader sees is decided by querysets; each application's ``api.py`` has the addresses themselves.
"""

import logging
from collections.abc import Callable
from typing import Any, ClassVar

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse
from django_filters import rest_framework as filters
from django_filters.rest_framework import DjangoFilterBackend
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from redis.exceptions import RedisError
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.pagination import PageNumberPagination
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request
from rest_framework.throttling import AnonRateThrottle, SimpleRateThrottle, UserRateThrottle
from rest_framework.views import APIView

MOST_WORDS = 8
logger = logging.getLogger(__name__)


class MayRead(BasePermission):
    """Signed-in people, and everybody where PUBLIC_READING is on; nobody writes. Querysets decide what they see."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        """Whether this person may ask at all."""
        may_read = bool(request.user and request.user.is_authenticated) or settings.PUBLIC_READING
        return request.method in SAFE_METHODS and may_read


class Rate(SimpleRateThrottle):
    """So many requests a minute, counted in the cache. Where it does not answer, nobody is kept from reading."""

    def get_rate(self) -> str:
        """The setting as it stands now, "600/minute"."""
        return str(settings.API_RATES[self.scope])

    def allow_request(self, request: Request, view: APIView) -> bool:
        """Whether this reader may ask once more."""
        try:
            return bool(super().allow_request(request, view))
        except RedisError:
            logger.warning("the cache does not answer: requests of programs are not counted")
            return True


class RateSignedIn(Rate, UserRateThrottle):
    """For people who signed in, each by themselves."""

    scope = "signed_in"

    def get_cache_key(self, request: Request, view: APIView) -> str | None:
        """Nobody else is counted here."""
        return super().get_cache_key(request, view) if request.user.is_authenticated else None


class RateAnonymous(Rate, AnonRateThrottle):
    """For readers without a session, by address."""

    scope = "anonymous"


RATES = [RateSignedIn, RateAnonymous]


class Pages(PageNumberPagination):
    """Pages of 25 rows, or of up to 100 where asked for."""

    page_size = 25
    page_size_query_param = "page_size"
    max_page_size = 100


class Problem(serializers.Serializer):
    """Why there is no answer, in a sentence."""

    detail = serializers.CharField()


class ReadingApi(APIView):
    """An address that is read with GET alone."""

    permission_classes: ClassVar[Any] = [MayRead]
    throttle_classes: ClassVar[Any] = RATES
    http_method_names = ["get", "head", "options"]


class WordsFilter(filters.CharFilter):
    """Rows in which each of the words stands somewhere: in any of ``lookups``, whatever the accents and capitals."""

    def __init__(self, *lookups: str, label: str) -> None:
        super().__init__(label=label, max_length=200)
        self.lookups = lookups

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        """Narrow down, word by word; words beyond the eighth are left out."""
        for word in (value or "").split()[:MOST_WORDS]:
            either = Q()
            for lookup in self.lookups:
                either |= Q(**{f"{lookup}__unaccent__icontains": word})
            qs = qs.filter(either)
        return qs


class FilteredList(ReadingApi, ListAPIView):
    """A list in pages that ``filterset_class`` narrows and orders; rows that the order leaves alike keep theirs."""

    pagination_class = Pages
    filter_backends: ClassVar[Any] = [DjangoFilterBackend]

    def filter_queryset(self, queryset: Any) -> Any:
        """The rows asked for, in an order that pages can rely on."""
        rows = super().filter_queryset(queryset)
        return rows.order_by(*(rows.query.order_by or rows.model._meta.ordering), "-pk")


def described(
    operation_id: str, answers: Any, *, is_list: bool = False, is_filtered: bool = False, **further: Any
) -> Callable[[Any], Any]:
    """Describe an address: its name, what it answers (a serializer, or answers by status), and every refusal.

    ``further`` goes to extend_schema as it is. Lists have pages, and a page that is not there answers 404.
    """
    answered = answers if isinstance(answers, dict) else {200: answers}
    refusals: dict[int, Any] = {
        403: OpenApiResponse(Problem, "Sign in first; nobody writes here."),
        404: OpenApiResponse(
            Problem,
            "There is no such page." if is_list else "There is none, or none that this reader may see.",
        ),
        429: OpenApiResponse(
            Problem, "Too many requests; the header Retry-After says how many seconds to wait."
        ),
    }
    if is_filtered:
        refusals[400] = OpenApiResponse(
            OpenApiTypes.OBJECT, "A filter cannot be understood: by its name, what is wrong."
        )
    return extend_schema(operation_id=operation_id, responses={**refusals, **answered}, **further)


def absolute(context: dict[str, Any], name: str, *arguments: object) -> str:
    """An address of this site in full, for the reader whose request the serializer's context holds."""
    return str(context["request"].build_absolute_uri(reverse(name, args=arguments)))
