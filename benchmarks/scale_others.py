"""Two common ways to find the same text, measured on the same generated texts: MinHash LSH, and TF-IDF by brute force."""

import math
import os
import re
import time
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urlparse

import numpy as np
import psutil

SHINGLE, PERMUTATIONS, JACCARD, COSINE = 3, 128, 0.4, 0.5


def outcome(
    found: dict[int, set[int]], made: Sequence[Any], families: Callable[[Sequence[Any]], dict[int, list[int]]]
) -> dict[str, int]:
    """Of the pairs of a family, how many were found; and how many others were."""
    relatives = families(made)
    expected = right = wrong = 0
    for number, others in found.items():
        family = set(relatives[made[number - 1].family]) - {number}
        expected += len(family)
        right += len(others & family)
        wrong += len(others - family - {number})
    return {"family_pairs": expected, "found": right, "wrongly_found": wrong}


def words(text: str) -> list[str]:
    """Lower-case words and numbers."""
    return re.findall(r"\w+", text.lower())


def min_hash_lsh(made: Sequence[Any], asked: Sequence[int], families: Any) -> dict[str, Any]:
    """datasketch's index in memory and on Valkey: time to insert and to ask, space, and quality.

    Shingles of three words, 128 permutations, threshold .4. Answers are what shares a bucket, as its users take them.
    """
    import redis
    from datasketch import MinHash, MinHashLSH

    sketches = []
    for text in made:
        tokens = words(text.text)
        runs = {" ".join(tokens[i : i + SHINGLE]).encode() for i in range(len(tokens) - SHINGLE + 1)}
        sketch = MinHash(num_perm=PERMUTATIONS)
        sketch.update_batch(list(runs))
        sketches.append(sketch)
    address = urlparse(os.environ["REDIS_URL"])
    server = {"host": address.hostname, "port": address.port, "password": address.password, "db": 9}
    client = redis.Redis(**server)
    client.flushdb()
    results: dict[str, Any] = {}
    for storage in ("memory", "valkey"):
        process = psutil.Process()
        before = client.info("memory")["used_memory"] if storage == "valkey" else process.memory_info().rss
        config = {"type": "redis", "basename": b"scale", "redis": server} if storage == "valkey" else None
        index = MinHashLSH(threshold=JACCARD, num_perm=PERMUTATIONS, storage_config=config)
        started = time.perf_counter()
        with index.insertion_session() as session:
            for number, sketch in enumerate(sketches, 1):
                session.insert(str(number), sketch)
        inserting = time.perf_counter() - started
        after = client.info("memory")["used_memory"] if storage == "valkey" else process.memory_info().rss
        times, found = [], {}
        for number in asked:
            started = time.perf_counter()
            found[number] = {int(key) for key in index.query(sketches[number - 1])}
            times.append((time.perf_counter() - started) * 1000)
        results[storage] = {
            "inserting_seconds": round(inserting, 1),
            "bytes": after - before,
            "query_ms": {
                "median": round(float(np.median(times)), 2),
                "p95": round(float(np.quantile(times, 0.95)), 2),
            },
        } | outcome(found, made, families)
    client.flushdb()
    return results


def tf_idf(made: Sequence[Any], asked: Sequence[int], families: Any) -> dict[str, Any]:
    """Every article against every other by the cosine of TF-IDF weights (sublinear counts), from .5 on."""
    from scipy.sparse import csr_array

    started = time.perf_counter()
    counted = [Counter(words(text.text)) for text in made]
    places: dict[str, int] = {}
    frequency: Counter[str] = Counter()
    for counts in counted:
        frequency.update(counts.keys())
    rows, columns, values = [], [], []
    for row, counts in enumerate(counted):
        weights = {w: (1 + math.log(n)) * math.log(len(made) / frequency[w]) for w, n in counts.items()}
        norm = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        for word, weight in weights.items():
            rows.append(row)
            columns.append(places.setdefault(word, len(places)))
            values.append(weight / norm)
    matrix = csr_array((values, (rows, columns)), shape=(len(made), len(places)), dtype=np.float32)
    building = time.perf_counter() - started
    times, found = [], {}
    for number in asked:
        started = time.perf_counter()
        cosines = (matrix @ matrix[[number - 1]].T).toarray().ravel()
        found[number] = {int(i) + 1 for i in np.flatnonzero(cosines >= COSINE)} - {number}
        times.append((time.perf_counter() - started) * 1000)
    return {
        "building_seconds": round(building, 1),
        "bytes": int(matrix.data.nbytes + matrix.indices.nbytes + matrix.indptr.nbytes),
        "query_ms": {
            "median": round(float(np.median(times)), 2),
            "p95": round(float(np.quantile(times, 0.95)), 2),
        },
    } | outcome(found, made, families)
