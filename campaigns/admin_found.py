"""The list of what extraction found of campaigns: an editor's or staff member's click takes it on or refuses it."""

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest

from campaigns.services.found import TAKE_ON, refuse, take_on, waiting
from claims.models import CampaignMention
from sources.admin_base import ReadOnly, person_of


@admin.register(CampaignMention)
class FoundCampaignAdmin(ReadOnly):
    """Hashtags, named campaigns, open letters and lists of demands that wait for somebody's word."""

    list_display = ("name", "kind", "lead", "signatories", "demands_shown", "article")
    list_filter = ("kind",)
    list_select_related = ("article",)
    search_fields = ("name", "lead", "exact")
    fields = ("name", "kind", "lead", "signatories", "demands_shown", "exact", "article")
    actions = ("take_chosen_on", "refuse_chosen")
    empty_words = "Campaigns, hashtags and open letters that articles name will wait here for your word."

    def get_queryset(self, request: HttpRequest) -> QuerySet[CampaignMention]:
        """What nobody decided on yet."""
        return waiting().select_related("article")

    def has_take_on_permission(self, request: HttpRequest) -> bool:
        """Whoever may add campaigns."""
        return request.user.has_perm(TAKE_ON)

    @admin.display(description="Demands")
    def demands_shown(self, mention: CampaignMention) -> str:
        """The demands, one after another."""
        return "; ".join(mention.demands)[:300]

    @admin.action(description="Take on as running campaigns", permissions=["take_on"])
    def take_chosen_on(self, request: HttpRequest, mentions: QuerySet[CampaignMention]) -> None:
        """Make campaigns of them, with their demands and letters."""
        campaigns = {campaign.pk for campaign in take_on(mentions, person_of(request))}
        self.message_user(request, f"Taken on: {len(campaigns)}.", messages.SUCCESS)

    @admin.action(description="Refuse: not a campaign", permissions=["take_on"])
    def refuse_chosen(self, request: HttpRequest, mentions: QuerySet[CampaignMention]) -> None:
        """Refuse for good."""
        refused = refuse(mentions, person_of(request))
        self.message_user(
            request, f"Refused: {len(refused)}. They will not be offered again.", messages.SUCCESS
        )
