"""A column of tables of names that joins: "joined_with" holds the slug of the one that stays.

An import joins by the service, so that it is a decision like any other, and can be undone.
"""

from typing import Any

from django.core.exceptions import ValidationError
from import_export.fields import Field

from claims.services.decisions import DecisionRefused
from claims.services.merge_names import merge_names
from sources.admin_names_tables import NamedTable, OrganisationTable, PersonTable, PlatformTable

COLUMN = "joined_with"


class JoinedWith(Field):  # type: ignore[misc]
    """The slug of the one that a name was joined with."""

    def get_value(self, instance: Any) -> str:
        """Where it leads, or nothing."""
        return instance.merged_into.slug if instance is not None and instance.merged_into else ""

    def save(self, instance: Any, row: Any, is_m2m: bool = False, **named: Any) -> None:
        """Left to the service, which writes the decision."""

    def asked(self, instance: Any, row: Any) -> str:
        """The slug that a row asks to join with, where that is not so already."""
        slug = str(row.get(COLUMN) or "").strip()
        return "" if slug == self.get_value(instance) else slug


class JoiningTable(NamedTable):
    """Names, with the column that joins them."""

    joined_with = JoinedWith(column_name=COLUMN)

    def skip_row(self, instance: Any, original: Any, row: Any, import_validation_errors: Any = None) -> bool:
        """Whether nothing changes, and nothing is joined."""
        unchanged = super().skip_row(instance, original, row, import_validation_errors)
        return unchanged and not self.fields[COLUMN].asked(instance, row)

    def after_save_instance(self, instance: Any, row: Any, **named: Any) -> None:
        """Join, where the row asks for it."""
        super().after_save_instance(instance, row, **named)
        slug = self.fields[COLUMN].asked(instance, row)
        if not slug:
            return
        stays = type(instance)._default_manager.filter(slug=slug).first()
        if stays is None:
            raise ValidationError({COLUMN: f"There is none with the slug “{slug}”."})
        try:
            merge_names(stays=stays, others=[instance], by=named["user"], reason="By a table.")
        except DecisionRefused as refusal:
            raise ValidationError({COLUMN: str(refusal)}) from refusal
        instance.refresh_from_db()


class JoiningOrganisations(JoiningTable, OrganisationTable):
    """Organisations."""

    joins = (*OrganisationTable.joins, "merged_into")

    class Meta(OrganisationTable.Meta):
        fields = (*OrganisationTable.Meta.fields, COLUMN)


class JoiningPeople(JoiningTable, PersonTable):
    """People."""

    joins = (*PersonTable.joins, "merged_into")

    class Meta(PersonTable.Meta):
        fields = (*PersonTable.Meta.fields, COLUMN)


class JoiningPlatforms(JoiningTable, PlatformTable):
    """Platforms."""

    joins = (*PlatformTable.joins, "merged_into")

    class Meta(PlatformTable.Meta):
        fields = (*PlatformTable.Meta.fields, COLUMN)
