"""The chart of docs/performance.md, as plain SVG: milliseconds to find candidates, by the size of the archive."""

import math
from typing import Any

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 720, 380, 70, 170, 50, 60
TARGET = 50.0


def chart(results: dict[str, Any]) -> str:
    """Median and 95th percentile on the processor, median on the clock, and the target, over a logarithmic scale."""
    sizes = [int(size) for size in results["sizes"]]
    rows = list(results["sizes"].values())
    lines = [
        ("median, processor", "#0b5cad", "", [row["candidates_processor_ms"]["median"] for row in rows]),
        ("95 in 100, processor", "#0b5cad", "6 4", [row["candidates_processor_ms"]["p95"] for row in rows]),
        ("median, clock", "#8a4b08", "", [row["candidates_clock_ms"]["median"] for row in rows]),
    ]
    top = max(TARGET * 1.2, *(value for *_, values in lines for value in values)) * 1.05

    def x(size: float) -> float:
        low, high = math.log10(sizes[0]), math.log10(max(sizes[-1], sizes[0] * 10))
        return LEFT + (math.log10(size) - low) / (high - low) * (WIDTH - LEFT - RIGHT)

    def y(value: float) -> float:
        return HEIGHT - BOTTOM - value / top * (HEIGHT - TOP - BOTTOM)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        'font-family="sans-serif" font-size="13" fill="#222" role="img" aria-labelledby="title">',
        '<title id="title">Milliseconds to find the candidates of one new article, by the size of the archive</title>',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        f'<text x="{LEFT}" y="26" font-size="15">Milliseconds to find the candidates of one new article</text>',
        f'<text x="{(LEFT + WIDTH - RIGHT) / 2:.0f}" y="{HEIGHT - 14}" text-anchor="middle">articles in the archive</text>',
    ]
    step = 10 ** math.floor(math.log10(top / 2))
    while top / step > 8:
        step *= 2
    value = 0.0
    while value <= top:
        parts.append(f'<path d="M{LEFT} {y(value):.1f}H{WIDTH - RIGHT}" stroke="#ddd"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{y(value) + 4:.1f}" text-anchor="end">{value:g}</text>')
        value += step
    for size in sizes:
        parts.append(
            f'<text x="{x(size):.1f}" y="{HEIGHT - BOTTOM + 20}" text-anchor="middle">{size:,}</text>'
        )
    parts.append(f'<path d="M{LEFT} {y(TARGET):.1f}H{WIDTH - RIGHT}" stroke="#444" stroke-dasharray="2 4"/>')
    labels = [(y(TARGET), "target", "#444")]
    for name, colour, dashes, values in lines:
        points = " ".join(f"{x(size):.1f},{y(value):.1f}" for size, value in zip(sizes, values, strict=True))
        dash = f' stroke-dasharray="{dashes}"' if dashes else ""
        parts.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"{dash}/>')
        parts += [
            f'<circle cx="{x(s):.1f}" cy="{y(v):.1f}" r="3" fill="{colour}"/>'
            for s, v in zip(sizes, values, strict=True)
        ]
        labels.append((y(values[-1]), name, colour))
    place = -math.inf
    for height, name, colour in sorted(labels):
        place = max(height + 4, place + 16)
        parts.append(f'<text x="{WIDTH - RIGHT + 10}" y="{place:.1f}" fill="{colour}">{name}</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"
