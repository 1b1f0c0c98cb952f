"""The columns of tables of publishers, organisations, people and platforms."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from import_export.fields import Field

from sources.admin_tables import Known, Several, Table
from sources.models import Name, Organisation, Person, Platform, Publisher


class Spellings(Several):
    """Spellings of a name, each with its language in brackets where it has one: "Instagram | إنستغرام [ar]"."""

    def shown(self, row: Any) -> Iterable[str]:
        """All of them."""
        return [f"{name.text} [{name.language}]" if name.language else name.text for name in row.names.all()]

    def add(self, row: Any, values: Iterable[str]) -> None:
        """Add these."""
        for value in values:
            text, _, language = (
                value.removesuffix("]").rpartition(" [") if value.endswith("]") else (value, "", "")
            )
            name = Name(text=text.strip(), language=language, **{row._meta.model_name: row})
            try:
                name.full_clean()
            except ValidationError as wrong:
                raise ValidationError({"names": wrong.messages}) from wrong
            name.save()


class PublisherTable(Table):
    """Publishers, known by their names."""

    class Meta(Table.Meta):
        model = Publisher
        import_id_fields = ("name",)
        fields: tuple[str, ...] = ("name", "kind", "country", "url")


class NamedTable(Table):
    """What tables of names share: a row is known by its slug, which a new one gets from its name where it has none."""

    gathers = ("names",)
    names = Spellings(column_name="names")

    def before_import_row(self, row: Any, **named: Any) -> None:
        """Give a slug."""
        if not row.get("slug") and row.get("name"):
            row["slug"] = slugify(str(row["name"]), allow_unicode=True)[:200]
        super().before_import_row(row, **named)


class OrganisationTable(NamedTable):
    """Organisations."""

    joins: tuple[str, ...] = ("owner",)
    owner = Field("owner", "owner", Known(Organisation))

    class Meta(Table.Meta):
        model = Organisation
        import_id_fields = ("slug",)
        fields: tuple[str, ...] = ("slug", "name", "names", "kind", "owner", "review", "wikidata")


class PersonTable(NamedTable):
    """People."""

    joins: tuple[str, ...] = ("organisation",)
    organisation = Field("organisation", "organisation", Known(Organisation))

    class Meta(Table.Meta):
        model = Person
        import_id_fields = ("slug",)
        fields: tuple[str, ...] = ("slug", "name", "names", "role", "organisation", "review", "wikidata")


class PlatformTable(NamedTable):
    """Platforms."""

    joins: tuple[str, ...] = ("owner",)
    owner = Field("owner", "owner", Known(Organisation))

    class Meta(Table.Meta):
        model = Platform
        import_id_fields = ("slug",)
        fields: tuple[str, ...] = ("slug", "name", "names", "owner", "review", "wikidata")
