"""How long it takes to find what a new statement may repeat, among ten thousand statements and among a million.

    .venv/bin/python benchmarks/matching_scale.py [--sizes 10000,100000,1000000] [--embed 20000]
    .venv/bin/python benchmarks/matching_scale.py --keep FOLDER      # fill, measure, and keep the database there
    .venv/bin/python benchmarks/matching_scale.py --reuse FOLDER     # measure what was kept

Statements come from a small grammar (matching_texts.py), one claim each, on services of their own. The first ``--embed``
are really embedded; the vectors of the rest are drawn: a real one of the same language and kind, moved by half the
difference between two others. A question is a stored statement that says one of them again (reworded, every second
time translated, quotes cut); its answer is timed as the worker takes it: candidates from the indexes, their rows, the
comparison of each. Prints one JSON object.
"""

import argparse
import io
import json
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

BATCH, QUESTIONS, WARM_UP = 20_000, 200, 40
FIRST_QUESTION = 1_000_000_000  # ids of the questions, beyond every size
TABLES = (
    "claims_statementkey",
    "claims_statement",
    "claims_statistic",
    "claims_quote",
    "claims_claim",
    "claims_evidence",
)


class Fill:
    """Grows the archive of statements by COPY, without triggers and foreign keys, then builds the look-up indexes."""

    def __init__(self, cursor: Any, embed: int, cache: Path) -> None:
        import numpy as np

        from sources.text.vectors import UNIVERSAL

        self.np, self.cursor, self.model, self.size = np, cursor, UNIVERSAL, 0
        self.generator = np.random.default_rng(7)
        self.real, self.groups = self._real(embed, cache)
        self.counted: dict[tuple[str, str], Any] = {}
        self.indexes: list[tuple[str, str]] = []
        self.articles = 0

    def _real(self, count: int, cache: Path) -> tuple[Any, dict[tuple[str, str], Any]]:
        from benchmarks.matching_texts import statements
        from sources.text.vectors import embed

        made = [one.facts for one in statements(1, count)]
        if cache.exists():
            real = self.np.load(cache)
        else:
            words = [facts.exact if facts.kind == "quote" else facts.text for facts in made]
            real = embed(words, self.model)
            self.np.save(cache, real)
        groups: dict[tuple[str, str], list[int]] = {}
        for number, facts in enumerate(made):
            groups.setdefault((facts.language, facts.kind), []).append(number)
        return real, {group: self.np.array(numbers) for group, numbers in groups.items()}

    def grow(self, size: int) -> dict[str, float]:
        """Bring the archive to ``size`` statements; seconds of loading and of each index."""
        from benchmarks.matching_texts import statements

        self.cursor.execute("SET session_replication_role = replica")
        self.cursor.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'claims_statementkey' "
            "AND indexname NOT LIKE '%%pkey'"
        )
        self.indexes = self.indexes or self.cursor.fetchall()
        for name, _ in self.indexes:
            self.cursor.execute(f"DROP INDEX IF EXISTS {name}")
        started = time.perf_counter()
        for first in range(self.size + 1, size + 1, BATCH):
            self.store(list(statements(first, min(first + BATCH - 1, size))))
            print(f"  {first:,}", file=sys.stderr, flush=True)
        self.size = size
        seconds = {"loading": round(time.perf_counter() - started)}
        self.cursor.execute("SET session_replication_role = DEFAULT")
        self.cursor.execute("SET maintenance_work_mem = '3GB'")
        self.cursor.execute("SET max_parallel_maintenance_workers = 0")
        for name, definition in self.indexes:
            started = time.perf_counter()
            self.cursor.execute(definition)
            seconds[name] = round(time.perf_counter() - started)
            print(f"  {name}: {seconds[name]} s", file=sys.stderr, flush=True)
        for table in TABLES:
            self.cursor.execute(f"VACUUM ANALYZE {table}")
        return seconds

    def store(self, made: Sequence[Any], vectors: Any = None) -> None:
        """Write statements with their figure or quote, key, claim and evidence."""
        from claims.matching import ENGINE_VERSION, candidate_keys

        articles = sorted({one.number // 10 + 1 for one in made})
        self._copy(
            "sources_article (id, public_id, title, authors, published_rule, language, url, text, notes, snapshot_id, "
            "added_at, published_on)",
            (
                (n, f"00000000-0000-4000-8000-{n:012d}", "Generated", "{}", "", "en", f"https://example.org/{n}",
                 "Generated", "{}", 1, "2026-01-01", "2024-05-01")
                for n in articles if n > self.articles
            ),
        )  # fmt: skip
        self.articles = max(self.articles, articles[-1])
        drawn = self._drawn(made) if vectors is None else vectors
        rows: dict[str, list[tuple[Any, ...]]] = {name: [] for name in ("s", "f", "q", "k", "c", "e")}
        for one, vector in zip(made, drawn, strict=True):
            f, n = one.facts, one.number
            rows["s"].append(
                (n, f.kind, n % 10 * 1000, n % 10 * 1000 + len(f.exact), f.exact, "", "", f.text, f.language,
                 f.organisation or "", "", f.place or "", f.period or "", f.period_resolved or "", "f", "", "benchmark",
                 "1", 1.0, "2026-01-01", "", n // 10 + 1)
            )  # fmt: skip
            if f.kind == "quote":
                rows["q"].append((n, "direct", "[]", f.speaker or "", "", "", "f"))
            else:
                rows["f"].append(
                    (n, f.value, f.comparator, f.unit_normalized, f.unit_normalized, "", f.counted, "", "")
                )
            counted = self._text(self._counted(f.language, f.counted)) if f.counted else None
            keys = "{" + ",".join(f'"{key}"' for key in candidate_keys(f)) + "}"
            rows["k"].append((n, f.kind, keys, self.model.name, self._text(vector), counted, ENGINE_VERSION))
            rows["c"].append(
                (n, f"b{n}", f.kind, f.text, f.language, "proposed", f.value, f.comparator, f.unit_normalized,
                 f.unit_normalized, "", f.counted or "", f.period or "", f.period_resolved or "", f.place or "",
                 f.organisation or "", f.speaker or "", "f", 1, "2026-01-01", "2026-01-01")
            )  # fmt: skip
            rows["e"].append((n, "machine", "{}", "2026-01-01", n, n))
        for key, table in (
            ("s", 'claims_statement (id, kind, start, "end", exact, prefix, suffix, sentence, language, attributed_to, '
             "platform_rule, place, period, period_resolved, sensitive, sensitive_reason, extractor, extractor_version, "
             "confidence, made_at, refused_reason, article_id)"),
            ("f", "claims_statistic (statement_id, value, comparator, unit, unit_normalized, per, counted, kind, change)"),
            ("q", "claims_quote (statement_id, kind, spans, speaker_name, role, organisation_name, anonymous)"),
            ("k", "claims_statementkey (statement_id, kind, keys, model, vector, counted_vector, version)"),
            ("c", "claims_claim (id, public_id, kind, wording, wording_language, status, value, comparator, unit, "
             "unit_normalized, per, counted, period, period_resolved, place, attributed_to, speaker_name, sensitive, "
             "revision, made_at, changed_at)"),
            ("e", "claims_evidence (id, joined, why, at, claim_id, statement_id)"),
        ):  # fmt: skip
            self._copy(table, rows[key])

    def _drawn(self, made: Sequence[Any]) -> Any:
        """Real vectors for the first statements; for the others one of their language and kind, moved."""
        np, known = self.np, len(self.real)
        found = np.empty((len(made), self.real.shape[1]), np.float32)
        for place, one in enumerate(made):
            if one.number <= known:
                found[place] = self.real[one.number - 1]
                continue
            group = self.groups[one.facts.language, one.facts.kind]
            base, left, right = self.real[group[self.generator.integers(0, len(group), 3)]]
            vector = base + 0.5 * (left - right)
            found[place] = vector / np.linalg.norm(vector)
        return found

    def _counted(self, language: str, counted: str) -> Any:
        from sources.text.vectors import embed

        if (language, counted) not in self.counted:
            self.counted[language, counted] = embed([counted], self.model)[0]
        return self.counted[language, counted]

    def _text(self, vector: Any) -> str:
        return "[" + ",".join(f"{value:.4g}" for value in vector.tolist()) + "]"

    def _copy(self, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
        def field(value: Any) -> str:
            text = "\\N" if value is None else str(value)
            return text if value is None else text.replace("\\", "\\\\").replace("\t", " ").replace("\n", " ")

        buffer = io.StringIO("".join("\t".join(map(field, row)) + "\n" for row in rows))
        self.cursor.copy_expert(f"COPY {table} FROM STDIN", buffer)


def ask(size: int, fill: Fill) -> list[int]:
    """Store the questions: statements that say one of the first ``size`` again, really embedded."""
    from benchmarks.matching_texts import Made, reworded
    from sources.text.vectors import embed

    step = max(1, min(size, len(fill.real)) // QUESTIONS)
    asked = [1 + number * step for number in range(QUESTIONS)]
    made = [Made(FIRST_QUESTION + number, reworded(number)) for number in asked]
    vectors = embed([m.facts.exact if m.facts.kind == "quote" else m.facts.text for m in made], fill.model)
    fill.cursor.execute("SET session_replication_role = replica")
    filled, fill.articles = fill.articles, 0
    fill.store(made, vectors)
    fill.articles = filled
    fill.cursor.execute("SET session_replication_role = DEFAULT")
    fill.cursor.execute("ANALYZE claims_statementkey")
    return asked


def forget(cursor: Any) -> None:
    """Take the questions out again."""
    cursor.execute("SET session_replication_role = replica")
    for table, column in (
        ("claims_evidence", "id"), ("claims_claim", "id"), ("claims_statementkey", "statement_id"),
        ("claims_quote", "statement_id"), ("claims_statistic", "statement_id"), ("claims_statement", "id"),
    ):  # fmt: skip
        cursor.execute(f"DELETE FROM {table} WHERE {column} >= %s", [FIRST_QUESTION])  # noqa: S608
    cursor.execute("DELETE FROM sources_article WHERE id > %s", [FIRST_QUESTION // 10])
    cursor.execute("SET session_replication_role = DEFAULT")


def measure(asked: Sequence[int]) -> dict[str, Any]:
    """Median and 95th percentile in milliseconds of each part, and how often the statement said again was found."""
    from django.db import transaction

    from claims.matching import compare_statements
    from claims.models import Statement
    from claims.services.facts import candidates_of
    from claims.services.neighbours import neighbours

    parts: dict[str, list[float]] = {"candidates": [], "rows": [], "comparing": [], "whole": []}
    processor: list[float] = []
    found = proposed = 0
    for turn, number in enumerate([*asked[:WARM_UP], *asked]):
        pk = FIRST_QUESTION + number
        with transaction.atomic():
            began, used = time.perf_counter(), time.process_time()
            candidates = candidates_of([pk])[pk]
            looked_up = time.perf_counter()
            known = neighbours(Statement.objects.standing().filter(pk__in=[pk, *candidates]))
            read = time.perf_counter()
            matches = {other: compare_statements(known[pk].facts, known[other].facts) for other in candidates}
            ended = time.perf_counter()
        if turn < WARM_UP:
            continue
        found += number in candidates
        proposed += number in matches and matches[number].outcome in ("propose", "same_in_story")
        parts["candidates"].append(looked_up - began)
        parts["rows"].append(read - looked_up)
        parts["comparing"].append(ended - read)
        parts["whole"].append(ended - began)
        processor.append(time.process_time() - used)

    def spread(values: list[float]) -> dict[str, float]:
        ordered = sorted(values)
        return {
            "median": round(statistics.median(ordered) * 1000, 1),
            "p95": round(ordered[int(0.95 * (len(ordered) - 1))] * 1000, 1),
        }

    return {
        "milliseconds": {name: spread(values) for name, values in parts.items()},
        "processor_ms_without_the_database": spread(processor),
        "found": f"{found} of {len(asked)}",
        "proposed": f"{proposed} of {len(asked)}",
        "load": [round(one, 2) for one in os.getloadavg()],
    }


def main() -> None:
    """Fill and measure size by size."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", default="10000,100000,1000000")
    parser.add_argument("--embed", type=int, default=20_000)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--reuse", type=Path)
    options = parser.parse_args()
    folder = options.reuse or options.keep or Path(tempfile.mkdtemp(prefix="corroborate-matching-"))
    folder.mkdir(parents=True, exist_ok=True)
    os.chmod(folder, 0o755)  # noqa: S103 - the embedded PostgreSQL runs as its own user where the caller is root
    os.environ["CORROBORATE_VAR"] = str(folder / "var")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from config.services import ensure_running, release

    ensure_running()
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    results: dict[str, Any] = {}
    try:
        call_command("migrate", verbosity=0)
        with connection.cursor() as cursor:
            fill = Fill(cursor, options.embed, folder / "vectors.npy")
            forget(cursor)
            cursor.execute("SELECT coalesce(max(id), 0) FROM claims_statement")
            fill.size = cursor.fetchone()[0]
            fill.articles = fill.size // 10 + 1 if fill.size else 0
            for size in [fill.size] if options.reuse else [int(one) for one in options.sizes.split(",")]:
                built = fill.grow(size) if size > fill.size else {}
                asked = ask(size, fill)
                results[f"{size}"] = {**measure(asked), "seconds_to_fill": built, "bytes": sizes(cursor)}
                print(json.dumps(results[f"{size}"]), file=sys.stderr, flush=True)
                forget(cursor)
        print(json.dumps(results, indent=1))
    finally:
        connection.close()
        release()
        if not (options.keep or options.reuse):
            shutil.rmtree(folder, ignore_errors=True)


def sizes(cursor: Any) -> dict[str, int]:
    """Bytes of the look-up table and its indexes."""
    cursor.execute(
        "SELECT relname, pg_relation_size(oid) FROM pg_class WHERE relname LIKE 'statement_vector%%' "
        "OR relname IN ('statement_keys_gin', 'claims_statementkey')"
    )
    return dict(cursor.fetchall())


if __name__ == "__main__":
    main()
