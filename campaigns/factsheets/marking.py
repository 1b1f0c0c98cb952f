"""Markdown (CommonMark with footnotes) written by hand, every character of a source escaped where it could
be markup.

Pandoc's own writer is not used here: it drops a punctuation mark that follows a backslash, and wording must
survive.
"""

import re

from campaigns.factsheets.citing import Run
from campaigns.factsheets.layout import LaidLine, Layout, Note

_SPECIAL = re.compile(r"[\\`*_\[\]<>{}$~|&#^@]")
# Bare addresses and emoji names would be turned into links and pictures by many readers of Markdown.
_BARE = re.compile(r":(?=//|[\w+-]+:)|(?<=\bwww)\.", re.I)
_LINE_START = re.compile(r"^(?:[-+=:]|\d{1,9}(?=[.)]))")
_NUMBERED = re.compile(r"^(\d{1,9})([.)])")


def escaped(text: str) -> str:
    """``text`` as it must be written inside a line of Markdown to be read as itself."""
    return _BARE.sub(r"\\\g<0>", _SPECIAL.sub(r"\\\g<0>", text))


def opened(text: str) -> str:
    """Like ``escaped``, for text that opens a paragraph and could be taken for a list, a rule or a
    heading."""
    line = escaped(text)
    if numbered := _NUMBERED.match(line):
        return f"{numbered[1]}\\{line[len(numbered[1]) :]}"
    return f"\\{line}" if _LINE_START.match(line) else line


def markdown(layout: Layout) -> bytes:
    """The whole sheet as UTF-8 Markdown: one line a paragraph, ``[^1]`` marks, the notes at the end."""
    blocks = [f"# {escaped(layout.title)}"]
    if layout.subtitle:
        blocks.append(f"**{escaped(layout.subtitle)}**")
    blocks.append(f"*{escaped(layout.prepared)}*")
    blocks.extend(map(opened, layout.introduction))
    notes: list[Note] = []
    for section in layout.sections:
        if section.heading:
            blocks.append(f"## {escaped(section.heading)}")
        for line in section.lines:
            blocks.extend(_line(line, layout))
            notes.extend(note for note in line.notes if not note.repeated)
    blocks.append(f"## {escaped(layout.labels.notes)}")
    blocks.append("\n".join(f"- {opened(note)}" for note in layout.notes))
    blocks.extend(f"[^{note.number}]: {_note(note.runs)}" for note in notes)
    return ("\n\n".join(blocks) + "\n").encode()


def _line(line: LaidLine, layout: Layout) -> list[str]:
    blocks = []
    heading = " ".join(filter(None, (line.headline_in(layout.language), line.unit)))
    if heading:
        blocks.append(f"### {escaped(heading)}")
    marks = " ".join(f"[^{note.number}]" for note in line.notes)
    stated = f"{opened(line.wording)}{marks}"
    if line.kind == "quote":
        blocks += [f"> {stated}", f"— {escaped(line.speaker)}"]
    else:
        blocks.append(stated)
    if line.qualifiers:
        blocks.append(" · ".join(f"{escaped(label)}: {escaped(value)}" for label, value in line.qualifiers))
    blocks.append(f"{line.support} · {escaped(line.status)}" if line.status else line.support)
    for label, sentences in (
        (layout.labels.differs, line.differences),
        (layout.labels.check, line.warnings),
    ):
        blocks.extend(f"**{escaped(label)}:** {escaped(sentence)}" for sentence in sentences)
    return blocks


def _note(runs: tuple[Run, ...]) -> str:
    written = "".join(f"<{run.address}>" if run.address else escaped(run.text) for run in runs)
    return f"\\{written}" if _LINE_START.match(written) else written
