"""Fill PostgreSQL with an archive of any size: generated texts first, then rows drawn to look like theirs.

Everything goes in by COPY with the indexes dropped, which are then built and timed. What was filled is kept in its
database, so that it can be measured again.
"""

import io
import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from sources.comparison.candidates import anchor_keys, band_keys, document_vectors, pair_keys
from sources.comparison.records import PreparedDocument
from sources.services.candidates import _hashed, sole_key
from sources.text.vectors import E5, UNIVERSAL

BATCH = 20_000
# Keys drawn for one article; of its names and figures, six figures make fifteen pairs.
BANDS, RUNS, NAMES, PAIRED = 42, 25, 20, 6
MIXED = 8
SOLE_SHARE = 0.05  # articles in a language that only the second model reads
TABLES = ("sources_article", "sources_candidatekey", "sources_documentvector")


class Archive:
    """The rows of an archive of one size, in a database of its own; each article is a real text, or drawn from one."""

    def __init__(self, cursor: Any, real: Sequence[PreparedDocument], size: int, seed: int = 3) -> None:
        self.cursor, self.real, self.size = cursor, real, size
        self.generator = np.random.default_rng(seed)
        self.vectors = np.stack([dict(document_vectors(d))[UNIVERSAL.name] for d in real])
        keys = [anchor_keys(d) for d in real]
        named = [k for own in keys for k in own if not k.startswith("s:")]
        self.names = np.array(_hashed(named), np.int64)
        self.sole_names = np.array(_hashed(map(sole_key, named)), np.int64)
        self.figures = np.array(sorted({k[2:] for k in named if k.startswith("n:")}))
        self.runs = np.array(_hashed(k for own in keys for k in own if k.startswith("s:")), np.int64)
        self.bands = [np.array(_hashed(band_keys(d)), np.int64) for d in real]
        self.indexes: list[tuple[str, str]] = []

    def filled(self) -> dict[str, float]:
        """Seconds that loading and building the indexes took, none where this archive was never filled."""
        self.cursor.execute("SELECT to_regclass('scale_filled')")
        if self.cursor.fetchone()[0] is None:
            return {}
        self.cursor.execute("SELECT seconds::text FROM scale_filled")
        return dict(json.loads(self.cursor.fetchone()[0]))

    def bases(self, article_ids: Sequence[int]) -> list[PreparedDocument]:
        """The real texts that these articles are, or were drawn from."""
        self.cursor.execute(
            "SELECT b.base FROM unnest(%s) WITH ORDINALITY own (id, place) "
            "JOIN scale_base b ON b.article_id = own.id ORDER BY own.place",
            [list(article_ids)],
        )
        return [self.real[base - 1] for (base,) in self.cursor.fetchall()]

    def warm(self) -> None:
        """Read what candidates come from into PostgreSQL's cache, as it is in an archive in use."""
        self.cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_prewarm")
        self.cursor.execute(
            "SELECT pg_prewarm(indexname::regclass) FROM pg_indexes "
            "WHERE tablename = ANY(%s) AND (indexname LIKE '%%hnsw' OR indexname LIKE '%%candidatekey_pkey')",
            [list(TABLES[1:])],
        )
        self.cursor.execute("SELECT pg_prewarm('sources_documentvector'), pg_prewarm('sources_article_pkey')")

    def fill(self) -> None:
        """Bring the archive to its size and write down how long loading and building each index took."""
        self._drop_indexes()
        started = time.perf_counter()
        first, last = 1, self.size
        self.cursor.execute("SET session_replication_role = replica")
        self.cursor.execute("SET synchronous_commit = off")
        self.cursor.execute("CREATE TABLE scale_base (article_id bigint, base integer)")
        self.cursor.execute(
            "INSERT INTO sources_snapshot (id, sha256, content, size, media_type, url, captured_at) "
            "VALUES (1, repeat('0', 64), '-', 1, 'text/plain', '', now())"
        )
        self.cursor.execute(
            "INSERT INTO sources_article (id, public_id, title, authors, published_rule, language, url, text, notes, "
            "snapshot_id, added_at) SELECT n, gen_random_uuid(), 'Generated', '{}', '', 'en', 'https://example.org/' || n, "
            "'Generated', '{}', 1, now() FROM generate_series(%s, %s) n",
            [first, last],
        )
        real = [self.real[n - 1] for n in range(first, min(last, len(self.real)) + 1)]
        if real:
            self._copy_real(real, first)
        drawn_from = max(first, len(self.real) + 1)
        for start in range(drawn_from, last + 1, BATCH):
            self._copy_drawn(np.arange(start, min(start + BATCH, last + 1), dtype=np.int64))
            print(f"  {start:,}", end="\r", file=sys.stderr, flush=True)
        seconds = {"loading": time.perf_counter() - started}
        self.cursor.execute("SET maintenance_work_mem = '4GB'")
        self.cursor.execute("SET max_parallel_maintenance_workers = 1")
        for name, definition in self.indexes:
            started = time.perf_counter()
            self.cursor.execute(definition)
            seconds[name] = time.perf_counter() - started
            print(f"  {name}: {seconds[name]:.0f} s", file=sys.stderr, flush=True)
        self.cursor.execute("CREATE UNIQUE INDEX ON scale_base (article_id)")
        for table in (*TABLES, "scale_base"):
            self.cursor.execute(f"VACUUM ANALYZE {table}")
        rounded = {name: round(value, 1) for name, value in seconds.items()}
        self.cursor.execute("CREATE TABLE scale_filled AS SELECT %s::jsonb AS seconds", [json.dumps(rounded)])

    def sizes(self) -> dict[str, int]:
        """Bytes of the tables and of their indexes."""
        found: dict[str, int] = {}
        for table in TABLES[1:]:
            self.cursor.execute(
                "SELECT pg_table_size(%s::regclass), pg_indexes_size(%s::regclass)", [table, table]
            )
            found[table], found[f"{table} indexes"] = self.cursor.fetchone()
        self.cursor.execute("SELECT relname, pg_relation_size(oid) FROM pg_class WHERE relname LIKE '%%hnsw'")
        return found | dict(self.cursor.fetchall())

    def _drop_indexes(self) -> None:
        if not self.indexes:
            self.cursor.execute(
                "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = ANY(%s) ORDER BY indexname",
                [list(TABLES[1:])],
            )
            self.indexes = self.cursor.fetchall()
            for table in TABLES[1:]:
                self.cursor.execute(
                    "SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass AND contype IN ('p', 'u')",
                    [table],
                )
                for (name,) in self.cursor.fetchall():
                    self.cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        for name, _ in self.indexes:
            self.cursor.execute(f"DROP INDEX IF EXISTS {name}")

    def _copy_real(self, documents: Sequence[PreparedDocument], first: int) -> None:
        for number, document in enumerate(documents, first):
            named = _hashed([*anchor_keys(document), *pair_keys(document)])
            keys = np.unique(np.concatenate([self.bands[number - 1], np.array(named, np.int64)]))
            self._copy_keys(keys, np.full(len(keys), number))
        ids = np.arange(first, first + len(documents))
        self._copy_bases(ids, ids)
        self._copy_vectors(ids, self.vectors[ids - 1], UNIVERSAL.name, [d.language for d in documents], False)

    def _copy_drawn(self, ids: Any) -> None:
        """Vectors of the real ones' mean and covariance; keys of their own, a share of them met elsewhere."""
        generator, count = self.generator, len(ids)
        base = generator.integers(0, len(self.real), count)
        self._copy_bases(ids, base + 1)
        bands = generator.integers(-(2**62), 2**62, (count, BANDS))
        for row in np.flatnonzero(
            generator.random(count) < 0.05
        ):  # near copies: a third of the bands are shared
            own = self.bands[base[row]]
            bands[row, : len(own) // 3] = generator.permutation(own)[: len(own) // 3]
        bands[generator.random(count) < 0.01, :3] = [
            1,
            2,
            3,
        ]  # a standing paragraph in one article of a hundred
        runs = generator.integers(-(2**62), 2**62, (count, RUNS))
        runs[:, :2] = generator.choice(self.runs, (count, 2))
        sole = generator.random(count) < SOLE_SHARE
        chosen = generator.integers(0, len(self.names), (count, NAMES))
        keys = np.concatenate([bands, runs, self.names[chosen], self._drawn_pairs(count)], axis=1)
        self._copy_distinct(keys, ids)
        self._copy_distinct(self.sole_names[chosen[sole]], ids[sole])
        leads = self.drawn_leads(int(sole.sum()))
        self._copy_vectors(ids[sole], leads, E5.name, ["sw"] * len(leads), True)
        others = ids[~sole]
        # Sums of many random deviations from the mean: the real vectors' mean and covariance, and near none of them.
        centre = self.vectors.mean(axis=0)
        mixed = np.repeat(centre[None], len(others), axis=0)
        for _ in range(MIXED):
            rows = generator.integers(0, len(self.real), len(others))
            signs = generator.choice(np.array([-1, 1], np.float32), (len(others), 1))
            mixed += signs * (self.vectors[rows] - centre) / np.sqrt(MIXED)
        languages = generator.choice(
            ["en", "es", "id", "de", "ar"], len(others), p=[0.7, 0.1, 0.1, 0.05, 0.05]
        )
        self._copy_vectors(others, mixed, UNIVERSAL.name, languages.tolist(), False)

    def _drawn_pairs(self, count: int) -> Any:
        """Keys of the pairs among six of the real texts' figures, drawn for each of ``count`` articles."""
        drawn = np.sort(self.generator.choice(self.figures, (count, PAIRED)), axis=1)
        pairs = [f"p:{own[i]}&{own[j]}" for own in drawn for i in range(PAIRED) for j in range(i + 1, PAIRED)]
        return np.array(_hashed(pairs), np.int64).reshape(count, -1)

    def drawn_leads(self, count: int) -> Any:
        """Vectors like the second model's: around one direction, at a cosine of about .7 of each other."""
        centre = np.random.default_rng(1).standard_normal(E5.dimensions)
        drawn = self.generator.standard_normal((count, E5.dimensions))
        drawn = 0.55 * drawn / np.linalg.norm(drawn, axis=1, keepdims=True) + 0.84 * centre / np.linalg.norm(
            centre
        )
        return drawn / np.linalg.norm(drawn, axis=1, keepdims=True)

    def _copy_bases(self, ids: Any, bases: Any) -> None:
        rows = np.zeros(len(ids), [("n", ">i2"), ("a", ">i4"), ("id", ">i8"), ("b", ">i4"), ("base", ">i4")])
        rows["n"], rows["a"], rows["b"], rows["id"], rows["base"] = 2, 8, 4, ids, bases
        self._copy("scale_base (article_id, base)", rows)

    def _copy_distinct(self, keys: Any, ids: Any) -> None:
        """Each article's row of keys, the same key once."""
        keys = np.sort(keys, axis=1)
        kept = np.ones(keys.shape, bool)
        kept[:, 1:] = keys[:, 1:] != keys[:, :-1]
        self._copy_keys(keys[kept], np.repeat(ids, kept.sum(axis=1)))

    def _copy_keys(self, keys: Any, owners: Any) -> None:
        rows = np.zeros(
            len(keys), [("n", ">i2"), ("a", ">i4"), ("key", ">i8"), ("b", ">i4"), ("owner", ">i8")]
        )
        rows["n"], rows["a"], rows["b"], rows["key"], rows["owner"] = 2, 8, 8, keys, owners
        self._copy("sources_candidatekey (key, article_id)", rows)

    def _copy_vectors(self, ids: Any, vectors: Any, model: str, languages: Sequence[str], sole: bool) -> None:
        """Half precision as pgvector's binary form has it: dimensions, zero, then the numbers."""
        dimensions = vectors.shape[1]
        fields = [("n", ">i2"), ("l1", ">i4"), ("id", ">i8"), ("l2", ">i4"), ("model", f"S{len(model)}")]
        fields += [("l3", ">i4"), ("language", "S2"), ("l4", ">i4"), ("sole", "u1"), ("l5", ">i4")]
        rows = np.zeros(
            len(ids), [*fields, ("dims", ">i2"), ("zero", ">i2"), ("vector", ">f2", (dimensions,))]
        )
        rows["n"], rows["l1"], rows["l2"], rows["l3"], rows["l4"] = 5, 8, len(model), 2, 1
        rows["id"], rows["model"], rows["language"], rows["sole"] = (
            ids,
            model.encode(),
            np.array(languages, "S2"),
            sole,
        )
        rows["l5"], rows["dims"] = 4 + 2 * dimensions, dimensions
        rows["vector"] = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        self._copy("sources_documentvector (article_id, model, language, sole, vector)", rows)

    def _copy(self, target: str, rows: Any) -> None:
        if not len(rows):
            return
        head = b"PGCOPY\n\xff\r\n\0" + bytes(8)
        self.cursor.copy_expert(
            f"COPY {target} FROM STDIN (FORMAT binary)", io.BytesIO(head + rows.tobytes() + b"\xff\xff")
        )


class Stopwatch:
    """Time on the clock, and on the processors by this process and the database's together, in milliseconds.

    The second is what the work costs; the first depends on what else the machine does.
    """

    def __init__(self, backend: int) -> None:
        self.backend = backend

    def _processor(self) -> float:
        own = Path("/proc/thread-self/schedstat").read_text().split()[0]
        other = Path(f"/proc/{self.backend}/schedstat").read_text().split()[0]
        return (int(own) + int(other)) / 1e6

    def time(self, work: Callable[[], Any]) -> tuple[float, float, Any]:
        """Milliseconds on the clock, milliseconds of processor, and what came of it."""
        processor, started = self._processor(), time.perf_counter()
        result = work()
        return (time.perf_counter() - started) * 1000, self._processor() - processor, result
