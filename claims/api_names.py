"""Organisations and platforms for programs: spellings, owners, and how many claims are about each.

Who sees what is decided in services.names_seen; nothing is decided here.
"""

from typing import Any, ClassVar

from django.db.models import Prefetch, QuerySet
from django.http import Http404
from django.urls import reverse
from django_filters import rest_framework as filters
from drf_spectacular.utils import OpenApiResponse
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api import Moved, PlatformNamed
from claims.services.names_seen import joined_with, names_to
from sources.api_base import FilteredList, ReadingApi, WordsFilter, absolute, described
from sources.models import Name, Organisation, Platform
from sources.models.names import Named


class OrganisationNamed(serializers.Serializer):
    """An organisation by its name."""

    slug = serializers.CharField()
    name = serializers.CharField()


class SpellingShown(serializers.ModelSerializer):
    """One spelling of a name."""

    language = serializers.CharField(help_text="ISO 639-1; empty for any language.")

    class Meta:
        model = Name
        fields = ["text", "language"]
        read_only_fields = fields


class NameShown(serializers.ModelSerializer):
    """What organisations and platforms share."""

    api_name = ""
    aspect = ""

    slug = serializers.CharField()
    address = serializers.SerializerMethodField(help_text="It in this API.")
    claims_address = serializers.SerializerMethodField(help_text="The claims about it in this API.")
    names = SpellingShown(many=True)
    owner = OrganisationNamed(allow_null=True)
    claims_count = serializers.IntegerField(help_text="Claims about it that this reader may see.")
    approved_count = serializers.IntegerField(help_text="Those of them that an editor approved.")
    # Two enums of one name and different values would be told apart by a number in the description.
    review = serializers.ChoiceField(
        choices=[choice for choice in Named.Review.choices if choice[0] != Named.Review.REFUSED],
        help_text="Whether an editor has looked at it.",
    )

    shared_fields: ClassVar[list[str]] = [
        "slug", "address", "name", "names", "review", "wikidata", "owner", "claims_count", "approved_count",
        "claims_address",
    ]  # fmt: skip

    def get_address(self, row: Named) -> str:
        """Where it is read by programs."""
        return absolute(self.context, self.api_name, row.slug)

    def get_claims_address(self, row: Named) -> str:
        """The list of claims, narrowed to it."""
        return f"{absolute(self.context, 'claims:api_list')}?{self.aspect}={row.slug}"


class OrganisationShown(NameShown):
    """A body that is named in articles."""

    api_name, aspect = "claims:api_organisation", "organisation"
    platforms = PlatformNamed(source="platforms_seen", many=True, help_text="Those that it owns.")

    class Meta:
        model = Organisation
        fields = [*NameShown.shared_fields, "kind", "platforms"]
        read_only_fields = fields


class PlatformShown(NameShown):
    """A service on which things happen."""

    api_name, aspect = "claims:api_platform", "platform"

    class Meta:
        model = Platform
        fields = NameShown.shared_fields
        read_only_fields = fields


class NamesFilter(filters.FilterSet):
    """What lists of names can be narrowed by, and their orders."""

    q = WordsFilter("name", "slug", label="Words that all stand in the name.")
    spelled = filters.CharFilter(
        "names__text", "iexact", distinct=True, max_length=300, label="One of its spellings, in full."
    )
    review = filters.ChoiceFilter(
        choices=[("reviewed", "Reviewed"), ("unreviewed", "Not reviewed yet")],
        label="Whether an editor looked.",
    )
    owner = filters.CharFilter("owner__slug", max_length=200, label="The slug of its owner.")
    least_claims = filters.NumberFilter(
        "claims_count", "gte", min_value=0, max_value=1_000_000, label="With so many claims or more."
    )
    sort = filters.OrderingFilter(
        fields={"name": "name", "claims_count": "claims_count"},
        label="The order, descending after a minus; else by name.",
    )


class OrganisationsFilter(NamesFilter):
    """With what bodies are."""

    kind = filters.CharFilter(max_length=40, label="What it is, as recorded.")


class NameList(FilteredList):
    """A list of organisations or platforms."""

    model: type[Named]
    filterset_class: Any = NamesFilter

    def get_queryset(self) -> QuerySet[Any]:
        """With owners and spellings."""
        return with_names(self.model, self.request.user)


class NameDetail(ReadingApi):
    """One organisation or platform by its slug. One that was joined with another leads there."""

    model: type[Named]
    shown: type[NameShown]

    def answer(self, request: Request, slug: str) -> Response:
        """It, a redirect, or 404 where there is nothing for this person."""
        row = with_names(self.model, request.user).filter(slug=slug).first()
        if row is not None:
            return Response(self.shown(row, context={"request": request}).data)
        stays = joined_with(slug, request.user, self.model)
        if stays is None:
            raise Http404("No such name, or none that you may read.")
        address = reverse(self.shown.api_name, args=[stays.slug])
        # as with merged claims: asked again each time, since joining can be undone
        return Response(
            Moved({"merged_into": stays.slug, "address": request.build_absolute_uri(address)}).data,
            status=301,
            headers={"Location": address, "Cache-Control": "no-cache"},
        )


class OrganisationList(NameList):
    """Organisations that this reader may see."""

    model = Organisation
    serializer_class = OrganisationShown
    filterset_class = OrganisationsFilter

    @described("organisations_list", OrganisationShown(many=True), is_list=True, is_filtered=True)
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """One page of organisations; 404 past the last."""
        return super().get(request, *args, **kwargs)


class PlatformList(NameList):
    """Platforms that this reader may see."""

    model = Platform
    serializer_class = PlatformShown

    @described("platforms_list", PlatformShown(many=True), is_list=True, is_filtered=True)
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """One page of platforms; 404 past the last."""
        return super().get(request, *args, **kwargs)


JOINED = OpenApiResponse(Moved, "It was joined with another; the header Location names the one that stays.")


class OrganisationDetail(NameDetail):
    """One organisation."""

    model, shown = Organisation, OrganisationShown

    @described("organisations_read", {200: OrganisationShown, 301: JOINED})
    def get(self, request: Request, slug: str) -> Response:
        """The organisation."""
        return self.answer(request, slug)


class PlatformDetail(NameDetail):
    """One platform."""

    model, shown = Platform, PlatformShown

    @described("platforms_read", {200: PlatformShown, 301: JOINED})
    def get(self, request: Request, slug: str) -> Response:
        """The platform."""
        return self.answer(request, slug)


def with_names(model: type[Named], user: object) -> QuerySet[Any]:
    """Names this person may see, with what is shown of each."""
    together: list[Any] = ["names"]
    if model is Organisation:
        owned = names_to(user, Platform).order_by("name", "pk")
        together.append(Prefetch("platforms", queryset=owned, to_attr="platforms_seen"))
    return names_to(user, model).select_related("owner").prefetch_related(*together)
