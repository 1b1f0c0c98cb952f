"""How sources are shown: languages by their own name, dates in words, and a text cut into marked segments.

Plain functions; which rows are shown to whom is left to querysets and views.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise

from babel import Locale, UnknownLocaleError

RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"})
# CLDR calls these by a word that their speakers use for a country or a family of languages.
OWN_NAMES = {"id": "Bahasa Indonesia", "ms": "Bahasa Melayu"}
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@cache
def language_name(code: str) -> str:
    """A language by its own name ("Deutsch"); an unknown code is shown as it is, none as "Language not known"."""
    if not code or code == "und":
        return "Language not known"
    if code in OWN_NAMES:
        return OWN_NAMES[code]
    try:
        locale = Locale.parse(code.replace("-", "_"))
    except (UnknownLocaleError, ValueError, TypeError):
        return code
    name = locale.get_display_name(locale) or code
    return name[:1].upper() + name[1:]


def direction(code: str) -> str:
    """The direction in which a language is written: "rtl" or "ltr"."""
    return "rtl" if code.split("-")[0] in RIGHT_TO_LEFT else "ltr"


def date_in_words(day: date | None) -> str:
    """15 January 2022, or "undated"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}" if day else "undated"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text to be marked: offsets in characters, what kind it is, and which row it stands for."""

    start: int
    end: int
    kind: str
    label: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text over which the same spans lie."""

    start: int
    end: int
    text: str
    spans: tuple[Span, ...] = ()

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds that lie over it, each once, in the order of their names."""
        return tuple(sorted({span.kind for span in self.spans}))

    @property
    def label(self) -> str:
        """What lies here, in words."""
        return "; ".join(dict.fromkeys(span.label for span in self.spans if span.label))

    @property
    def classes(self) -> str:
        """The stylesheet's names of its kinds."""
        return " ".join(f"is-{kind}" for kind in self.kinds)

    @property
    def is_withheld(self) -> bool:
        """Whether testimony that the reader may not see lies here."""
        return "withheld" in self.kinds

    @property
    def link(self) -> str:
        """Where the shortest span that has a link leads."""
        linked = [span for span in self.spans if span.link]
        return min(linked, key=lambda span: span.end - span.start).link if linked else ""


def segments(text: str, spans: Iterable[Span]) -> list[Segment]:
    """Cut a text where spans begin or end, in order, losing nothing: the segments joined are the text.

    Spans may overlap or nest; parts outside the text are cut off, empty ones ignored. O(n log n) in the spans plus
    the overlaps themselves.
    """
    clipped = []
    for span in spans:
        start, end = max(0, span.start), min(len(text), span.end)
        if start < end:
            clipped.append((start, end, span))
    clipped.sort(key=lambda entry: (entry[0], -entry[1]))
    cuts = sorted({0, len(text), *(start for start, _, _ in clipped), *(end for _, end, _ in clipped)})
    cut_segments = []
    active: list[tuple[int, int, Span]] = []
    upcoming = 0
    for start, end in pairwise(cuts):
        active = [entry for entry in active if entry[1] > start]
        while upcoming < len(clipped) and clipped[upcoming][0] <= start:
            active.append(clipped[upcoming])
            upcoming += 1
        cut_segments.append(Segment(start, end, text[start:end], tuple(entry[2] for entry in active)))
    return cut_segments


def paragraphs(text: str, spans: Iterable[Span]) -> list[list[Segment]]:
    """Segments by line of the text: the line breaks themselves are left out, everything else is kept."""
    lines: list[list[Segment]] = [[]]
    for segment in segments(text, spans):
        offset = segment.start
        for number, part in enumerate(segment.text.split("\n")):
            if number:
                lines.append([])
                offset += 1
            if part:
                lines[-1].append(Segment(offset, offset + len(part), part, segment.spans))
            offset += len(part)
    return lines


@dataclass(frozen=True, slots=True)
class Passage:
    """Words in their context: what stands before, the words themselves, what stands after."""

    before: str
    exact: str
    after: str
    is_withheld: bool = False


def passage(exact: str, sentence: str, prefix: str = "", suffix: str = "", around: int = 240) -> Passage:
    """Set words in their sentence, or, where the sentence does not hold them, between their prefix and suffix.

    At most ``around`` characters are kept on either side.
    """
    at = sentence.find(exact)
    if at >= 0:
        before, after = sentence[:at], sentence[at + len(exact) :]
    else:
        before, after = prefix, suffix
    if len(before) > around:
        before = "… " + before[-around:].partition(" ")[2]
    if len(after) > around:
        after = after[:around].rpartition(" ")[0] + " …"
    return Passage(before, exact, after)


def withheld(shown: Passage, secrets: Sequence[str]) -> Passage:
    """The passage, or, where any of ``secrets`` (testimony its reader may not see) stands in it, nothing of it."""
    whole = shown.before + shown.exact + shown.after
    if any(secret and (secret in whole or whole.strip("… ") in secret) for secret in secrets):
        return Passage("", "", "", is_withheld=True)
    return shown
