"""The statements that an article's own may agree with, hundreds at once: straight from rows, without an object a table.

The matching engine's facts are the same as ``facts`` makes of single statements; which statements to ask for is left to
the caller.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db.models import BinaryField, F, Func
from pgvector import HalfVector

from claims.matching.facts import StatementFacts
from claims.models import Statement
from claims.models.statements import StatementQuerySet

_COLUMNS = (
    "pk",
    "kind",
    "article_id",
    "start",
    "end",
    "sentence",
    "exact",
    "language",
    "period",
    "period_resolved",
    "place",
    "attributed_to",
    "article__published_on",
    "article__membership__story",
    "evidence__claim",
    "quote__speaker_name",
    "quote__organisation_name",
    "statistic__value",
    "statistic__value_max",
    "statistic__comparator",
    "statistic__unit_normalized",
    "statistic__per",
    "statistic__counted",
    "statistic__change",
    "match_key__model",
)


class _Sent(Func):
    """A vector in the database's binary form, which is read fifty times as fast as its decimals."""

    function = "halfvec_send"
    output_field = BinaryField()


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A statement as proposing needs it: where it stands, its claim if it has one, and what it says."""

    pk: int
    article_id: int
    start: int
    end: int
    sentence: str
    claim_id: int | None
    facts: StatementFacts


def neighbours(statements: StatementQuerySet) -> dict[int, Neighbour]:
    """By id, in the order of ids; two queries, however many there are."""
    rows = list(
        statements.order_by("pk").values(
            *_COLUMNS,
            sent=_Sent(F("match_key__vector")),
            counted_sent=_Sent(F("match_key__counted_vector")),
        )
    )
    platforms = _platforms([row["pk"] for row in rows])
    return {row["pk"]: _neighbour(row, platforms[row["pk"]]) for row in rows}


def _neighbour(row: dict[str, Any], platforms: Sequence[str]) -> Neighbour:
    model = row["match_key__model"]
    story = row["article__membership__story"]
    common: dict[str, Any] = {
        "kind": row["kind"],
        "text": row["sentence"],
        "exact": row["exact"],
        "language": row["language"],
        "period": row["period"] or None,
        "period_resolved": row["period_resolved"] or None,
        "place": row["place"] or None,
        "platforms": tuple(sorted(platforms)),
        "story": None if story is None else str(story),
        "published_on": row["article__published_on"],
        "vectors": _vector(model, row["sent"]),
        "counted_vectors": _vector(model, row["counted_sent"]),
    }
    if row["kind"] == Statement.Kind.QUOTE:
        said: dict[str, Any] = {
            "speaker": row["quote__speaker_name"] or None,
            "organisation": row["quote__organisation_name"] or None,
        }
    else:
        value_max = row["statistic__value_max"]
        said = {
            "value": float(row["statistic__value"]),
            "value_max": None if value_max is None else float(value_max),
            "comparator": row["statistic__comparator"],
            "unit_normalized": row["statistic__unit_normalized"],
            "per": row["statistic__per"] or None,
            "counted": row["statistic__counted"] or None,
            "change": row["statistic__change"] or None,
            "organisation": row["attributed_to"] or None,
        }
    return Neighbour(
        row["pk"],
        row["article_id"],
        row["start"],
        row["end"],
        row["sentence"],
        row["evidence__claim"],
        StatementFacts(**common, **said),
    )


def _vector(model: str | None, sent: memoryview | None) -> dict[str, Any]:
    if not model or sent is None:
        return {}
    return {model: HalfVector.from_binary(bytes(sent)).to_numpy().astype(np.float32)}


def _platforms(statement_ids: list[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    links = Statement.platforms.through.objects.filter(statement__in=statement_ids)
    for statement, slug in links.values_list("statement_id", "platform__slug"):
        found[statement].append(slug)
    return found
