"""Holding back words that may be testimony because the text does not say by name who speaks them.

The last look over an article's quotations: ``sensitivity`` judges each by its speaker, this one by the article around it.
Errs on the side of holding; a person may lift the mark, and nothing held is exported without consent.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from itertools import chain

from claims.extraction.attribution_spans import Spans
from claims.extraction.records import QuoteRecord
from sources.text.names_cues import Cues

SPEAKER_UNKNOWN = "who speaks could not be told"

# Somebody in the article is kept unnamed. Written for nine languages; read whatever the language of the article. Each is
# listed under letters that it cannot do without: where a text has none of these, the pattern is not looked for.
_KEPT_UNNAMED = {
    letters: re.compile(pattern, re.IGNORECASE)
    for letters, pattern in {
        "name": r"not to use (?:her|his|their) name|(?:not to|(?:not want|not wish|refused|declined) to) be named"
        r"|(?:remain|stay|be kept) unnamed|names? (?:has|have|had) been (?:changed|withheld)"
        r"|not (?:her|his|their) real names?|namen nicht (?:nennen|lesen)|name (?:\w+ )?geändert",
        "identif": r"(?:not to|(?:not want|not wish|refused|declined) to) be identified"
        r"|no (?:ser|sea|fuera) identificad[oa]s?|não (?:quis|quer|ser)\s(?:ser )?identificad[oa]",
        "anon": r"(?:remain|stay|be kept) anonymous|on condition of anonymity"
        r"|(?:pide|pidió|prefiere|bajo) (?:el )?anonimato|sob anonimato"
        r"|garder l['’]anonymat|rester anonyme|sous couvert d['’]anonymat"
        r"|anonym bleiben|(?:rimanere|restare) anonim[oa]|anoniem (?:blijven|wil)",
        "nama": r"nama(?:nya)?\s(?:\w+\s){0,2}?(?:tidak|disamarkan|dirahasiakan|disembunyikan)|bukan nama sebenarnya",
        "identitas": r"identitas(?:nya)?\s(?:\w+\s){0,2}?(?:tidak|disamarkan|dirahasiakan|disembunyikan)",
        "disebut": r"enggan disebut",
        "nombr": r"no (?:ser|sea|fuera) nombrad[oa]s?|nombre (?:ficticio|cambiado)",
        "nom": r"(?:prénom|nom)s? (?:a été|ont été) (?:changé|modifié)s?|nome fictício|nome di fantasia",
        "genannt": r"nicht (?:namentlich )?genannt",
        "niet": r"niet (?:bij|met) (?:haar|zijn|naam)",
        "عدم": r"عدم (?:ذكر|كشف|الكشف عن|نشر) (?:اسم|هويت)|فض[ّ]?ل(?:ت)? عدم",
        "مستعار": r"اسم مستعار",
    }.items()
}
# A name that is not the speaker's own: "Anna (not her real name)", "sebut saja Melati".
_NOT_REAL = (
    r"not (?:her|his|their) (?:real|actual) name|name (?:has been )?changed|a pseudonym"
    r"|bukan nama (?:sebenarnya|sebenar|asli)|nama samaran|nama disamarkan|nombre ficticio|nombre cambiado"
    r"|prénom (?:d['’]emprunt|modifié|changé)|name geändert"
    r"|nome fictício|nome di fantasia|(?:niet (?:haar|zijn) echte|gefingeerde) naam"
)
_PSEUDONYM = re.compile(
    rf"(?:{_NOT_REAL})|(?:sebut|panggil) saja (?:namanya |dia |ia )?(?P<after>[^\W\d_]{{2,40}})",
    re.IGNORECASE,
)
# One of these stands wherever the pattern does.
_OF_CHANGED_NAMES = (
    "real name", "actual name", "changed", "pseudonym", "bukan nama", "nama samaran", "disamarkan", "ut saja", "il saja",
    "ficticio", "cambiado", "prénom", "geändert", "fictício", "fantasia", "echte naam", "gefingeerde",
)  # fmt: skip
_NAME_BEFORE = re.compile(
    r"(?<!\w)(?P<name>[^\W\d_]{2,40}(?:\s[^\W\d_]{2,40})?)\s?[,(]\s?(?:whose |el |la |le |un |nama )?\Z",
    re.IGNORECASE,
)
BY_ANOTHER_NAME = "the name that the article gives the speaker is not their own"
# An unnamed voice of an office or a firm, or a document that speaks, is no testimony.
_OFFICIAL = re.compile(
    r"\b(?:spokes(?:man|woman|person)|spokespeople|official|officer|source|aide|advis[eo]r|executive|employee|lawyer|diplomat|minister|detective|insider|leader|lawmaker|politician|prosecutor|investigator|analyst|strategist|reply|statement|report|letter|post|notice"
    r"|pejabat|petugas|sumber|pegawai|kepala|ketua|direktur|dosen|politisi|politikus|anggota|jubir|penyidik|jaksa|hakim|pengacara|funcionari[oa]|fuente|fonctionnaire|source|beamt\w+|quelle|funcionári[oa]|fonte"
    r"|funzionari[oa]|ambtenaar|bron)(?:s|es|n|en)?\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_JUST_BEFORE = 400  # characters in which a pronoun may stand for somebody
# "a mother, Ann Lee": she has a name after all.
_NAMED_NEXT = re.compile(r"(?:\s(?:called|named))?,?\s[A-Z][a-z]")
_NEAR = 240  # characters between a name and the words it is given


def hold_in_doubt(text: str, quotes: Iterable[QuoteRecord], cues: Cues | None) -> list[QuoteRecord]:
    """Mark as sensitive what nobody named says: an unnamed speaker; "I" or "me" of a speaker who was not found;
    whom only a pronoun leads to where somebody unnamed to protect was spoken of just before;
    in an article that keeps somebody unnamed, whatever only a pronoun or a distant name leads to. Where the language has no
    cues, every quotation without a speaker is held.
    """
    keeps_somebody_unnamed = _keeps_unnamed(text)
    listed = list(quotes)
    told = Spans(listed)
    changed = _changed_names(text)
    return [_held(text, quote, keeps_somebody_unnamed, cues, told, changed) for quote in listed]


def _changed_names(text: str) -> frozenset[str]:
    """The words of the names that the article says it made up."""
    lower = text.lower()
    if not any(words in lower for words in _OF_CHANGED_NAMES):
        return frozenset()
    found = []
    for match in _PSEUDONYM.finditer(text):
        before = _NAME_BEFORE.search(text, max(0, match.start() - 100), match.start())
        found.append(match["after"] or (before["name"] if before is not None else ""))
    return frozenset(word for name in found for word in name.split() if word[0].isupper())


def _keeps_unnamed(text: str) -> bool:
    """Whether the article keeps somebody unnamed who is no official: one who briefs the press is no witness."""
    lower = text.lower()
    patterns = (pattern for letters, pattern in _KEPT_UNNAMED.items() if letters in lower)
    for found in chain.from_iterable(pattern.finditer(text) for pattern in patterns):
        low = max(text.rfind(mark, 0, found.start()) for mark in (". ", "\n", "? ", "! ")) + 1
        if not _OFFICIAL.search(text, max(low, found.start() - 300), found.start()):
            return True
    return False


def _held(
    text: str,
    quote: QuoteRecord,
    keeps_somebody_unnamed: bool,
    cues: Cues | None,
    told: Spans[QuoteRecord],
    changed: frozenset[str],
) -> QuoteRecord:
    if quote.sensitive or quote.kind == "fragment":
        return quote
    reason = None
    official = bool(_OFFICIAL.search((quote.description or "")[:80]))
    if quote.anonymous and not official and (quote.kind == "direct" or keeps_somebody_unnamed):
        reason = "an unnamed person speaks"
    elif quote.speaker is not None and changed & set(quote.speaker.name.split()):
        reason = BY_ANOTHER_NAME
    elif (
        quote.kind == "direct"
        and quote.speaker is None
        and not quote.organisation
        and _own_words(quote, cues)
    ):
        reason = SPEAKER_UNKNOWN
    elif cues is not None and _pronoun_after_somebody_unnamed(text, quote, cues, told):
        reason = "a pronoun alone says who speaks, and somebody unnamed to protect was spoken of just before"
    elif quote.kind == "direct" and keeps_somebody_unnamed and not _named_beside(text, quote):
        reason = "the article keeps somebody unnamed, and these words are given to no name beside them"
    return quote if reason is None else replace(quote, sensitive=True, sensitive_reason=reason)


@cache
def _to_protect(cues: Cues) -> re.Pattern[str]:
    """A child, survivor or parent without a name: "a 12-year-old boy", "seorang anak"."""
    determiners = "|".join(map(re.escape, sorted(cues.anonymous_determiners)))
    nouns = "|".join(
        map(re.escape, sorted(cues.child | (cues.survivor & cues.anonymous_nouns) | cues.parent))
    )
    return re.compile(rf"(?<!\w)(?:{determiners})\s+(?:[\w-]+\s+){{0,2}}?(?:{nouns})(?!\w)", re.IGNORECASE)


def _pronoun_after_somebody_unnamed(
    text: str, quote: QuoteRecord, cues: Cues, told: Spans[QuoteRecord]
) -> bool:
    """Whether words in the first person are given to a name by a pronoun alone, near somebody unnamed to protect."""
    speaker = quote.speaker
    if quote.kind != "direct" or speaker is None or not speaker.name or not _own_words(quote, cues):
        return False
    if speaker.exact.lower() not in cues.pronouns:
        return False
    for before in _to_protect(cues).finditer(text, max(0, quote.start - _JUST_BEFORE), quote.start):
        within = told.holding(before.start())
        if not (within and within.kind == "direct") and not _NAMED_NEXT.match(text, before.end()):
            return True
    return False


def _own_words(quote: QuoteRecord, cues: Cues | None) -> bool:
    """Whether somebody speaks of themselves; taken to be so where the language's words for it are not known."""
    if cues is None:
        return True
    own = {word.lower() for word in cues.first_person}
    return any(word.split("'")[0].split("’")[0] in own for word in _WORD.findall(quote.exact.lower()))


def _named_beside(text: str, quote: QuoteRecord) -> bool:
    """Whether the speaker, or the organisation, stands by name near the words and in their paragraph."""
    speaker = quote.speaker
    if speaker is None:
        return False
    shares_a_name = any(word in speaker.name.split() for word in speaker.exact.split() if word[:1].isupper())
    is_organisation = bool(quote.organisation) and quote.organisation == speaker.name
    low, high = min(speaker.end, quote.end), max(speaker.start, quote.start)
    between = text[low:high] if low < high else ""
    return (shares_a_name or is_organisation) and len(between) <= _NEAR and between.count("\n\n") == 0
