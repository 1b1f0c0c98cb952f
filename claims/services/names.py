"""Which row a name in a text belongs to: the register's, an editor's, or a new one that waits for review.

A name that an editor refused is remembered and gets no mention; a merged one leads to the row that stays.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.utils.text import slugify

from claims.extraction.records import NameRecord
from sources.models import Name, Organisation, Person, Platform
from sources.models.names import Named
from sources.services.register import rows_of

MODELS: dict[str, type[Named]] = {"organisation": Organisation, "person": Person, "platform": Platform}


def slug_of(name: str) -> str:
    """A stable slug in any script, at most 200 characters, never empty."""
    return slugify(name, allow_unicode=True)[:200] or "unnamed-" + name.encode("utf-8", "replace").hex()[:60]


@dataclass(slots=True)
class NameRows:
    """The rows of every name of one article, fetched or made in a handful of queries."""

    rows: dict[tuple[str, str], Named | None] = field(default_factory=dict)

    def find(self, kind: str, name: str | None, key: str | None = None) -> Named | None:
        """The row of a name that was given to ``rows_for``; None where it was refused."""
        if not name:
            return None
        return self.rows.get((kind, key or slug_of(name)))


def rows_for(records: Iterable[NameRecord]) -> NameRows:
    """Fetch the rows of these names, by slug or by any known spelling, and make those that are new."""
    wanted: dict[str, dict[str, str]] = {kind: {} for kind in MODELS}
    for record in records:
        if record.name.strip():
            wanted[record.kind].setdefault(record.key or slug_of(record.name), record.name[:300])
    found = NameRows()
    for kind, names in wanted.items():
        if not names:
            continue
        model = MODELS[kind]
        by_slug = {row.slug: row for row in _with_merged(model).filter(slug__in=names)}
        lacking = {slug: name for slug, name in names.items() if slug not in by_slug}
        spelled = Name.objects.filter(text__in=lacking.values(), **{f"{kind}__isnull": False}).select_related(
            kind
        )
        by_spelling = {name.text: getattr(name, kind) for name in spelled}
        model._default_manager.bulk_create(
            [model(slug=slug, name=name) for slug, name in lacking.items() if name not in by_spelling],
            ignore_conflicts=True,
        )
        by_slug |= {row.slug: row for row in _with_merged(model).filter(slug__in=lacking)}
        for slug, name in names.items():
            row = by_slug.get(slug) or by_spelling.get(name)
            while row is not None and getattr(row, "merged_into", None) is not None:
                row = row.merged_into
            found.rows[(kind, slug)] = None if row is None or row.review == Named.Review.REFUSED else row
    return found


def _with_merged(model: type[Named]) -> QuerySet[Any]:
    return rows_of(model).select_related("merged_into")
