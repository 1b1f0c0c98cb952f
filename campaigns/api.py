"""Campaigns for programs, as JSON, to be read alone: demands, open letters, what happened, the claims they rest on.

Who sees what is decided by the querysets; nothing is decided here.
"""

from typing import Any

from django.db.models import Count, Prefetch, QuerySet
from django.http import Http404
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.models import Campaign, Demand, OpenLetter, TimelineEntry
from claims import browse
from claims.api import ClaimSummary, PlatformNamed
from claims.api_names import OrganisationNamed
from claims.models import Claim
from claims.services.successors import successors_of
from sources.api import ArticleCited
from sources.api_base import FilteredList, ReadingApi, WordsFilter, absolute, described
from sources.models import Article

SHOWN_CLAIMS = 100
STATUSES = [choice for choice in Campaign.Status.choices if choice[0] != Campaign.Status.REFUSED]


class CampaignSummary(serializers.ModelSerializer):
    """A campaign as the list shows it."""

    slug = serializers.CharField()
    address = serializers.SerializerMethodField(help_text="The campaign in this API.")
    page = serializers.SerializerMethodField(help_text="The campaign's page for people.")
    status = serializers.ChoiceField(choices=STATUSES)
    lead = OrganisationNamed(allow_null=True, help_text="The organisation that leads it.")
    hashtags = serializers.ListField(child=serializers.CharField(), help_text="Without the #.")
    platforms = PlatformNamed(many=True)
    demands_count = serializers.IntegerField()

    class Meta:
        model = Campaign
        fields = [
            "slug", "address", "page", "name", "status", "lead", "hashtags", "description", "platforms",
            "demands_count",
        ]  # fmt: skip
        read_only_fields = fields

    def get_address(self, campaign: Campaign) -> str:
        """Where this campaign is read by programs."""
        return absolute(self.context, "campaigns:api_campaign", campaign.slug)

    def get_page(self, campaign: Campaign) -> str:
        """Where this campaign is read by people."""
        return absolute(self.context, "campaigns:detail", campaign.slug)


class DemandShown(serializers.ModelSerializer):
    """One thing a campaign asks for, in its own words, and what came of it."""

    class Meta:
        model = Demand
        fields = ["position", "wording", "outcome", "outcome_note"]
        read_only_fields = fields


class LetterShown(serializers.ModelSerializer):
    """A letter in public."""

    article = ArticleCited(
        allow_null=True, help_text="Where the letter, or the number of signatories, is said."
    )

    class Meta:
        model = OpenLetter
        fields = ["title", "addressed_to", "sent_on", "signatories", "article", "response"]
        read_only_fields = fields


class HappenedShown(serializers.ModelSerializer):
    """Something that happened in a campaign on a day."""

    article = ArticleCited(allow_null=True)

    class Meta:
        model = TimelineEntry
        fields = ["on", "what", "article"]
        read_only_fields = fields


class CampaignInFull(CampaignSummary):
    """A campaign with its demands, letters and timeline, and the claims it rests on."""

    demands = DemandShown(many=True)
    letters = LetterShown(many=True)
    timeline = HappenedShown(many=True)
    claims_count = serializers.SerializerMethodField(help_text="Claims it rests on that this reader may see.")
    claims = serializers.SerializerMethodField(help_text="Most origins first, at most 100.")

    class Meta(CampaignSummary.Meta):
        fields = [*CampaignSummary.Meta.fields, "demands", "letters", "timeline", "claims_count", "claims"]
        read_only_fields = fields

    def get_claims_count(self, campaign: Campaign) -> int:
        """How many claims."""
        return int(self.context["claims_count"])

    @extend_schema_field(ClaimSummary(many=True))
    def get_claims(self, campaign: Campaign) -> Any:
        """The claims; one that was merged is shown as the one it became."""
        return ClaimSummary(self.context["claims"], many=True, context=self.context).data


class CampaignFilter(filters.FilterSet):
    """What the list of campaigns can be narrowed by, and its orders."""

    q = WordsFilter("name", "lead__name", label="Words that all stand in the name or its leader's.")
    status = filters.ChoiceFilter(choices=STATUSES, label="Its status.")
    lead = filters.CharFilter(
        "lead__slug", max_length=200, label="The slug of the organisation that leads it."
    )
    platform = filters.CharFilter(
        "platforms__slug", distinct=True, max_length=200, label="The slug of a platform it is about."
    )
    sort = filters.OrderingFilter(
        fields={"name": "name", "demands_count": "demands_count"},
        label="The order, descending after a minus; else by name.",
    )


class CampaignList(FilteredList):
    """Campaigns that this reader may see."""

    serializer_class = CampaignSummary
    filterset_class = CampaignFilter

    def get_queryset(self) -> QuerySet[Campaign]:
        """With what the list shows."""
        return campaigns_to(self.request.user)

    @described("campaigns_list", CampaignSummary(many=True), is_list=True, is_filtered=True)
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """One page of campaigns; 404 past the last."""
        return super().get(request, *args, **kwargs)


class CampaignDetail(ReadingApi):
    """One campaign."""

    @described("campaigns_read", CampaignInFull)
    def get(self, request: Request, slug: str) -> Response:
        """The campaign, or 404."""
        # articles that a reader may not see are not cited to them
        cited = Prefetch("article", queryset=Article.objects.visible_to(request.user).cited())
        campaign = (
            campaigns_to(request.user)
            .prefetch_related(
                "demands",
                Prefetch("letters", queryset=OpenLetter.objects.prefetch_related(cited)),
                Prefetch("timeline", queryset=TimelineEntry.objects.prefetch_related(cited)),
            )
            .filter(slug=slug)
            .first()
        )
        if campaign is None:
            raise Http404("No such campaign, or none that you may read.")
        rests_on = set(successors_of(campaign.claims.values_list("pk", flat=True)).values())
        claims = Claim.objects.visible_to(request.user).filter(pk__in=rests_on)
        context = {
            "request": request,
            "claims": browse.ordered(claims, "origins")[:SHOWN_CLAIMS],
            "claims_count": claims.count(),
        }
        return Response(CampaignInFull(campaign, context=context).data)


def campaigns_to(user: object) -> QuerySet[Campaign]:
    """Campaigns that a person may see, with what is shown of each."""
    return (
        Campaign.objects.visible_to(user)
        .select_related("lead")
        .prefetch_related("platforms")
        .annotate(demands_count=Count("demands", distinct=True))
    )
