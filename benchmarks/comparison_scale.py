"""How the time to find what a new article is to be compared with grows with the archive, and how well it is found.

    .venv/bin/python benchmarks/comparison_scale.py [--sizes 1000,10000,100000,1000000] [--write]
    .venv/bin/python benchmarks/comparison_scale.py --keep FOLDER     # fill only, which takes long; goes on where it stopped
    .venv/bin/python benchmarks/comparison_scale.py --reuse FOLDER --write     # measure what was filled

Texts are generated (scale_texts); the first ``--real`` are really embedded, the rest are rows drawn to look like them
(scale_archive). Each size is a database of its own, on services of their own, in a temporary folder or the one given.
In the same run, on the same texts: datasketch's MinHashLSH in memory and on Valkey, and TF-IDF by brute force. Prints
JSON; ``--write`` keeps it as docs/performance.json, draws docs/performance.svg and makes the tables of
docs/performance.md anew.
"""

import argparse
import atexit
import json
import os
import pickle
import platform
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path[:0] = [str(ROOT), str(HERE)]

QUERIES, WARM_UP, EXHAUSTIVE = 50, 20, 12
# Of the search through the HNSW graph; pgvector's default, the one in use, wider ones
WIDTHS = (40, 60, 100, 200)


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which so large a share lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(share * (len(ordered) - 1)))]


def spread(values: Sequence[float]) -> dict[str, float]:
    """Median and 95th percentile, in two places."""
    return {"median": round(statistics.median(values), 2), "p95": round(percentile(values, 0.95), 2)}


def prepared_texts(made: Sequence[Any]) -> list[Any]:
    """Fingerprints of the generated texts; ``key`` is the article's id, from 1 up. The second model is left out."""
    from sources.comparison.preparing import prepare
    from sources.comparison.records import Document

    return prepare(
        [Document(str(n), t.title, t.text, t.language, t.published_on) for n, t in enumerate(made, 1)],
        leads=False,
    )


