"""What a fact sheet is made of, and the rules that one must meet before it is printed.

Choosing claims and freezing them into an edition is left to the campaign services.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Kind = Literal["figure", "quote"]


class FactSheetError(Exception):
    """A fact sheet that must not be printed; ``sentence_for_people`` says why and what to do."""

    def __init__(self, sentence_for_people: str) -> None:
        self.sentence_for_people = sentence_for_people
        super().__init__(sentence_for_people)


@dataclass(frozen=True, slots=True)
class Citation:
    """One source of one line: where it was published and the exact wording that bears the line out.

    ``key`` names the article within the sheet (the same article cited twice has one key). ``relation`` says
    in words how this source stands to another ("translation", "copy"), whose key is ``relation_to``. Sources of one
    text share their ``origin``.
    ``snapshot_sha256`` is the hash of the captured bytes, in hex. ``language`` is the ISO 639-1 code of
    title and wording.
    """

    key: str
    publisher: str = ""
    title: str = ""
    authors: tuple[str, ...] = ()
    published_on: date | None = None
    accessed_on: date | None = None
    url: str = ""
    language: str = ""
    exact: str = ""
    snapshot_sha256: str = ""
    relation: str = ""
    relation_to: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Qualifier:
    """What bounds a figure: its label ("Period", "Place") and its value ("2019", "England and Wales")."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Line:
    """One claim on the sheet.

    A figure has a ``headline`` ("> 4,000") and the ``unit`` it counts ("recorded offences"), and
    ``sentence`` is the claim's wording. A quote has the words said in ``sentence`` and who said them in
    ``speaker``. ``language`` is that of ``sentence`` where it is not the sheet's. ``warnings`` and
    ``differences`` are sentences and are always printed.
    """

    kind: Kind
    headline: str
    unit: str
    sentence: str
    status: str
    articles_count: int
    origins_count: int
    citations: tuple[Citation, ...]
    qualifiers: tuple[Qualifier, ...] = ()
    speaker: str = ""
    language: str = ""
    warnings: tuple[str, ...] = ()
    differences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its lines."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class FactSheet:
    """A whole sheet. ``introduction`` and ``notes`` are plain text; blank lines part their paragraphs."""

    title: str
    language: str
    prepared_on: date
    sections: tuple[Section, ...]
    subtitle: str = ""
    introduction: str = ""
    notes: tuple[str, ...] = ()


def check(fact_sheet: FactSheet) -> None:
    """Raise FactSheetError unless every line counts something, says something and cites a source."""
    if not fact_sheet.title.strip():
        raise FactSheetError("The fact sheet has no title; give it one.")
    if not any(section.lines for section in fact_sheet.sections):
        raise FactSheetError("The fact sheet has no lines; add at least one approved claim.")
    for section in fact_sheet.sections:
        if not section.lines:
            raise FactSheetError(
                f"The section “{section.heading}” has no lines; add one or remove the section."
            )
        for line in section.lines:
            _check_line(line)
    keys = {
        citation.key
        for section in fact_sheet.sections
        for line in section.lines
        for citation in line.citations
    }
    for section in fact_sheet.sections:
        for line in section.lines:
            for citation in line.citations:
                if citation.relation_to and citation.relation_to not in keys:
                    raise FactSheetError(
                        f"The source “{_shown(citation.title or citation.publisher)}” is called a "
                        f"{citation.relation or 'relation'} of a source that the sheet does not cite."
                    )


def _check_line(line: Line) -> None:
    named = _shown(line.sentence or line.headline)
    if line.kind not in ("figure", "quote"):
        raise FactSheetError(f"The line “{named}” is neither a figure nor a quote.")
    if not line.sentence.strip():
        raise FactSheetError(f"The line “{named}” has no wording.")
    if line.kind == "figure" and not line.headline.strip():
        raise FactSheetError(f"The line “{named}” has no figure.")
    if line.kind == "figure" and not line.unit.strip():
        raise FactSheetError(f"The line “{named}” does not say what its figure counts.")
    if not line.citations:
        raise FactSheetError(f"The line “{named}” cites no source; nothing is printed without one.")
    if line.articles_count < 1 or not 1 <= line.origins_count <= line.articles_count:
        raise FactSheetError(
            f"The line “{named}” counts {line.articles_count} articles and {line.origins_count} origins, "
            "which cannot be."
        )
    for citation in line.citations:
        if not (citation.title.strip() or citation.publisher.strip() or citation.url.strip()):
            raise FactSheetError(f"A source of the line “{named}” has no publisher, title or address.")


def _shown(wording: str) -> str:
    return wording if len(wording) <= 80 else wording[:77] + "…"
