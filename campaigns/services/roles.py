"""The groups of people and what each may do; made anew after every migration, so that they never drift."""

from django.contrib.auth.models import Group, Permission
from django.db.models import Q

RESEARCHERS = "Researchers"
EDITORS = "Editors"
STAFF = "Staff"
SAFEGUARDING = "Safeguarding leads"

APPLICATIONS = ["sources", "claims", "campaigns"]

_ADDITIONAL: dict[str, list[str]] = {
    RESEARCHERS: [],
    EDITORS: [
        "claims.decide",
        "claims.view_sensitive",
        "claims.correct_statement",
        "claims.change_claim",
        "claims.change_proposal",
        "claims.change_statement",
        "claims.change_statistic",
        "claims.change_quote",
        "claims.add_difference",
        "claims.change_difference",
        *[
            f"sources.{verb}_{model}"
            for verb in ("add", "change")
            for model in (
                "article",
                "publisher",
                "organisation",
                "person",
                "platform",
                "name",
                "articleverdict",
            )
        ],
    ],
    STAFF: [
        "campaigns.export_factsheet",
        *[
            f"campaigns.{verb}_{model}"
            for verb in ("add", "change", "delete")
            for model in (
                "campaign",
                "demand",
                "openletter",
                "timelineentry",
                "factsheet",
                "factsheetline",
            )
        ],
        "campaigns.add_edition",
    ],
    SAFEGUARDING: [
        "claims.view_sensitive",
        "claims.record_consent",
        "claims.add_consent",
        "claims.change_consent",
    ],
}
ROLES = list(_ADDITIONAL)


def make_roles() -> None:
    """Give each group exactly its permissions: reading for all, and what its work needs."""
    reading = Permission.objects.filter(
        content_type__app_label__in=APPLICATIONS, codename__startswith="view_"
    ).exclude(codename="view_sensitive")
    fact_sheets = Q(codename__in=["view_factsheet", "view_factsheetline", "view_edition", "view_editionline"])
    for name, additional in _ADDITIONAL.items():
        wanted = Q(pk__in=[])
        for permission in additional:
            application, codename = permission.split(".")
            wanted |= Q(content_type__app_label=application, codename=codename)
        group, _ = Group.objects.get_or_create(name=name)
        base = reading if name == STAFF else reading.exclude(fact_sheets)
        group.permissions.set([*base, *Permission.objects.filter(wanted)])
