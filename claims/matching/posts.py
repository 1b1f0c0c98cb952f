"""Reads a post or a claim as words to search with: links, handles, hashtags and signature lines made plain.

Scoring is left to the indexes; nothing here knows about claims.
"""

import re
import unicodedata
from dataclasses import dataclass

MAX_CHARACTERS = 4_000
"""A query is read up to here; what a post claims stands at its start, and the cost of a query stays bounded."""

_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
)
# "— Some Name (@handle) January 6, 2020": how an embedded post is signed. The name is kept: who spoke is often
# what a claim is about.
_SIGNATURE = re.compile(
    rf"[—–-]{{1,2}}[ \t]{{0,3}}(?P<name>[^\n—]{{1,80}}?)[ \t]{{0,3}}\((?P<handle>@\w{{1,30}})\)"
    rf"[ \t]{{0,3}}(?:(?P<month>{_MONTHS})\.?[ \t]+\d{{1,2}},[ \t]*(?P<year>\d{{4}}))?"
)
_LINK = re.compile(
    r"(?:https?://|www\.)[^\s—]{1,500}|pic\.twitter\.com/\w{0,40}|\bt\.co/\w{0,40}", re.IGNORECASE
)
_MARKED_WORD = re.compile(r"[#@]\w{1,120}")
_INNER_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z0-9])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[0-9])(?=[A-Za-z])|_+")
_SPACE = re.compile(r"\s+")
_QUOTATION_MARK = re.compile(r"(?<!\w)'|'(?!\w)|\"")
_APOSTROPHES = str.maketrans(
    {"’": "'", "‘": "'", "‛": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"'}
)


@dataclass(frozen=True, slots=True)
class Post:
    """A text made plain: what is said, who signed it, and the months and years it was signed in."""

    body: str
    authors: str
    dates: str


def plain(text: str) -> str:
    """NFC text of valid characters with straight quotation marks and single spaces."""
    valid = text.encode("utf-8", "replace").decode("utf-8").replace("\0", " ")
    composed = unicodedata.normalize("NFC", valid).translate(_APOSTROPHES)
    return _SPACE.sub(" ", composed).strip()


def without_quotation_marks(text: str) -> str:
    """``text`` (as :func:`plain` gives it) without quotation marks; apostrophes stay."""
    return _SPACE.sub(" ", _QUOTATION_MARK.sub("", text)).strip()


def split_marked_word(word: str) -> str:
    """The words inside a hashtag or handle: "#WakeUpInstagram" is "Wake Up Instagram"."""
    return " ".join(part for part in _INNER_CAPITAL.split(word.lstrip("#@")) if part)


def read_post(text: str) -> Post:
    """Take a post apart into what it says and who signed it (see :class:`Post`).

    Only the first ``MAX_CHARACTERS`` characters are read.
    """
    text = text[:MAX_CHARACTERS]
    authors: list[str] = []
    dates: list[str] = []

    def keep_signature(match: re.Match[str]) -> str:
        authors.append(f"{match['name'].strip()} {split_marked_word(match['handle'])}")
        if match["year"]:
            dates.append(f"{match['month']} {match['year']}")
        return " "

    text = _LINK.sub(" ", text)
    text = _SIGNATURE.sub(keep_signature, text)
    text = _MARKED_WORD.sub(lambda match: f" {split_marked_word(match.group())} ", text)
    return Post(plain(text), plain(" ".join(authors)), " ".join(dict.fromkeys(" ".join(dates).split())))
