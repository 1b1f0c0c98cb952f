"""Statements as the matching engine knows them, and the keys and vectors by which likely ones are looked up."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from django.db import connection

from claims.matching import ENGINE_VERSION, candidate_keys
from claims.matching.facts import StatementFacts
from claims.models import Statement, StatementKey
from sources.services.fingerprint import load_prepared
from sources.text.vectors import MODELS, embed, model_for

NEAREST = 20
SHARING_KEYS = 40


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
        update_fields=["keys", "model", "vector", "counted_vector", "version"],
    )


def candidates_of(statement_ids: Sequence[int]) -> dict[int, list[int]]:
    """For each statement, others of its kind that share keys or lie near under the same model: two index look-ups each."""
    found: dict[int, list[int]] = {}
    keys = StatementKey.objects.filter(statement__in=statement_ids)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL hnsw.iterative_scan = relaxed_order")
        for key in keys.values_list("statement", "statement__kind", "keys", "model", "vector"):
            found[key[0]] = _candidates(cursor, *key)
    return found


def _candidates(
    cursor: Any, statement: int, kind: str, keys: list[str], model: str, vector: Any
) -> list[int]:
    cursor.execute(
        "SELECT k.statement_id FROM claims_statementkey k JOIN claims_statement s ON s.id = k.statement_id "
        "WHERE k.keys && %s::varchar(120)[] AND s.kind = %s AND s.refused_at IS NULL AND s.id <> %s "
        "ORDER BY cardinality(ARRAY(SELECT unnest(k.keys) INTERSECT SELECT unnest(%s::varchar(120)[]))) DESC, s.id "
        "LIMIT %s",
        [keys, kind, statement, keys, SHARING_KEYS],
    )
    found = [row[0] for row in cursor.fetchall()]
    if vector is None or model not in MODELS:
        return found
    dimensions = MODELS[model].dimensions
    cursor.execute(
        f"SELECT statement_id FROM claims_statementkey WHERE model = '{model}' AND statement_id IN "  # noqa: S608
        "(SELECT id FROM claims_statement WHERE kind = %s AND refused_at IS NULL) "
        f"ORDER BY vector::vector({dimensions}) <=> %s::vector({dimensions}) LIMIT %s",
        [kind, str(list(map(float, vector))), NEAREST + 1],
    )
    return list(dict.fromkeys([*found, *(row[0] for row in cursor.fetchall() if row[0] != statement)]))