def queries_of(made: Sequence[Any], count: int, size: int) -> list[int]:
    """Ids of articles to ask for: half of them with family, half without, all within the first ``size``."""
    by_family = families(made[:size])
    related = [n for members in by_family.values() if len(members) > 1 for n in members]
    alone = [members[0] for members in by_family.values() if len(members) == 1]
    chooser = random.Random(size)
    return chooser.sample(related, count // 2) + chooser.sample(alone, count - count // 2)


def families(made: Sequence[Any]) -> dict[int, list[int]]:
    """Ids by family."""
    found: dict[int, list[int]] = defaultdict(list)
    for number, text in enumerate(made, 1):
        found[text.family].append(number)
    return found


def measure(archive: Any, prepared: Sequence[Any], made: Sequence[Any], size: int) -> dict[str, Any]:
    """Times of candidates, by part, and of scoring; and recall of family members.

    Scoring takes, for an article that was drawn, the text it was drawn from: the number of candidates is what counts.
    """
    from django.db import connection
    from scale_archive import Stopwatch

    from sources.comparison.clustering import NEVER_JOINED
    from sources.comparison.scoring import compare
    from sources.comparison.thresholds import EXCERPT_PROBABILITY, JOIN_PROBABILITY, REVIEW_PROBABILITY
    from sources.services import candidates
    from sources.text.vectors import E5

    parts: dict[str, list[float]] = defaultdict(list)
    sharing, near = candidates._by_keys, candidates._near

    def timed_part(name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        def run(*args: Any, **named: Any) -> Any:
            _, processor, result = watch.time(lambda: work(*args, **named))
            parts[name].append(processor)
            return result

        return run

    watch = Stopwatch(connection.connection.info.backend_pid)
    real = min(size, len(prepared))
    asked = queries_of(made, QUERIES + WARM_UP, real)
    random.Random(1).shuffle(asked)
    for number, lead in zip(asked, archive.drawn_leads(len(asked)), strict=True):
        prepared[number - 1].leads[E5.name] = lead
    for number in asked[:WARM_UP]:
        candidates.candidates_of(prepared[number - 1])
    candidates._by_keys, candidates._near = timed_part("keys", sharing), timed_part("vectors", near)
    times, processor_times, counts, scoring = [], [], [], []
    found_family = shown_family = joined_family = wrongly_joined = expected = joined_all = 0
    relatives = families(made[:real])
    for number in asked[WARM_UP:]:
        document = prepared[number - 1]
        milliseconds, processor, found = watch.time(lambda d=document: candidates.candidates_of(d))
        times.append(milliseconds)
        processor_times.append(processor)
        counts.append(len(found))
        others = archive.bases(found)
        _, processor, compared = watch.time(lambda d=document, o=others: [compare(d, other) for other in o])
        scoring.append(processor)
        family = set(relatives[made[number - 1].family]) - {number}
        chances = {
            pk: c.probability if c.relation not in NEVER_JOINED else min(c.probability, EXCERPT_PROBABILITY)
            for pk, c in zip(found, compared, strict=True)
            if pk <= real
        }
        expected += len(family)
        found_family += len(family & set(found))
        shown_family += sum(chances.get(pk, 0) >= REVIEW_PROBABILITY for pk in family)
        joined = {pk for pk, chance in chances.items() if chance >= JOIN_PROBABILITY}
        joined_all += len(joined)
        joined_family += len(joined & family)
        wrongly_joined += len(joined - family)
    candidates._by_keys, candidates._near = sharing, near
    return {
        "candidates_clock_ms": spread(times),
        "candidates_processor_ms": spread(processor_times),
        "keys_processor_ms": spread(parts["keys"]),
        "vectors_processor_ms": spread(
            [sum(parts["vectors"][i : i + 2]) for i in range(0, len(parts["vectors"]), 2)]
        ),
        "candidates": spread(counts),
        "scoring_processor_ms": spread(scoring),
        "family_pairs": expected,
        "found": found_family,
        "shown": shown_family,
        "joined": joined_family,
        "wrongly_joined": wrongly_joined,
    }


def nearest_recall(archive: Any, asked: Sequence[int]) -> dict[int, float]:
    """Share of the exactly nearest twenty, by a scan of all vectors, that the HNSW index gives, by width of search."""
    from django.db import connection, transaction

    from sources.comparison.thresholds import NEAREST
    from sources.services import candidates
    from sources.text.vectors import UNIVERSAL

    hits = dict.fromkeys(WIDTHS, 0)
    wanted = 0
    usual = candidates.SIGNED_FIRST
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL hnsw.iterative_scan = relaxed_order")
        for number in asked:
            own = archive.vectors[number - 1]
            cursor.execute(
                "SELECT article_id FROM sources_documentvector WHERE model = %s "
                "ORDER BY vector::halfvec(512) <=> %s::halfvec(512) LIMIT %s",
                [UNIVERSAL.name, str(own.tolist()), NEAREST + 1],
            )
            exact = {row[0] for row in cursor.fetchall()}
            wanted += len(exact)
            for width in WIDTHS:
                cursor.execute("SET LOCAL hnsw.ef_search = %s", [width])
                candidates.SIGNED_FIRST = width
                given = {row[0] for row in candidates._nearest(cursor, UNIVERSAL.name, own, "", "", NEAREST)}
                hits[width] += len(given & exact)
    candidates.SIGNED_FIRST = usual
    return {width: round(count / wanted, 4) for width, count in hits.items()}


def exhaustive_recall(prepared: Sequence[Any], made: Sequence[Any], count: int) -> dict[str, int]:
    """Of what comparing a few articles with every real one in their language finds, how much the candidates hold."""
    from sources.comparison.scoring import compare
    from sources.comparison.thresholds import JOIN_PROBABILITY, REVIEW_PROBABILITY
    from sources.services.candidates import candidates_of

    found = {
        "articles": count,
        "shown": 0,
        "shown_among_candidates": 0,
        "joined": 0,
        "joined_among_candidates": 0,
    }
    for number in queries_of(made, count, len(prepared)):
        document = prepared[number - 1]
        given = set(candidates_of(document))
        alike = [o for o in prepared if o is not document and o.language == document.language]
        chances = {int(o.key): compare(document, o).probability for o in alike}
        for name, least in (("shown", REVIEW_PROBABILITY), ("joined", JOIN_PROBABILITY)):
            held = {pk for pk, chance in chances.items() if chance >= least}
            found[name] += len(held)
            found[f"{name}_among_candidates"] += len(held & given)
    return found


def main() -> None:
    """Fill, measure, print; see the module's docstring."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", default="1000,10000,100000")
    parser.add_argument("--real", type=int, default=10_000, help="how many texts are really prepared")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--keep", help="fill archives in this folder and leave them there")
    parser.add_argument("--reuse", help="measure the archives in this folder")
    options = parser.parse_args()
    sizes = [int(size) for size in options.sizes.split(",")]
    kept = options.keep or options.reuse
    folder = Path(kept or tempfile.mkdtemp(prefix="corroborate-scale-"))
    folder.mkdir(exist_ok=True)
    folder.chmod(0o755)  # the embedded PostgreSQL runs as its own user where the caller is root
    os.environ["CORROBORATE_VAR"] = str(folder / "var")
    os.environ.pop("DATABASE_URL", None)
    os.environ.pop("REDIS_URL", None)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from config.services import ensure_running, release

    if not kept:
        # Registered first, so run last: what leaves the services at the end writes there once more.
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
    # In a process of its own, so that the server starts anew with it.
    subprocess.run(
        [sys.executable, "-c", "import comparison_scale as c; c.give_memory()"], check=True, cwd=HERE
    )
    ensure_running()
    import django

    django.setup()
    from django.core.management import call_command
    from scale_texts import texts

    try:
        if not options.reuse:
            call_command("migrate", verbosity=0)
        made = texts(min(options.real, max(sizes)))
        prepared, seconds = kept_texts(folder / f"prepared-{len(made)}.pickle", made)
        if not options.reuse:
            for size in sizes:
                fill(size, prepared)
        if not options.keep:
            results = run(sizes, made, prepared, seconds, options.write)
            print(json.dumps(results, indent=1))
    finally:
        release()


def give_memory() -> None:
    """A quarter of the machine's memory for PostgreSQL's own cache, as its manual advises; its default is 128 MB.

    Takes effect when the server starts again.
    """
    import psutil
    import psycopg2

    from config.services import ensure_running

    ensure_running()
    megabytes = psutil.virtual_memory().total // 4 // 2**20
    connection = psycopg2.connect(os.environ["DATABASE_URL"])
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER SYSTEM SET shared_buffers = '{megabytes}MB'")
    connection.close()


def kept_texts(path: Path, made: Sequence[Any]) -> tuple[list[Any], float]:
    """The prepared texts, and the seconds that preparing them took; from ``path`` where they were kept there."""
    if path.exists():
        with path.open("rb") as stored:
            prepared, seconds = pickle.load(stored)  # noqa: S301 - our own
        return prepared, seconds
    started = time.perf_counter()
    prepared = prepared_texts(made)
    seconds = time.perf_counter() - started
    print(f"prepared {len(made)} texts in {seconds:.0f} s", file=sys.stderr, flush=True)
    with path.open("wb") as storing:
        pickle.dump((prepared, seconds), storing)
    return prepared, seconds


def into(database: str) -> None:
    """Have Django's connection lead to another database of the same server."""
    from django.db import connection

    connection.close()
    connection.settings_dict["NAME"] = database


def fill(size: int, prepared: Sequence[Any]) -> None:
    """An archive of this size in its own database; one that is full already is left, one half full made anew."""
    from django.db import connection
    from scale_archive import Archive

    own = connection.settings_dict["NAME"]
    name = f"scale_{size}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT FROM pg_database WHERE datname = %s", [name])
        there = cursor.fetchone() is not None
    if there:
        into(name)
        with connection.cursor() as cursor:
            there = bool(Archive(cursor, prepared[:1], size).filled())
        into(own)
    if there:
        return
    into("postgres")
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name}")
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE {own}")
    into(name)
    with connection.cursor() as cursor:
        Archive(cursor, prepared, size).fill()
    into(own)


