"""The words of a footnote: publisher, title, date, address, wording. One clean style of the project's own.

A citation becomes runs of text, so that each format can set titles, links and directions as it does.
Another style (CSL) would replace ``citation_runs`` alone.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from campaigns.factsheets.labels import (
    Labels,
    day,
    direction,
    language_name,
    language_tag,
    primary,
    wording_direction,
)
from campaigns.factsheets.records import Citation

# Bidirectional overrides, embeddings and isolates could turn the rest of a printed line round; marks (LRM,
# RLM) stay.
_UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\ufeff\u202a-\u202e\u2066-\u2069]"
)
_SAFE_ADDRESS = re.compile(r"https?://[^\s<>\"'`\\^{}|]+", re.I)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one manner.

    ``language`` is given where it is not the sheet's, ``direction`` (ltr, rtl) where the stretch must stand
    apart so that it does not reorder its neighbours, ``address`` where it is a link.
    """

    text: str
    language: str = ""
    direction: str = ""
    address: str = ""

    @property
    def plain(self) -> bool:
        """Whether it is set like the text around it."""
        return not (self.language or self.direction or self.address)


def printable(text: str) -> str:
    """``text`` on one line, without characters that no document can hold or that would turn a line round."""
    return " ".join(_UNPRINTABLE.sub("", text).split())


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of plain text, which blank lines part, each on one line."""
    return tuple(
        filter(None, (printable(block) for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n"))))
    )


def citation_runs(
    citations: Sequence[Citation], labels: Labels, sheet_language: str, numbers: Mapping[str, int]
) -> tuple[Run, ...]:
    """The one footnote of a source: its particulars once, then every wording that the sheet rests on.

    ``citations`` are all that the sheet makes of the source, in their order; ``numbers`` gives the note of each
    source key.
    """
    citation = citations[0]
    tag = language_tag(citation.language)
    foreign = tag if primary(tag) != primary(sheet_language) else ""
    facing = direction(sheet_language)
    publisher, title = printable(citation.publisher), printable(citation.title)
    opening, closing = labels.inner_quotation
    runs: list[Run] = []
    if publisher:
        runs.append(_worded(publisher, "", facing))
    if title:
        runs.append(Run(f"{', ' if runs else ''}{opening}"))
        runs.append(_worded(title, foreign, facing))
        runs.append(Run(closing))
    runs.extend(_particulars(citation, labels, foreign, facing, bool(runs)))
    runs.append(Run("."))
    for exact in filter(None, dict.fromkeys(printable(one.exact) for one in citations)):
        runs += [Run(f" {labels.quotation[0]}"), _worded(exact, foreign, facing), Run(labels.quotation[1])]
    relations = dict.fromkeys((printable(one.relation), one.relation_to) for one in citations)
    for relation, relation_to in relations:
        said = (
            labels.relation_of.format(relation, numbers[relation_to]) if relation_to in numbers else relation
        )
        if relation:
            runs.append(Run(f" {said[:1].upper()}{said[1:]}."))
    fingerprints = (re.sub(r"[^0-9a-f]", "", one.snapshot_sha256.lower()) for one in citations)
    for fingerprint in filter(None, dict.fromkeys(fingerprints)):
        mark = labels.snapshot.format(fingerprint[:16])
        runs.append(Run(f" {mark[:1].upper()}{mark[1:]}."))
    return tuple(_merged(runs))


def _worded(text: str, language: str, facing: str) -> Run:
    found = wording_direction(text)
    return Run(text, language, found if found not in ("", facing) else "")


def _particulars(citation: Citation, labels: Labels, foreign: str, facing: str, started: bool) -> list[Run]:
    runs: list[Run] = []
    authors = ", ".join(filter(None, map(printable, citation.authors)))
    if authors:
        opening, closing = (" (", ")") if started else ("", "")
        runs += [Run(opening), _worded(authors, "", facing), Run(closing)]
    if foreign:
        runs += [Run(" ["), _worded(language_name(foreign), "", facing), Run("]")]
    published = day(citation.published_on, labels) if citation.published_on else labels.undated
    runs.append(Run(f", {published}" if started or runs else published))
    address = printable(citation.url)
    if address:
        runs.append(Run(", "))
        # Only a plain web address becomes a link; anything else (javascript:, data:) is printed as it is.
        runs.append(Run(address, address=address if _SAFE_ADDRESS.fullmatch(address) else ""))
    if citation.accessed_on:
        runs.append(Run(f" ({labels.accessed.format(day(citation.accessed_on, labels))})"))
    return runs


def _merged(runs: list[Run]) -> list[Run]:
    merged: list[Run] = []
    for run in runs:
        if not run.text:
            continue
        if run.plain and merged and merged[-1].plain:
            merged[-1] = Run(merged[-1].text + run.text)
        else:
            merged.append(run)
    return merged
