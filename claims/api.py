"""Claims for programs: a list and one claim with its evidence, as JSON, to be read alone.

Who sees what, search, order, counts, checks and successors are those of the pages; nothing is decided here.
"""

from decimal import Decimal
from typing import Any

from django.http import Http404
from django.urls import reverse
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema_field
from rest_framework import serializers
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from claims import browse
from claims.dossier import Dossier, Witness, gather
from claims.findings import findings_of
from claims.models import Claim, ClaimQuerySet, Statement
from claims.models.statements import COMPARATORS
from claims.services.claim_fields import FIGURE_FIELDS
from claims.services.successors import visible_successor
from sources.api import ArticleCited
from sources.api_base import Pages, ReadingApi, described

KNOWN_VALUES = {"kind": Statement.Kind.values, "status": Claim.Status.values}


@extend_schema_field({"type": "string", "pattern": r"^-?\d+(\.\d+)?$", "example": "4000"})
class ExactNumber(serializers.Field):
    """A number as a string of all its digits and no idle zeros: JSON's own numbers would round long ones."""

    def to_representation(self, value: Decimal) -> str:
        """4000.0000000000 is "4000"."""
        text = f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text


class PlatformNamed(serializers.Serializer):
    """A platform that a claim is about."""

    slug = serializers.CharField()
    name = serializers.CharField()


class ClaimSummary(serializers.ModelSerializer):
    """A claim as the list shows it. An origin is one text, however many articles carry it."""

    id = serializers.CharField(source="public_id")
    address = serializers.SerializerMethodField(help_text="The claim in this API; good for ever.")
    page = serializers.SerializerMethodField(help_text="The claim's page for people; good for ever.")
    value = ExactNumber(read_only=True, allow_null=True, help_text="A decimal number in full.")
    value_max = ExactNumber(read_only=True, allow_null=True, help_text="The upper end of a range.")
    comparator = serializers.ChoiceField(
        choices=[*dict(COMPARATORS), ""],
        read_only=True,
        help_text="About, more than, less than; empty for a quote.",
    )
    platforms = PlatformNamed(many=True)
    organisation = serializers.CharField(source="organisation.name", default=None, allow_null=True)
    articles_count = serializers.IntegerField()
    origins_count = serializers.IntegerField(help_text="Independent origins among the articles.")

    class Meta:
        model = Claim
        fields = [
            "id",
            "address",
            "page",
            "kind",
            "status",
            "wording",
            "wording_language",
            *FIGURE_FIELDS,
            "speaker_name",
            "organisation",
            "platforms",
            "sensitive",
            "articles_count",
            "origins_count",
            "revision",
            "made_at",
            "changed_at",
        ]
        read_only_fields = fields

    def get_address(self, claim: Claim) -> str:
        """Where this claim is read by programs."""
        return str(self.context["request"].build_absolute_uri(address_of(claim)))

    def get_page(self, claim: Claim) -> str:
        """Where this claim is read by people."""
        return str(self.context["request"].build_absolute_uri(claim.get_absolute_url()))


class EvidenceShown(serializers.Serializer):
    """One piece of evidence as this reader may see it; withheld ones have neither words nor speaker."""

    origin = serializers.CharField(
        source="evidence.origin_key", help_text="Equal for evidence of one origin."
    )
    relation = serializers.CharField(
        help_text="How the article stands to its origin: origin, identical, translation …"
    )
    withheld = serializers.BooleanField(source="passage.is_withheld")
    exact = serializers.CharField(
        source="passage.exact", help_text="The words themselves, exactly as published."
    )
    before = serializers.CharField(source="passage.before")
    after = serializers.CharField(source="passage.after")
    said_by = serializers.SerializerMethodField()
    language = serializers.CharField(source="statement.language")
    article = ArticleCited()

    def get_said_by(self, witness: Witness) -> str:
        """Whose words or figure it is, as the article says."""
        return "" if witness.passage.is_withheld else witness.said_by


class CheckShown(serializers.Serializer):
    """Something to know before relying on a claim."""

    id = serializers.CharField()
    level = serializers.ChoiceField(choices=["stop", "warning", "note"])
    title = serializers.CharField()
    explanation = serializers.CharField()


