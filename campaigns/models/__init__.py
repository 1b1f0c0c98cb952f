"""Models of campaigns, one module a subject."""

from campaigns.models.campaigns import Campaign, Demand, OpenLetter, TimelineEntry
from campaigns.models.factsheets import Edition, EditionLine, FactSheet, FactSheetLine

__all__ = [
    "Campaign",
    "Demand",
    "Edition",
    "EditionLine",
    "FactSheet",
    "FactSheetLine",
    "OpenLetter",
    "TimelineEntry",
]
