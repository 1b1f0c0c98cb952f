"""Statements as the matching engine knows them, and the keys and vectors by which likely ones are looked up."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from django.db import connection
from django.db.models import Q

from claims.matching import ENGINE_VERSION, candidate_keys
from claims.matching.facts import StatementFacts
from claims.models import Statement, StatementKey
from sources.services.fingerprint import load_prepared
from sources.text.vectors import MODELS, embed, model_for

NEAREST = 20
SEARCH_WIDTH = 40  # of the walk through the graph; no less than NEAREST
SHARING_KEYS = 40
A_KEY = 200  # statements looked at a key
# Asked of each row found, by the primary key: a join lets a planner without statistics read the whole table instead.
STANDING = (
    "(SELECT refused_at IS NULL AND superseded_at IS NULL FROM claims_statement WHERE id = statement_id)"
)


def facts_of(statements: Iterable[Statement]) -> dict[int, StatementFacts]:
    """Facts by statement id. The statements come from ``with_facts()``: no query a row."""
    return {statement.pk: _facts(statement) for statement in statements}


def _facts(statement: Statement) -> StatementFacts:
    key = getattr(statement, "match_key", None)
    membership = getattr(statement.article, "membership", None)
    common: dict[str, Any] = {
        "kind": statement.kind,
        "text": statement.sentence,
        "exact": statement.exact,
        "language": statement.language,
        "period": statement.period or None,
        "period_resolved": statement.period_resolved or None,
        "place": statement.place or None,
        "platforms": tuple(sorted(platform.slug for platform in statement.platforms.all())),
        "story": str(membership.story_id) if membership else None,
        "published_on": statement.article.published_on,
        "vectors": _by_model(key, "vector"),
        "counted_vectors": _by_model(key, "counted_vector"),
    }
    if statement.kind == Statement.Kind.QUOTE:
        quote = statement.quote
        return StatementFacts(
            **common, speaker=quote.speaker_name or None, organisation=quote.organisation_name or None
        )
    figure = statement.statistic
    return StatementFacts(
        **common,
        value=float(figure.value),
        value_max=None if figure.value_max is None else float(figure.value_max),
        comparator=figure.comparator,
        unit_normalized=figure.unit_normalized,
        per=figure.per or None,
        counted=figure.counted or None,
        change=figure.change or None,
        organisation=statement.attributed_to or None,
    )


def _by_model(key: StatementKey | None, field: str) -> dict[str, Sequence[float]]:
    vector = getattr(key, field, None) if key else None
    return {} if vector is None or key is None else {key.model: np.asarray(vector, np.float32)}  # type: ignore[dict-item]


def make_keys(article_id: int) -> None:
    """Keys and vectors for the statements of an article that have none of this version yet.

    Sentence vectors come from the article's fingerprint; only quotes and what is counted are embedded here, in one batch.
    """
    statements = list(
        Statement.objects.standing()
        .filter(article=article_id)
        .exclude(match_key__version=ENGINE_VERSION)
        .with_facts()
    )
    if not statements:
        return
    prepared = load_prepared([article_id]).get(article_id)
    model = model_for(statements[0].language)
    if prepared is not None and model.name not in prepared.vectors and prepared.vectors:
        model = MODELS[next(iter(prepared.vectors))]
    rows = prepared.vectors.get(model.name) if prepared is not None else None
    ready: dict[int, Any] = {}
    for statement in statements:
        if statement.kind == Statement.Kind.STATISTIC and prepared is not None and rows is not None:
            for index, sentence in enumerate(prepared.sentences[: len(rows)]):
                if (
                    not sentence.in_title
                    and sentence.start <= statement.start
                    and statement.end <= sentence.end
                ):
                    ready[statement.pk] = rows[index]
                    break
    to_embed = {
        ("vector", s.pk): s.exact if s.kind == "quote" else s.sentence
        for s in statements
        if s.pk not in ready
    }
    to_embed |= {
        ("counted", s.pk): s.statistic.counted
        for s in statements
        if s.kind == "statistic" and s.statistic.counted
    }
    vectors = dict(zip(to_embed, embed(list(to_embed.values()), model), strict=True))
    StatementKey.objects.bulk_create(
        [
            StatementKey(
                statement=statement,
                kind=statement.kind,
                model=model.name,
                vector=ready[statement.pk] if statement.pk in ready else vectors[("vector", statement.pk)],
                counted_vector=vectors.get(("counted", statement.pk)),
                keys=[key[:120] for key in candidate_keys(_facts(statement))],
                version=ENGINE_VERSION,
            )
            for statement in statements
        ],
        update_conflicts=True,
        unique_fields=["statement"],
        update_fields=["kind", "keys", "model", "vector", "counted_vector", "version"],
    )


def candidates_of(statement_ids: Sequence[int]) -> dict[int, list[int]]:
    """For each statement, others of its kind that share keys or lie near under the same model, from indexes alone."""
    found: dict[int, list[int]] = {}
    rows = StatementKey.objects.filter(statement__in=statement_ids).annotate(bare=Q(vector__isnull=True))
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL hnsw.iterative_scan = relaxed_order")
        cursor.execute("SET LOCAL hnsw.ef_search = %s", [SEARCH_WIDTH])
        for statement, kind, keys, model, bare in rows.values_list(
            "statement", "kind", "keys", "model", "bare"
        ):
            nearby = [] if bare or model not in MODELS else _nearest(cursor, statement, kind, model)
            sharing = _sharing(cursor, statement, kind, keys)
            found[statement] = list(dict.fromkeys([*sharing, *(pk for pk in nearby if pk != statement)]))
    return found


def _sharing(cursor: Any, statement: int, kind: str, keys: list[str]) -> list[int]:
    """Statements that share most keys, those that share rarer ones first.

    Each key is looked up by itself and gives A_KEY statements at most: one that half the archive has ("children on
    Instagram") says little, and must not cost more the larger the archive grows.
    """
    if not keys:
        return []
    # the driver writes the keys into the statement as constants, so that the planner knows which are common
    one = (
        "(SELECT statement_id, %s AS key FROM claims_statementkey "
        "WHERE keys @> ARRAY[%s]::varchar(120)[] AND kind = %s LIMIT %s)"
    )
    given = [value for number, key in enumerate(keys) for value in (number, key, kind, A_KEY)]
    cursor.execute(
        f"WITH shared AS ({' UNION ALL '.join([one] * len(keys))}), "  # noqa: S608 - constants alone
        "weighed AS (SELECT statement_id, 1.0 / count(*) OVER (PARTITION BY key) AS weight FROM shared), "
        "found AS (SELECT statement_id, count(*) AS keys, sum(weight) AS weight FROM weighed GROUP BY statement_id) "
        f"SELECT statement_id FROM found WHERE statement_id <> %s AND {STANDING} "
        "ORDER BY keys DESC, weight DESC, statement_id LIMIT %s",
        [*given, statement, SHARING_KEYS],
    )
    return [row[0] for row in cursor.fetchall()]


def _nearest(cursor: Any, statement: int, kind: str, model: str) -> list[int]:
    """The nearest statements by the index of this model and kind; refused ones are left out afterwards."""
    vector = f"vector::halfvec({MODELS[model].dimensions})"
    distance = f"{vector} <=> (SELECT {vector} FROM claims_statementkey WHERE statement_id = %s)"  # noqa: S608
    cursor.execute(
        f"SELECT near.statement_id FROM (SELECT statement_id, {distance} AS far FROM claims_statementkey "  # noqa: S608
        f"WHERE model = '{model}' AND kind = '{kind}' ORDER BY {distance} LIMIT %s) near "
        f"WHERE {STANDING} ORDER BY near.far",
        [statement, statement, NEAREST + 1],
    )
    return [row[0] for row in cursor.fetchall()]
