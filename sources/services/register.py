"""The shipped register of platforms and organisations, as rows that editors can correct and add to."""

import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, cast

from django.db import transaction
from django.db.models import QuerySet

from sources.models import Name, Organisation, Platform
from sources.models.names import Named
from sources.text.names_register import Entry, entries


@transaction.atomic
def load_register(additional: Iterable[Entry] = ()) -> int:
    """Make the register's rows that are not there yet; rows that are there keep what editors made of them.

    Entries whose organisation also is a platform (Facebook) get a row of each. Returns how many rows were made.
    """
    wanted = {entry.key: entry for entry in [*entries().values(), *additional]}
    organisations = {
        key: entry for key, entry in wanted.items() if entry.kind == "organisation" or entry.organisation
    }
    platforms = {key: entry for key, entry in wanted.items() if entry.kind == "platform"}
    made = _make(Organisation, organisations) + _make(Platform, platforms)
    organisation_ids = dict(Organisation.objects.filter(slug__in=organisations).values_list("slug", "pk"))
    platform_ids = dict(Platform.objects.filter(slug__in=platforms).values_list("slug", "pk"))
    for model, table in ((Organisation, organisations), (Platform, platforms)):
        _set_owners(rows_of(model).filter(slug__in=table, owner__isnull=True), wanted, organisation_ids)
    Name.objects.bulk_create(
        [
            Name(text=text, organisation_id=organisation_ids[key])
            for key, entry in organisations.items()
            for text in _spellings(entry)
        ]
        + [
            Name(text=text, platform_id=platform_ids[key])
            for key, entry in platforms.items()
            for text in _spellings(entry)
        ],
        ignore_conflicts=True,
    )
    return made


def _set_owners(ownerless: QuerySet[Any], wanted: dict[str, Entry], organisation_ids: dict[str, int]) -> None:
    changed = []
    for row in ownerless:
        owner = wanted[row.slug].owner
        if owner in organisation_ids and owner != row.slug:
            row.owner_id = organisation_ids[owner]
            changed.append(row)
    ownerless.model._default_manager.bulk_update(changed, ["owner"])


def rows_of(model: type[Named]) -> QuerySet[Any]:
    """All rows of one of the models of names, as rows of any kind: what they share is more than their base declares."""
    return cast("QuerySet[Any]", model._default_manager.all())


def _spellings(entry: Entry) -> list[str]:
    return sorted({entry.name, *entry.names, *([entry.full] if entry.full else [])})


def _make(model: type[Organisation] | type[Platform], wanted: dict[str, Entry]) -> int:
    there = set(model._default_manager.filter(slug__in=wanted).values_list("slug", flat=True))
    rows = [
        model(
            slug=key,
            name=entry.name,
            wikidata=entry.wikidata or "",
            review=Named.Review.REVIEWED,
        )
        for key, entry in wanted.items()
        if key not in there
    ]
    model._default_manager.bulk_create(rows, ignore_conflicts=True)  # type: ignore[arg-type]
    return len(rows)


def read_entries(path: Path) -> list[Entry]:
    """Entries of a register file of one's own: TOML tables by key with kind, name, names and owner."""
    found = []
    for key, fields in tomllib.loads(path.read_text(encoding="utf-8")).items():
        found.append(
            Entry(
                key=key,
                name=fields["name"],
                kind=fields["kind"],
                names=tuple(fields.get("names", [fields["name"]])),
                owner=fields.get("owner"),
                organisation=fields["kind"] == "organisation",
            )
        )
    return found


def known_entries() -> tuple[Entry, ...]:
    """What editors know beyond the shipped register, for extraction: reviewed rows with all their spellings."""
    shipped = set(entries())
    found: list[Entry] = []
    tables: list[tuple[type[Named], str]] = [(Organisation, "organisation"), (Platform, "platform")]
    for model, kind in tables:
        rows = (
            rows_of(model)
            .filter(review=Named.Review.REVIEWED, merged_into__isnull=True)
            .exclude(slug__in=shipped)
            .select_related("owner")
            .prefetch_related("names")
            .order_by("pk")
        )
        for row in rows:
            found.append(
                Entry(
                    key=row.slug,
                    name=row.name,
                    kind=kind,
                    names=tuple(sorted({row.name, *(name.text for name in row.names.all())})),
                    owner=row.owner.slug if row.owner else None,
                    organisation=kind == "organisation",
                )
            )
    return tuple(found)