class DifferenceShown(serializers.Serializer):
    """Another claim on the same thing whose figure differs, and why."""

    claim = serializers.CharField(source="other.public_id")
    reason = serializers.CharField(source="difference.reason")
    is_recorded = serializers.SerializerMethodField(help_text="False while only the matcher says so.")
    note = serializers.CharField(source="difference.note")

    def get_is_recorded(self, contrast: Any) -> bool:
        """Whether an editor has recorded it."""
        return bool(contrast.difference.status != "offered")


class ClaimInFull(ClaimSummary):
    """A claim with its evidence, earliest first, as gathered in the context's ``dossier``."""

    evidence = serializers.SerializerMethodField()
    checks = serializers.SerializerMethodField(help_text="Null where this reader sees no evidence to check.")
    differences = serializers.SerializerMethodField()

    class Meta(ClaimSummary.Meta):
        fields = [*ClaimSummary.Meta.fields, "evidence", "checks", "differences"]
        read_only_fields = fields

    @property
    def _dossier(self) -> Dossier:
        found: Dossier = self.context["dossier"]
        return found

    @extend_schema_field(EvidenceShown(many=True))
    def get_evidence(self, claim: Claim) -> Any:
        """What bears the claim out, as far as this reader may see it."""
        return EvidenceShown(self._dossier.witnesses, many=True).data

    @extend_schema_field(CheckShown(many=True, allow_null=True))
    def get_checks(self, claim: Claim) -> Any:
        """What the checks found, gravest first."""
        if not self._dossier.origins:
            return None
        return CheckShown(findings_of(self._dossier).found, many=True).data

    @extend_schema_field(DifferenceShown(many=True))
    def get_differences(self, claim: Claim) -> Any:
        """Claims on the same thing whose figures differ."""
        return DifferenceShown(self._dossier.contrasts, many=True).data


class Moved(serializers.Serializer):
    """Where a merged claim is read now."""

    merged_into = serializers.CharField()
    address = serializers.CharField()


class ClaimList(ReadingApi, GenericAPIView):
    """Claims that this reader may see, narrowed and ordered as on the site."""

    serializer_class = ClaimSummary
    pagination_class = Pages

    def get_queryset(self) -> ClaimQuerySet:
        """Claims that answer the query string."""
        wish = browse.Wish.from_query(self.request.query_params)
        return browse.ordered(browse.narrowed(wish, self.request.user), wish.sort)

    @described(
        "claims_list",
        ClaimSummary(many=True),
        is_list=True,
        parameters=[
            OpenApiParameter("q", str, description="Words that all stand in the wordings or the evidence."),
            OpenApiParameter("several", str, enum=["1"], description="Claims of several origins only."),
            OpenApiParameter("sort", str, enum=list(browse.SORTS), description="The order; else by origins."),
            *(
                OpenApiParameter(
                    aspect.name,
                    str,
                    many=True,
                    enum=KNOWN_VALUES.get(aspect.name),
                    description=f"{aspect.title}: any of these.",
                )
                for aspect in browse.ASPECTS
            ),
        ],
    )
    def get(self, request: Request) -> Response:
        """One page of claims; 404 past the last."""
        rows = self.paginate_queryset(self.get_queryset())
        return self.get_paginated_response(self.get_serializer(rows, many=True).data)


class ClaimDetail(ReadingApi):
    """One claim with its evidence. A merged claim leads to its successor for ever."""

    @described(
        "claims_read",
        {
            200: ClaimInFull,
            301: OpenApiResponse(Moved, "It was merged; the header Location names its successor."),
        },
    )
    def get(self, request: Request, public_id: str) -> Response:
        """The claim, a permanent redirect, or 404 where there is nothing for this person."""
        claim = (
            Claim.objects.visible_to(request.user)
            .with_counts()
            .select_related("speaker", "organisation", "consent")
            .prefetch_related("platforms")
            .filter(public_id=public_id)
            .first()
        )
        if claim is not None:
            context = {"request": request, "dossier": gather(claim, request.user)}
            return Response(ClaimInFull(claim, context=context).data)
        successor = visible_successor(public_id, request.user)
        if successor is None:
            raise Http404("No such claim, or none that you may read.")
        address = address_of(successor)
        # as on the site: for good, yet asked again each time, since a merge can be undone
        return Response(
            Moved({"merged_into": successor.public_id, "address": request.build_absolute_uri(address)}).data,
            status=301,
            headers={"Location": address, "Cache-Control": "no-cache"},
        )


def address_of(claim: Claim) -> str:
    """Where a claim is read by programs; good for ever."""
    return reverse("claims:api_detail", args=[claim.public_id])
