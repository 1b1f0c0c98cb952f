"""The geometry of a claim's timeline: one mark an article, copies and translations hanging from their origin.

Plain numbers for an SVG; drawing and colours are left to the template and the stylesheet.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sources.presentation import MONTHS, date_in_words

LANE = 46  # px between origins
STACK = 11  # px between marks that share a place
TOP = 26
EDGE = 10
MOST_LANES = 12
SHAPES = {"origin": "circle", "translation": "diamond", "rewritten": "square", "excerpt": "triangle"}


@dataclass(frozen=True, slots=True)
class Appearance:
    """One article that says the claim: when, in which story, how it stands to that story's lead, and its page."""

    story: str
    story_name: str
    relation: str
    published_on: date | None
    title: str
    link: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A shape at a place, with the words it says on hover and to a screen reader."""

    x: float
    y: float
    shape: str
    relation: str
    label: str
    link: str
    points: str = ""

    @property
    def left(self) -> float:
        """Left edge of its square."""
        return self.x - 4

    @property
    def top(self) -> float:
        """Upper edge of its square."""
        return self.y - 4


@dataclass(frozen=True, slots=True)
class Lane:
    """One origin's row: its name, the line it hangs from, and the stems of what hangs from it."""

    name: str
    y: float
    x_from: float
    x_to: float
    marks: tuple[Mark, ...]
    stems: tuple[str, ...]
    width: int

    @property
    def is_named_leftwards(self) -> bool:
        """Whether the name stands before the marks, for want of room behind them."""
        return self.x_from > self.width / 2

    @property
    def name_at(self) -> float:
        """Where the name begins or ends."""
        return self.x_from - 9 if self.is_named_leftwards else self.x_from + 9

    @property
    def name_y(self) -> float:
        """The name's baseline: above the line that the copies hang from."""
        return self.y - 8 if not self.is_named_leftwards else self.y + 4

    @property
    def name_anchor(self) -> str:
        """SVG's text-anchor of the name."""
        return "end" if self.is_named_leftwards else "start"


@dataclass(frozen=True, slots=True)
class Timeline:
    """A whole drawing, in px of its own width; ``undated`` and ``left_out`` count what it can't place."""

    width: int
    height: float
    lanes: tuple[Lane, ...]
    ticks: tuple[tuple[float, str, str], ...]
    undated: int
    left_out: int

    @property
    def axis(self) -> float:
        """Where the axis lies."""
        return self.height - 20

    @property
    def words_at(self) -> float:
        """The baseline of the words under the axis."""
        return self.height - 4


def timeline(appearances: Iterable[Appearance], width: int = 760) -> Timeline | None:
    """Place articles by date, one lane a story, earliest story first; None where no article has a date.

    The scale is linear in days. Marks that would lie on one another hang one under the other.
    """
    everything = list(appearances)
    dated = [appearance for appearance in everything if appearance.published_on]
    if not dated:
        return None
    days = [appearance.published_on for appearance in dated if appearance.published_on]
    first, last = min(days), max(days)
    if first == last:
        first, last = first - timedelta(days=1), last + timedelta(days=1)
    scale = (width - 2 * EDGE) / (last - first).days
    stories: dict[str, list[Appearance]] = {}
    for appearance in sorted(dated, key=lambda one: (one.published_on or date.max, one.relation != "origin")):
        stories.setdefault(appearance.story, []).append(appearance)
    shown = list(stories.values())[:MOST_LANES]
    lanes = []
    y = float(TOP)
    for members in shown:
        lane, depth = _lane(members, y, first, scale, width)
        lanes.append(lane)
        y += LANE + STACK * max(0, depth - 1)
    return Timeline(
        width=width,
        height=round(y - LANE + STACK + 38, 1),
        lanes=tuple(lanes),
        ticks=_ticks(first, last, scale, width),
        undated=len(everything) - len(dated),
        left_out=sum(len(members) for members in list(stories.values())[MOST_LANES:]),
    )


def _lane(members: Sequence[Appearance], y: float, first: date, scale: float, width: int) -> tuple[Lane, int]:
    marks: list[Mark] = []
    stems: list[str] = []
    lead = next((member for member in members if member.relation == "origin"), members[0])
    lead_x = _x(lead, first, scale)
    marks.append(_mark(lead, lead_x, y, lead.relation == "origin"))
    heights: dict[int, int] = {}
    depth = 1
    for member in members:
        if member is lead:
            continue
        x = _x(member, first, scale)
        place = round(x / STACK)
        heights[place] = heights.get(place, 0) + 1
        depth = max(depth, heights[place] + 1)
        mark_y = y + STACK * heights[place] + 4
        stems.append(f"M{lead_x:.1f} {y:.1f}V{mark_y:.1f}H{x:.1f}")
        marks.append(_mark(member, x, mark_y, False))
    xs = [mark.x for mark in marks]
    return Lane(lead.story_name, y, min(xs), max(xs), tuple(marks), tuple(stems), width), depth


def _x(appearance: Appearance, first: date, scale: float) -> float:
    day = appearance.published_on or first
    return round(EDGE + (day - first).days * scale, 1)


def _mark(appearance: Appearance, x: float, y: float, is_origin: bool) -> Mark:
    shape = "circle" if is_origin else SHAPES.get(appearance.relation, "circle")
    words = {"origin": "origin", "copy": "copy"}.get(
        appearance.relation, appearance.relation.replace("_", "-")
    )
    label = f"{appearance.title}, {date_in_words(appearance.published_on)} ({words})"
    return Mark(x, round(y, 1), shape, appearance.relation, label, appearance.link, _points(shape, x, y))


def _points(shape: str, x: float, y: float) -> str:
    if shape == "diamond":
        corners = [(x, y - 5.4), (x + 5.4, y), (x, y + 5.4), (x - 5.4, y)]
    elif shape == "triangle":
        corners = [(x, y - 5), (x + 5, y + 4), (x - 5, y + 4)]
    else:
        return ""
    return " ".join(f"{a:.1f},{b:.1f}" for a, b in corners)


def _ticks(first: date, last: date, scale: float, width: int) -> tuple[tuple[float, str, str], ...]:
    """Years, months or days along the axis: as many as fit at 90 px each. (x, words, text-anchor) each."""
    room = max(2, width // 90)
    span = (last - first).days
    if span > 365 * 2:
        step = max(1, -(-(last.year - first.year + 1) // room))
        days = [date(year, 1, 1) for year in range(first.year, last.year + 1, step)]
        texts = [(day, str(day.year)) for day in days if first <= day <= last]
    elif span > 60:
        months = [
            (first.year + (first.month - 1 + n) // 12, (first.month - 1 + n) % 12 + 1) for n in range(27)
        ]
        days = [date(year, month, 1) for year, month in months if first <= date(year, month, 1) <= last]
        kept = days[:: max(1, -(-len(days) // room))]
        texts = [(day, f"{MONTHS[day.month - 1][:3]} {day.year}") for day in kept]
    else:
        step = max(1, -(-(span + 1) // room))
        days = [first + timedelta(days=n) for n in range(0, span + 1, step)]
        texts = [(day, f"{day.day} {MONTHS[day.month - 1][:3]}") for day in days]
    ticks = []
    for day, text in texts:
        x = round(EDGE + (day - first).days * scale, 1)
        anchor = "start" if x < 30 else "end" if x > width - 40 else "middle"
        ticks.append((x, text, anchor))
    return tuple(ticks)
