"""Which few articles a new one is compared with: from indexes only, never by a scan, each look-up bounded.

Making keys and vectors is left to the engine; what follows from a comparison to ``compare``.
"""

import hashlib
from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple

from django.db import connection, transaction
from django.db.models import Q

from sources.comparison.candidates import anchor_keys, band_keys, document_vectors, pair_keys
from sources.comparison.records import PreparedDocument
from sources.comparison.thresholds import LEAST_ANCHORS, LEAST_COSINE, NEAREST, NEAREST_OTHER_LANGUAGE
from sources.models import ArticleMatch, CandidateKey, DocumentVector, Story
from sources.text.vectors import MODELS, UNIVERSAL, Vectors

# Counts up with what is stored to find an article by.
KEYS_VERSION = 3
BAND_LIMIT = 40
PASSAGE_LIMIT = 20
ANCHOR_LIMIT = 20
PAIR_LIMIT = 20
# Of the holders of a shared band or run of words, the first so many are looked at: every copy leads to its story's lead.
FIRST_HOLDERS = 200
# A figure or name that more articles have than this says nothing about two of them. In a large archive most are held
# by more, and finding that out is what most of the question costs.
COMMON_ANCHOR = 300
# Width of the search through the graph; pgvector's default is 40. What it costs grows with it (docs/performance.md has
# the recall of several).
SEARCH_WIDTH = 60
# Nearest by the signs of the first model's vectors, of which the nearest by cosine are taken. A graph of signs is a
# third as large as one of the vectors and as quick to search among a million as among ten thousand.
SIGNED_FIRST = 60
# A filtered search gives up after so many vectors, however few passed the filter.
MOST_SCANNED = 4_000
# "language <> 'en'" and "sole" have indexes of their own (migration 0005), for they pass few in most archives.

# One question for all kinds of keys; "kind" is each key's place in the arrays of limits. Holders are gathered key by
# key, so that a common one is dropped before anything is counted.
SHARED_KEYS = """
    WITH held AS (
        SELECT own.kind, holders.ids
        FROM unnest(%(keys)s::bigint[], %(kinds)s::int[]) AS own (key, kind)
        CROSS JOIN LATERAL (
            SELECT array_agg(found.article_id) AS ids FROM (
                SELECT k.article_id FROM sources_candidatekey k WHERE k.key = own.key
                ORDER BY k.article_id LIMIT (%(common)s::int[])[own.kind] + 1
            ) found
            HAVING count(*) <= (%(common)s::int[])[own.kind] OR NOT (%(rare)s::bool[])[own.kind]
        ) holders
    ), ranked AS (
        SELECT kind, article_id, row_number() OVER (PARTITION BY kind ORDER BY count(*) DESC, article_id) AS place
        FROM held CROSS JOIN unnest(ids) AS article_id
        WHERE article_id <> %(article)s
        GROUP BY kind, article_id HAVING count(*) >= (%(least)s::int[])[kind]
    )
    SELECT article_id FROM ranked WHERE place <= (%(limits)s::int[])[kind] ORDER BY kind, place
"""


class Search(NamedTuple):
    """Keys of one kind: so many in common make a candidate, so many candidates are taken, of so many holders a key.

    ``rare``: a key with more holders counts for nothing, instead of by its first holders.
    """

    keys: Sequence[str]
    least: int
    limit: int
    holders: int
    rare: bool = False


def sole_key(anchor: str) -> str:
    """Under which an article that the first model cannot read is found once more, among its kind alone."""
    return f"sole {anchor}"


def _keys(document: PreparedDocument) -> list[str]:
    anchors = anchor_keys(document)
    again = [] if UNIVERSAL.name in document.vectors else map(sole_key, anchors)
    return [*band_keys(document), *pair_keys(document), *anchors, *again]


def keep_keys(documents: Sequence[PreparedDocument]) -> None:
    """Store keys and vectors of prepared articles (``key`` is the article's id) instead of those stored before.

    Call it in the transaction that stores the fingerprints.
    """
    ids = [int(document.key) for document in documents]
    CandidateKey.objects.filter(article__in=ids).delete()
    CandidateKey.objects.bulk_create(
        [
            CandidateKey(key=key, article_id=int(document.key))
            for document in documents
            for key in sorted(set(_hashed(_keys(document))))
        ],
        batch_size=5_000,
    )
    DocumentVector.objects.filter(article__in=ids).delete()
    DocumentVector.objects.bulk_create(
        [
            DocumentVector(
                article_id=int(document.key),
                model=model,
                language=document.language[:8],
                sole=len(vectors) == 1,
                vector=vector,
            )
            for document in documents
            for vectors in [document_vectors(document)]
            for model, vector in vectors
        ]
    )


def candidates_of(document: PreparedDocument) -> list[int]:
    """Ids of articles worth comparing with a prepared one, which need not be stored itself.

    Those that share MinHash bands, three runs of words, a rare pair of figures, or three rare figures and names, also
    looked for among those that the first model cannot read; those nearest by document vector; those matched before, so
    that a re-run loses none; and the leads of all their stories, since it is with its lead that a text has to agree.
    """
    own = int(document.key)
    covered = UNIVERSAL.name in document.vectors
    found: dict[int, None] = {}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('hnsw.iterative_scan', 'relaxed_order', true), "
            "set_config('hnsw.ef_search', %s, true), set_config('hnsw.max_scan_tuples', %s, true)",
            [str(SEARCH_WIDTH), str(MOST_SCANNED)],
        )
        found |= _by_keys(cursor, own, _searches(document))
        for model, vector in document_vectors(document):
            found |= _near(cursor, model, vector, document.language, covered)
    found |= _matched(own)
    found |= dict.fromkeys(leads_of(found))
    found.pop(own, None)
    return list(found)


