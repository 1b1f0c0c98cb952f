"""The columns of tables of campaigns and of their demands."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from import_export.fields import Field

from campaigns.models import Campaign, Demand
from sources.admin_tables import Known, Several, Table
from sources.models import Organisation, Platform


class Hashtags(Several):
    """Hashtags, without the #."""

    def shown(self, row: Campaign) -> Iterable[str]:
        """All of them."""
        return row.hashtags

    def add(self, row: Campaign, values: Iterable[str]) -> None:
        """Add these."""
        added = list(values)
        if added:
            row.hashtags = [*row.hashtags, *(value.removeprefix("#") for value in added)]
            row.full_clean()
            row.save(update_fields=["hashtags"])


class Platforms(Several):
    """Slugs of platforms."""

    def shown(self, row: Campaign) -> Iterable[str]:
        """All of them."""
        return sorted(platform.slug for platform in row.platforms.all())

    def add(self, row: Campaign, values: Iterable[str]) -> None:
        """Add these."""
        wanted = list(values)
        found = {platform.slug: platform for platform in Platform.objects.filter(slug__in=wanted)}
        if lacking := [slug for slug in wanted if slug not in found]:
            raise ValidationError({"platforms": f"There is no platform with the slug “{lacking[0]}”."})
        row.platforms.add(*found.values())


class CampaignTable(Table):
    """Campaigns."""

    joins = ("lead",)
    gathers = ("platforms",)
    lead = Field("lead", "lead", Known(Organisation))
    hashtags = Hashtags(column_name="hashtags")
    platforms = Platforms(column_name="platforms")

    class Meta(Table.Meta):
        model = Campaign
        import_id_fields = ("slug",)
        fields: tuple[str, ...] = ("slug", "name", "status", "lead", "hashtags", "description", "platforms")


class DemandTable(Table):
    """Demands, each known by its campaign and its place there."""

    joins = ("campaign",)
    campaign = Field("campaign", "campaign", Known(Campaign))

    class Meta(Table.Meta):
        model = Demand
        import_id_fields = ("campaign", "position")
        fields: tuple[str, ...] = ("campaign", "position", "wording", "outcome", "outcome_note")

    def before_import_row(self, row: Any, **named: Any) -> None:
        """Both parts of what a row is known by must make sense."""
        super().before_import_row(row, **named)
        if not Campaign.objects.filter(slug=row["campaign"]).exists():
            raise ValidationError({"campaign": f"There is no campaign with the slug “{row['campaign']}”."})
        if not str(row["position"]).isascii() or not str(row["position"]).isdigit():
            raise ValidationError({"position": "Enter a whole number: 1 for the first demand."})
