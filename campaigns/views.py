"""Pages of campaigns, and staff's fact sheets. Rules and exports live in the services."""

from django.views import View


class CampaignList(View):
    """Campaigns."""


class CampaignPage(View):
    """One campaign."""


class FactSheetList(View):
    """Fact sheets."""


class AddClaim(View):
    """Add a claim to a fact sheet."""


class FactSheetPage(View):
    """One fact sheet."""


class FactSheetWords(View):
    """Title and words."""


class FactSheetLineChange(View):
    """Change a line."""


class Export(View):
    """Export."""


class Freeze(View):
    """Freeze."""


class EditionPage(View):
    """An edition."""