def copies_of(documents: Sequence[PreparedDocument], limit: int) -> set[int]:
    """Ids of stored articles that share the most MinHash bands with each of these, so many for each.

    Needs no vectors, so that it can be asked before anything is embedded.
    """
    keys = [(int(d.key), key) for d in documents for key in _hashed(band_keys(d))]
    if not keys:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT article_id FROM (
                SELECT own.document, found.article_id, row_number() OVER (
                    PARTITION BY own.document ORDER BY count(*) DESC, found.article_id
                ) AS place
                FROM unnest(%s::bigint[], %s::bigint[]) AS own (document, key)
                CROSS JOIN LATERAL (
                    SELECT k.article_id FROM sources_candidatekey k WHERE k.key = own.key
                    ORDER BY k.article_id LIMIT %s
                ) found
                GROUP BY own.document, found.article_id
            ) ranked WHERE place <= %s
            """,
            [[document for document, _ in keys], [key for _, key in keys], BAND_LIMIT, limit],
        )
        return {row[0] for row in cursor.fetchall()}


def leads_of(article_ids: Collection[int]) -> set[int]:
    """The leads of the stories these articles are in."""
    leads = Story.objects.filter(memberships__article__in=article_ids, lead__isnull=False)
    return set(leads.values_list("lead", flat=True).distinct())


def _hashed(keys: Iterable[str]) -> list[int]:
    """Keys as signed 64-bit integers. Two that meet by chance make one candidate too many, no more."""
    return [
        int.from_bytes(
            hashlib.blake2b(key.encode("utf-8", "replace"), digest_size=8).digest(), "big", signed=True
        )
        for key in keys
    ]


def _searches(document: PreparedDocument) -> list[Search]:
    anchors = anchor_keys(document)
    passages = [key for key in anchors if key.startswith("s:")]
    searches = [
        Search(band_keys(document), 1, BAND_LIMIT, FIRST_HOLDERS),
        Search(passages, LEAST_ANCHORS, PASSAGE_LIMIT, FIRST_HOLDERS),
        Search(pair_keys(document), 1, PAIR_LIMIT, COMMON_ANCHOR, rare=True),
        Search(anchors, LEAST_ANCHORS, ANCHOR_LIMIT, COMMON_ANCHOR, rare=True),
    ]
    if UNIVERSAL.name in document.vectors:
        among = list(map(sole_key, anchors))
        searches.append(Search(among, LEAST_ANCHORS, ANCHOR_LIMIT, COMMON_ANCHOR, rare=True))
    return searches


def _by_keys(cursor: Any, own: int, searches: Sequence[Search]) -> dict[int, None]:
    """Who shares enough keys of one kind, most first, kind by kind."""
    cursor.execute(
        SHARED_KEYS,
        {
            "keys": [key for search in searches for key in _hashed(search.keys)],
            "kinds": [kind for kind, search in enumerate(searches, 1) for _ in search.keys],
            "article": own,
            "common": [search.holders for search in searches],
            "rare": [search.rare for search in searches],
            "least": [search.least for search in searches],
            "limits": [search.limit for search in searches],
        },
    )
    return dict.fromkeys(row[0] for row in cursor.fetchall())


def _near(cursor: Any, model: str, vector: Vectors, language: str, covered: bool) -> dict[int, None]:
    """Nearest by one model, of all languages and of all but one's own.

    An article that the first model can read looks to the second only for those that it cannot.
    """
    one_language, two_languages = LEAST_COSINE[model]
    searches = [("", NEAREST), ("AND language <> %(language)s", NEAREST_OTHER_LANGUAGE)]
    if model != UNIVERSAL.name and covered:
        searches = [("AND sole", NEAREST)]
    found: dict[int, None] = {}
    for condition, limit in searches:
        for other, its_language, cosine in _nearest(cursor, model, vector, condition, language, limit):
            if cosine >= (one_language if its_language == language else two_languages):
                found[other] = None
    return found


def _nearest(
    cursor: Any, model: str, vector: Vectors, condition: str, language: str, limit: int
) -> list[tuple[int, str, float]]:
    """Article, language and cosine. The casts and the literal name are what the partial HNSW indexes are on.

    The first model's vectors are sought by the sign of each dimension, and the nearest of those by cosine.
    """
    dimensions = MODELS[model].dimensions
    kind = f"halfvec({dimensions})"
    asked = f"(SELECT %(vector)s::{kind})"
    cosine = f"vector::{kind} <=> {asked}"
    order, first = cosine, limit + 1
    if model == UNIVERSAL.name:
        order = f"binary_quantize(vector::{kind})::bit({dimensions}) <~> binary_quantize({asked})"
        first = SIGNED_FIRST
    cursor.execute(
        f"SELECT article_id, language, 1 - cosine FROM (SELECT article_id, language, {cosine} AS cosine "  # noqa: S608
        f"FROM sources_documentvector WHERE model = '{model}' {condition} ORDER BY {order} LIMIT %(first)s) near "
        "ORDER BY cosine LIMIT %(limit)s",
        {
            # Five digits are more than half precision keeps.
            "vector": f"[{','.join(f'{value:.5g}' for value in vector.tolist())}]",
            "language": language,
            "first": first,
            "limit": limit + 1,
        },
    )
    return [(row[0], row[1], row[2]) for row in cursor.fetchall()]


def _matched(own: int) -> dict[int, None]:
    pairs = ArticleMatch.objects.filter(Q(article_a=own) | Q(article_b=own))
    return dict.fromkeys(b if a == own else a for a, b in pairs.values_list("article_a", "article_b"))
