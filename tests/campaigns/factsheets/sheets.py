"""Fact sheets of the tests' own making; every name and figure is invented."""

from dataclasses import replace
from datetime import date

from campaigns.factsheets import Citation, FactSheet, Line, Qualifier, Section

GAZETTE = Citation(
    key="gazette",
    publisher="The Northern Gazette",
    title="Forces log more than 3,000 offences",
    authors=("Ada Merrow", "Jo Finch"),
    published_on=date(2022, 1, 15),
    accessed_on=date(2022, 3, 1),
    url="https://gazette.test/a_b?x=1&y=2",
    language="en",
    exact="More than 3,000 offences were logged in a year.",
    snapshot_sha256="3F1A9c0b77de4512" + "0" * 48,
)
KABAR = Citation(
    key="kabar",
    publisher="Kabar Utara",
    title="Lebih dari 3.000 pelanggaran",
    published_on=date(2022, 1, 17),
    url="https://kabar.test/b",
    language="id",
    exact="Lebih dari 3.000 pelanggaran tercatat.",
    relation="translation",
    relation_to="gazette",
)
SAHIFA = Citation(
    key="sahifa",
    publisher="صحيفة الشمال",
    title="أكثر من 3000 جريمة",
    language="ar",
    exact="سجلت أكثر من 3000 جريمة.",
    url="https://sahifa.test/c",
)
FIGURE = Line(
    kind="figure",
    headline="> 3,000",
    unit="logged offences",
    sentence="More than 3,000 offences were logged in a year.",
    status="Approved",
    articles_count=8,
    origins_count=2,
    citations=(GAZETTE, KABAR),
    qualifiers=(Qualifier("Period", "2019"), Qualifier("Place", "England and Wales")),
    warnings=("The denominator is not stated.",),
    differences=("A later answer gives 3,126 for the same year.",),
)
QUOTE = Line(
    kind="quote",
    headline="",
    unit="",
    sentence="A safeguard that is switched off is no safeguard.",
    status="Approved",
    articles_count=1,
    origins_count=1,
    citations=(GAZETTE,),
    speaker="Marta Velden, Children’s Alliance",
)
SHEET = FactSheet(
    title="Offences on messaging apps",
    subtitle="Evidence for the letter",
    language="en",
    prepared_on=date(2022, 3, 4),
    introduction="First paragraph.\n\nSecond paragraph.",
    sections=(Section("What was logged", (FIGURE,)), Section("What was said", (QUOTE,))),
    notes=("Forces that did not answer are not estimated.",),
)


def sheet_of(*lines: Line, **changes: object) -> FactSheet:
    """The sample sheet with other lines or fields."""
    sections = (Section("Lines", lines),) if lines else SHEET.sections
    return replace(SHEET, sections=sections, **changes)  # type: ignore[arg-type]


def cited(**changes: object) -> Line:
    """The sample figure with one citation, changed."""
    return replace(FIGURE, citations=(replace(GAZETTE, **changes),))  # type: ignore[arg-type]
