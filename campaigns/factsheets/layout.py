"""A fact sheet laid out once for every format: cleaned wording, numbered notes, counts and dates in words.

Setting it is left to ``marking`` (Markdown), ``flowing`` (HTML, DOCX, ODT) and ``paged`` (PDF).
"""

from dataclasses import dataclass

from campaigns.factsheets.citing import Run, citation_runs, paragraphs, printable
from campaigns.factsheets.labels import (
    Labels,
    counted,
    day,
    direction,
    labels_for,
    language_tag,
    primary,
    wording_direction,
)
from campaigns.factsheets.records import Citation, FactSheet, Line, check


@dataclass(frozen=True, slots=True)
class Note:
    """A numbered footnote, one a source article. ``repeated`` where a line refers to a note printed further up."""

    number: int
    runs: tuple[Run, ...]
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class LaidLine:
    """One line, ready to set. ``wording`` carries its quotation marks where it is a quote.

    ``direction`` is given where the wording runs against the sheet.
    """

    kind: str
    headline: str
    unit: str
    wording: str
    language: str
    direction: str
    speaker: str
    qualifiers: tuple[tuple[str, str], ...]
    support: str
    status: str
    warnings: tuple[str, ...]
    differences: tuple[str, ...]
    notes: tuple[Note, ...]

    def headline_in(self, language: str) -> str:
        """The headline; in right-to-left sheets between marks, or "> 4,000" would be mirrored to its
        opposite."""
        if self.kind == "figure" and direction(language) == "rtl":
            return f"\u200e{self.headline}\u200e"
        return self.headline


@dataclass(frozen=True, slots=True)
class LaidSection:
    """A heading and its lines, ready to set."""

    heading: str
    lines: tuple[LaidLine, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """The whole sheet, ready to set. ``prepared`` is the day and what the sheet rests on, on one line."""

    title: str
    subtitle: str
    language: str
    prepared: str
    introduction: tuple[str, ...]
    sections: tuple[LaidSection, ...]
    notes: tuple[str, ...]
    labels: Labels


def lay_out(fact_sheet: FactSheet) -> Layout:
    """Check the sheet, number its sources in order of appearance and put every count in words. Raises
    FactSheetError.

    A source has one note, with every wording that is taken from it; lines that cite it again repeat its number.
    """
    check(fact_sheet)
    labels = labels_for(fact_sheet.language)
    cited = _cited(fact_sheet)
    numbers = {key: number for number, key in enumerate(cited, 1)}
    printed: set[str] = set()
    sections = []
    for section in fact_sheet.sections:
        lines = []
        for line in section.lines:
            notes = []
            for key in sorted({citation.key for citation in line.citations}, key=numbers.__getitem__):
                runs = citation_runs(cited[key], labels, fact_sheet.language, numbers)
                notes.append(Note(numbers[key], runs, repeated=key in printed))
                printed.add(key)
            lines.append(_line(line, tuple(notes), labels, fact_sheet.language))
        sections.append(LaidSection(printable(section.heading), tuple(lines)))
    return Layout(
        title=printable(fact_sheet.title),
        subtitle=printable(fact_sheet.subtitle),
        language=language_tag(fact_sheet.language) or "en",
        prepared=_prepared(fact_sheet, labels),
        introduction=paragraphs(fact_sheet.introduction),
        sections=tuple(sections),
        notes=(*filter(None, map(printable, fact_sheet.notes)), *labels.how_to_read),
        labels=labels,
    )


def _prepared(fact_sheet: FactSheet, labels: Labels) -> str:
    """The day, and what the whole sheet rests on: how many claims, articles, and origins among them.

    In editions frozen before sources carried their origin, a source has that of the one that it is related to.
    """
    lines = [line for section in fact_sheet.sections for line in section.lines]
    cited = [citation for line in lines for citation in line.citations]
    origins = {citation.origin or citation.relation_to or citation.key for citation in cited}
    return " · ".join(
        (
            labels.prepared.format(day(fact_sheet.prepared_on, labels)),
            counted(labels.claims, len(lines), labels),
            counted(labels.articles, len({citation.key for citation in cited}), labels),
            counted(labels.origins, len(origins), labels),
        )
    )


def _cited(fact_sheet: FactSheet) -> dict[str, list[Citation]]:
    """Every source in order of appearance, with all that is cited from it."""
    cited: dict[str, list[Citation]] = {}
    for section in fact_sheet.sections:
        for line in section.lines:
            for citation in line.citations:
                cited.setdefault(citation.key, []).append(citation)
    return cited


def _line(line: Line, notes: tuple[Note, ...], labels: Labels, sheet_language: str) -> LaidLine:
    wording = printable(line.sentence)
    speaker = printable(line.speaker)
    tag = language_tag(line.language)
    foreign = tag if primary(tag) != primary(sheet_language) else ""
    facing = wording_direction(wording)
    if line.kind == "quote":
        opening, closing = labels.quotation
        marked = wording[:1] in "“”„«»\"‘'" and wording[-1:] in "”“»«\"’'.!?"
        wording = wording if marked else f"{opening}{wording}{closing}"
        speaker = speaker or labels.unnamed_speaker
    articles = counted(labels.articles, line.articles_count, labels)
    origins = counted(labels.origins, line.origins_count, labels)
    return LaidLine(
        kind=line.kind,
        headline=printable(line.headline),
        unit=printable(line.unit),
        wording=wording,
        language=foreign,
        direction=facing if facing not in ("", direction(sheet_language)) else "",
        speaker=speaker if line.kind == "quote" else "",
        qualifiers=tuple(
            (printable(one.label), printable(one.value)) for one in line.qualifiers if one.value.strip()
        ),
        support=f"{articles}, {origins}",
        status=printable(line.status),
        warnings=tuple(filter(None, map(printable, line.warnings))),
        differences=tuple(filter(None, map(printable, line.differences))),
        notes=notes,
    )
