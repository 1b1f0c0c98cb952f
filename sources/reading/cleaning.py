"""The text that is kept: the document's own characters, less what no database or file format can hold.

Nothing else is lost: no Unicode normalisation, no change of quotes, spaces inside lines or letters.
"""

import re
from itertools import islice

from sources.reading.records import LinksOnly, NoSentence

_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# What XML 1.0, and so DOCX and ODT, and PostgreSQL's text cannot hold, with the C1 controls and
# noncharacters.
_UNHOLDABLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff\ufdd0-\ufdef]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.I)


def clean(text: str) -> tuple[str, tuple[str, ...]]:
    """``text`` with ``\\n`` line ends, no spaces at line ends, no outer blank lines; and notes on what was
    removed."""
    notes = []
    text, pairs = _joined_surrogates(text)
    lone = len(_SURROGATE.findall(text))
    if lone:
        text = _SURROGATE.sub("", text)
    text = _LINE_ENDS.sub("\n", text)
    nulls = text.count("\x00")
    controls = len(_UNHOLDABLE.findall(text)) - nulls - text.count("\ufeff")
    text = _UNHOLDABLE.sub("", text)
    for count, name in ((nulls, "NUL"), (controls, "control"), (lone, "half (lone surrogate)")):
        if count:
            notes.append(f"{count:,} {name} {'character was' if count == 1 else 'characters were'} removed.")
    if pairs:
        notes.append("Characters written as surrogate pairs were joined.")
    return _without_trailing_spaces(text).strip("\n"), tuple(notes)


def _joined_surrogates(text: str) -> tuple[str, bool]:
    """Surrogate pairs (as JSON escapes can leave them) become the one character they stand for."""
    if not _SURROGATE.search(text):
        return text, False
    joined = re.sub(
        r"[\ud800-\udbff][\udc00-\udfff]",
        lambda pair: pair.group().encode("utf-16", "surrogatepass").decode("utf-16"),
        text,
    )
    return joined, joined != text


def _without_trailing_spaces(text: str) -> str:
    # Line by line: a pattern ending in $ would be quadratic on a megabyte of spaces.
    return "\n".join(line.rstrip(" \t\xa0\u3000") for line in text.split("\n"))


def require_sentence(text: str) -> None:
    """Raise LinksOnly or NoSentence unless some line reads as a sentence or a heading would.

    Three words on one line suffice, or six letters of a script written without spaces.
    """
    only_links = False
    for line in text.split("\n"):
        rest = _ADDRESS.sub(" ", line)
        only_links = only_links or rest != line
        if sum(1 for _ in islice(_WORD.finditer(rest), 3)) == 3:
            return
        if len(_UNSPACED.findall(rest[:2_000])) >= 6:
            return
    if only_links:
        raise LinksOnly()
    raise NoSentence()
