"""The tables of docs/performance.md on the growth of the archive, from the results of ``comparison_scale``."""

import re
from collections.abc import Callable
from typing import Any

BEGIN, END = "<!-- scale: begin -->", "<!-- scale: end -->"
Row = dict[str, Any]


def _spread(values: dict[str, float]) -> str:
    return f"{values['median']:.0f} / {values['p95']:.0f}"


def _megabytes(count: float) -> str:
    return f"{count / 1e6:,.0f} MB"


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _sizes(results: Row) -> str:
    columns: list[Row] = list(results["sizes"].values())
    widths = list(columns[0]["nearest_recall"])
    what: list[tuple[str, Callable[[Row], str]]] = [
        ("candidates, processor, ms (median / 95 in 100)", lambda r: _spread(r["candidates_processor_ms"])),
        ("of which keys, ms", lambda r: _spread(r["keys_processor_ms"])),
        ("of which vectors, ms", lambda r: _spread(r["vectors_processor_ms"])),
        ("candidates, on the clock, ms", lambda r: _spread(r["candidates_clock_ms"])),
        ("candidates found", lambda r: _spread(r["candidates"])),
        ("scoring them all, processor, ms", lambda r: _spread(r["scoring_processor_ms"])),
        ("pairs of a family among the candidates", lambda r: f"{r['found']} of {r['family_pairs']}"),
        ("joined rightly, wrongly", lambda r: f"{r['joined']}, {r['wrongly_joined']}"),
        (
            f"nearest twenty, width {' / '.join(map(str, widths))}",
            lambda r: " / ".join(f"{r['nearest_recall'][width]:.3f}" for width in widths),
        ),
        (
            "keys, table and indexes",
            lambda r: _megabytes(
                r["bytes"]["sources_candidatekey"] + r["bytes"]["sources_candidatekey indexes"]
            ),
        ),
        (
            "vectors, table and indexes",
            lambda r: _megabytes(
                r["bytes"]["sources_documentvector"] + r["bytes"]["sources_documentvector indexes"]
            ),
        ),
        (
            "building the HNSW indexes, s",
            lambda r: f"{sum(s for name, s in r['seconds'].items() if name.endswith('hnsw')):,.0f}",
        ),
        ("load of the machine meanwhile", lambda r: f"{r['load']:.0f}"),
    ]
    return _table(
        ["", *(f"{int(size):,}" for size in results["sizes"])],
        [[name, *(tell(column) for column in columns)] for name, tell in what],
    )


def _others(results: Row) -> str:
    rows = []
    for size, row in results["sizes"].items():
        if "tf_idf" not in row:
            continue
        both = {"MinHashLSH, in memory": "memory", "MinHashLSH, on Valkey": "valkey"}
        ways = {name: row["min_hash_lsh"][storage] for name, storage in both.items()}
        ways["TF-IDF, brute force"] = row["tf_idf"]
        for name, told in ways.items():
            seconds = told.get("inserting_seconds", told.get("building_seconds"))
            times = told["query_ms"]
            rows.append(
                [
                    name,
                    f"{int(size):,}",
                    f"{seconds:.1f}",
                    _megabytes(max(told["bytes"], 0)),
                    f"{times['median']:.1f} / {times['p95']:.1f}",
                    f"{told['found']} of {told['family_pairs']}",
                    f"{told['wrongly_found']:,}",
                ]
            )
        times = row["candidates_clock_ms"]
        space = sum(row["bytes"][f"sources_{table}"] for table in ("candidatekey", "documentvector"))
        space += sum(row["bytes"][f"sources_{table} indexes"] for table in ("candidatekey", "documentvector"))
        rows.append(
            [
                "Corroborate, with its second step",
                f"{int(size):,}",
                f"{sum(row['seconds'].values()):.1f}",
                _megabytes(space),
                f"{times['median']:.1f} / {times['p95']:.1f}",
                f"{row['joined']} of {row['family_pairs']}",
                f"{row['wrongly_joined']:,}",
            ]
        )
    head = [
        "",
        "texts",
        "inserting or building, s",
        "space",
        "one question, ms on the clock (median / 95 in 100)",
    ]
    return _table([*head, "pairs of a family found", "others found"], rows)


def replaced(page: str, results: Row) -> str:
    """The page with its tables made anew. Raises ValueError where it has no marks for them."""
    machine, texts = results["machine"], results["texts"]
    smallest, largest = results["sizes"].get("10000"), list(results["sizes"].values())[-1]
    said = [
        f"{texts['real']:,} real texts of {texts['words']} words; {machine['cores']} cores, "
        f"{machine['memory'] / 1e9:.0f} GB of memory, of which {machine['shared_buffers']} for PostgreSQL's cache."
    ]
    if smallest and largest is not smallest:
        grown = largest["candidates_processor_ms"]["median"] / smallest["candidates_processor_ms"]["median"]
        size = int(list(results["sizes"])[-1])
        said.append(f"Candidates at {size:,} take {grown:.1f} times the processor's time of those at 10,000.")
    parts = [
        BEGIN,
        "",
        *said,
        "",
        _sizes(results),
        "",
        "### Beside two common ways",
        "",
        _others(results),
        "",
        END,
    ]
    made, count = re.subn(
        f"{re.escape(BEGIN)}.*{re.escape(END)}", lambda _: "\n".join(parts), page, count=1, flags=re.S
    )
    if not count:
        raise ValueError(f"no {BEGIN} in the page")
    return made
