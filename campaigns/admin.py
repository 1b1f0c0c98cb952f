"""The admin of campaigns: each with its demands, open letters and timeline, and the claims it rests on."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from campaigns import admin_accounts, admin_found  # noqa: F401
from campaigns.admin_tables import CampaignTable, DemandTable
from campaigns.models import Campaign, Demand, Edition, FactSheet, OpenLetter, TimelineEntry
from sources.admin_base import LabelledInline, ListAdmin, ReadOnly
from sources.admin_tables import TablesAdmin


class DemandInline(LabelledInline):
    """What it asks, in its own words."""

    model = Demand
    extra = 0
    fields = ("position", "wording", "outcome", "outcome_note")


class OpenLetterInline(admin.StackedInline):  # type: ignore[type-arg]
    """Letters in public."""

    model = OpenLetter
    extra = 0
    fields = ("title", "addressed_to", "sent_on", "signatories", "said_in", "article", "response")
    raw_id_fields = ("said_in", "article")


class TimelineInline(LabelledInline):
    """What happened, by day."""

    model = TimelineEntry
    extra = 0
    fields = ("on", "what", "article")
    raw_id_fields = ("article",)


@admin.register(Campaign)
class CampaignAdmin(TablesAdmin, ListAdmin):
    """Campaigns, found in articles or made by staff."""

    resource_classes = (CampaignTable,)
    list_display = ("name", "status", "lead", "demands_shown", "claims_shown")
    list_filter = ("status", "platforms")
    list_select_related = ("lead",)
    search_fields = ("name", "lead__name", "description")
    inlines = (DemandInline, OpenLetterInline, TimelineInline)
    prepopulated_fields = {"slug": ("name",)}
    autocomplete_fields = ("lead", "platforms")
    raw_id_fields = ("claims", "articles")
    actions = ("accept_chosen", "refuse_chosen")
    empty_words = "Add a campaign, or take one on that was found in articles, under Campaign mentions."
    fields = (
        "name", "slug", "status", "lead", "hashtags", "description", "platforms", "claims", "articles",
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet[Campaign]:
        """With how many demands and claims."""
        return (
            super()
            .get_queryset(request)
            .annotate(
                demands_count=Count("demands", distinct=True), claims_count=Count("claims", distinct=True)
            )
        )

    @admin.display(description="Demands", ordering="demands_count")
    def demands_shown(self, campaign: Any) -> int:
        """How many demands."""
        return int(campaign.demands_count)

    @admin.display(description="Claims", ordering="claims_count")
    def claims_shown(self, campaign: Any) -> int:
        """How many claims it rests on."""
        return int(campaign.claims_count)

    @admin.action(description="Accept as running campaigns", permissions=["change"])
    def accept_chosen(self, request: HttpRequest, campaigns: QuerySet[Campaign]) -> None:
        """Take offered ones on."""
        Campaign.objects.filter(pk__in=list(campaigns.values_list("pk", flat=True))).update(
            status=Campaign.Status.RUNNING
        )

    @admin.action(description="Refuse: not a campaign", permissions=["change"])
    def refuse_chosen(self, request: HttpRequest, campaigns: QuerySet[Campaign]) -> None:
        """Refuse for good."""
        Campaign.objects.filter(pk__in=list(campaigns.values_list("pk", flat=True))).update(
            status=Campaign.Status.REFUSED
        )


@admin.register(Demand)
class DemandAdmin(TablesAdmin, ListAdmin):
    """What all campaigns ask, with what came of it."""

    resource_classes = (DemandTable,)
    list_display = ("wording", "campaign", "position", "outcome")
    list_filter = ("outcome", "campaign")
    list_select_related = ("campaign",)
    search_fields = ("wording", "campaign__name")
    autocomplete_fields = ("campaign",)
    fields = ("campaign", "position", "wording", "outcome", "outcome_note")


@admin.register(FactSheet)
class FactSheetAdmin(ListAdmin):
    """A list that leads to the pages where staff build and export them."""

    list_display = ("title", "campaign", "language", "made_by", "changed_at")
    list_select_related = ("campaign", "made_by")
    search_fields = ("title",)
    empty_words = "Fact sheets are begun on their own page: Fact sheets, in the bar above."
    fields = ("title", "subtitle", "introduction", "notes", "language", "campaign")
    raw_id_fields = ("campaign",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Begun on the pages of fact sheets, where claims are chosen."""
        return False


@admin.register(Edition)
class EditionAdmin(ReadOnly):
    """Editions are frozen: to be read, never changed."""

    list_display = ("fact_sheet", "number", "made_by", "made_at", "sha256")
    empty_words = "Issue a fact sheet as an edition on its own page, and it will stand here for good."
    list_select_related = ("fact_sheet", "made_by")
    fields = ("fact_sheet", "number", "made_by", "made_at", "sha256", "markdown")
