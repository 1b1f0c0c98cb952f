"""Which few articles a new one is compared with: from indexes only, never by a scan."""

from typing import Any

from django.db import connection, transaction

from sources.comparison.thresholds import NEAREST, NEAREST_OTHER_LANGUAGE
from sources.models import ArticleMatch
from sources.text.vectors import MODELS

BAND_LIMIT = 40
ANCHOR_LIMIT = 20
# A key that so many articles share says nothing about two of them.
COMMON_KEY = 200


def candidates_of(article_id: int) -> list[int]:
    """Ids of articles that share shingle bands, rare numbers or names, or lie near under the same model.

    Three index look-ups, each bounded: shared MinHash bands, shared anchors (two at least), and the nearest by
    document vector from the model's HNSW index; and those already matched, so that a re-run loses none.
    """
    found: dict[int, None] = {}
    with transaction.atomic(), connection.cursor() as cursor:
        for kind, least, limit in (("band", 1, BAND_LIMIT), ("anchor", 2, ANCHOR_LIMIT)):
            cursor.execute(
                """
                SELECT other.article_id, count(*) AS shared
                FROM sources_candidatekey own
                CROSS JOIN LATERAL (
                    SELECT k.article_id FROM sources_candidatekey k
                    WHERE k.kind = own.kind AND k.key = own.key AND k.article_id <> own.article_id
                    LIMIT %s
                ) other
                WHERE own.article_id = %s AND own.kind = %s
                GROUP BY other.article_id HAVING count(*) >= %s
                ORDER BY shared DESC, other.article_id LIMIT %s
                """,
                [COMMON_KEY, article_id, kind, least, limit],
            )
            found.update(dict.fromkeys(row[0] for row in cursor.fetchall()))
        cursor.execute(
            "SELECT v.model, v.vector, a.language FROM sources_documentvector v "
            "JOIN sources_article a ON a.id = v.article_id WHERE a.id = %s",
            [article_id],
        )
        for name, vector, language in cursor.fetchall():
            for other_language, limit in ((None, NEAREST + 1), (language, NEAREST_OTHER_LANGUAGE)):
                found.update(dict.fromkeys(_nearest(cursor, name, vector, other_language, limit)))
    matched = ArticleMatch.objects.filter(article_a=article_id).values_list("article_b", flat=True)
    matched_too = ArticleMatch.objects.filter(article_b=article_id).values_list("article_a", flat=True)
    found.update(dict.fromkeys([*matched, *matched_too]))
    found.pop(article_id, None)
    return list(found)


def _nearest(cursor: Any, model: str, vector: Any, not_in: str | None, limit: int) -> list[int]:
    """Nearest articles under one model, of any language or of any but one.

    The cast and the literal name are what the partial HNSW index is on; both come from the table of models.
    """
    dimensions = MODELS[model].dimensions
    elsewhere = "AND article_id IN (SELECT id FROM sources_article WHERE language <> %s)" if not_in else ""
    cursor.execute("SET LOCAL hnsw.iterative_scan = relaxed_order")
    cursor.execute(
        f"SELECT article_id FROM sources_documentvector WHERE model = '{model}' {elsewhere} "  # noqa: S608
        f"ORDER BY vector::vector({dimensions}) <=> %s::vector({dimensions}) LIMIT %s",
        [*([not_in] if not_in else []), str(vector), limit],
    )
    return [row[0] for row in cursor.fetchall()]