def write(results: dict[str, Any]) -> None:
    """Keep the results, and draw them, beside the page that tells of them."""
    from scale_chart import chart
    from scale_tables import replaced

    page = ROOT / "docs" / "performance.md"
    page.write_text(replaced(page.read_text(), results))
    (ROOT / "docs" / "performance.json").write_text(json.dumps(results, indent=1) + "\n")
    (ROOT / "docs" / "performance.svg").write_text(chart(results))


def run(
    sizes: Sequence[int], made: Sequence[Any], prepared: Sequence[Any], preparing: float, keep: bool
) -> dict[str, Any]:
    """Measure all sizes in turn."""
    import psutil
    from django.db import connection
    from scale_archive import Archive
    from scale_others import min_hash_lsh, tf_idf

    with connection.cursor() as cursor:
        cursor.execute("SHOW shared_buffers")
        shared_buffers = cursor.fetchone()[0]
    results: dict[str, Any] = {
        "machine": {
            "cores": os.cpu_count(),
            "memory": psutil.virtual_memory().total,
            "shared_buffers": shared_buffers,
            "python": platform.python_version(),
            "load_before": os.getloadavg()[0],
        },
        "texts": {
            "real": len(made),
            "prepared_a_second": round(len(made) / preparing, 1),
            "words": round(statistics.mean(d.word_count for d in prepared)),
        },
        "sizes": {},
    }
    own = connection.settings_dict["NAME"]
    for size in sizes:
        into(f"scale_{size}")
        with connection.cursor() as cursor:
            archive = Archive(cursor, prepared, size)
            archive.warm()
            real = min(size, len(prepared))
            row = measure(archive, prepared, made, size)
            row |= {"seconds": archive.filled(), "bytes": archive.sizes()}
            row["load"] = round(os.getloadavg()[0], 1)
            results["sizes"][str(size)] = row
            asked = queries_of(made, QUERIES, real)
            row["nearest_recall"] = nearest_recall(archive, asked)
            if size <= 10_000:
                row["min_hash_lsh"] = min_hash_lsh(made[:real], asked, families)
                row["tf_idf"] = tf_idf(made[:real], asked, families)
            if size == 10_000:
                row["exhaustive"] = exhaustive_recall(prepared, made, EXHAUSTIVE)
            print(size, json.dumps(row), file=sys.stderr, flush=True)
            if keep:
                write(results)
    into(own)
    return results


if __name__ == "__main__":
    main()
