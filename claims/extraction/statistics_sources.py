"""Whom a sentence gives as the source of its figures: "according to …", "menurut …".

What grammar says of the source in English ("NCMEC estimates that …") is in ``statistics_english``.
"""

import re
from functools import lru_cache

import regex

from claims.extraction.statistics_context import alternatives
from sources.text.language_data import load

# Where the clause goes on that the source stands before.
_BEYOND = (
    "terhadap|more|that|there|some|nearly|about|kepada|bahwa|yang|que|qui|che|dass|dat|sind|wurden|haben|werden|worden|heeft|hebben|"
    "hanno|sono|stati|foram|fueron|ont|sont|zijn|waren|son|são"
)


# "a survey of" 2,016 teenagers: the word that led on to the figure.
_LOOSE = re.compile(
    r"\s(?:of|among|from|with|pada|dalam|sejak|terhadap|atas|de|di|van|unter|entre|tra|onder)\Z"
)
# "menurut data KemenPPPA": the body, not its data.
_DATA = re.compile(r"^(?:data|laporan|catatan|rekod|statistik)\s(?:dari\s|milik\s|daripada\s)?(?=[A-Z])")
# "une enquête de l'institut menée auprès de 2 004 parents"
_MADE_AMONG = re.compile(
    r"\s(?:mené|réalisé|effectué|conduit|realizad|hech|elaborad|conduzid|condott|svolt|realizzat|effettuat|durchgeführt|uitgevoerd|gehouden)"
    r"\w*(?:\s(?:auprès|entre|a|con|com|junto|onder|unter|tra|su))?\Z"
)
# "según su directora, Marta Olmedo": the office is no source where the name follows.
_APPOSED = regex.compile(
    r",\s(?P<name>\p{Lu}[\p{L}'’-]+(?:\s(?:de\s|da\s|di\s|van\s)?\p{Lu}[\p{L}'’-]+){1,3})(?=[.,;)»”\"]|$)"
)

_MONTHS = "january february march april may june july august september october november december".replace(
    " ", "|"
)
_WHEN = (
    r"(?:(?:earlier|late)\s+)?(?:(?:on|in|at)\s+)?(?:(?:this|last)\s+\w+|yesterday|today|tonight|overnight|recently"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day(?:\s+(?:morning|afternoon|evening|night))?"
    rf"|(?:(?<=in\s)|\d{{1,2}}(?:st|nd|rd|th)?\s+)(?:{_MONTHS})(?:\s+(?:19|20)\d\d)?|(?:{_MONTHS})\s+\d{{1,2}}(?:,?\s+(?:19|20)\d\d)?)"
)
_MADE = (
    r"(?:(?:newly|just|first)\s+)?"
    r"(?:released|published|issued|announced|launched|unveiled|seen|obtained|shared|made\s+public|out)"
)
_REPORT_DATE = re.compile(
    rf"(?P<made>\s+{_MADE})?\s+{_WHEN}(?:\s+by\s+(?P<maker>.+))?\Z|\s+{_MADE}\Z", re.IGNORECASE
)


def without_report_date(who: str) -> str:
    """ "a report" of "a report released yesterday"; who made it, where that follows ("… on Monday by the Lantern Trust")."""
    found = _REPORT_DATE.search(who)
    if found is None or not found.start():
        return who
    if found["maker"]:
        return found["maker"].strip()
    kept = who[: found.start()].strip()
    return kept or who


@lru_cache(maxsize=64)
def _attribution(language: str) -> "regex.Pattern[str] | None":
    words = load(language).listed("attributions", "before")
    if not words:
        return None
    stop = r"(?:[^,;:.!?\n\"“”()]|\.(?=\w))"
    return regex.compile(rf"(?<!\w)(?:{alternatives(words)})\s+(?P<who>{stop}{{2,80}})", regex.IGNORECASE)


def attribution(text: str, sentence: tuple[int, int], language: str) -> str | None:
    """Whom the sentence gives as its source by "according to", "menurut", "laut"; None where it gives none."""
    pattern = _attribution(language)
    found = pattern.search(text, *sentence) if pattern is not None else None
    if found is None:
        return None
    who = found["who"].strip()
    cut = re.split(rf"\s(?=\d)|\s(?:{_BEYOND})\s", who)[0]
    if language == "de":
        # Names and nouns have capitals there: the first small word that joins nothing ends the source.
        cut = re.split(
            r"\s(?!(?:de[rsmn]|die|das|für|und|von|vom|zur|zum|gegen|in|im|bei|eine[rsmn]?)\s)(?=[a-zäöü])",
            cut,
        )[0]
    cut = without_report_date(cut.strip()) if language == "en" else cut.strip()
    cut = _LOOSE.sub("", _MADE_AMONG.sub("", cut))
    cut = _DATA.sub("", cut) if language in ("id", "ms") else cut
    if language != "de" and cut.islower() and cut.count(" ") < 4:
        named = _APPOSED.match(text, found.start("who") + len(cut), sentence[1])
        cut = named["name"] if named is not None else cut
    # One plain word ("according to data", "menurut data") names nobody.
    return cut if " " in cut or cut[:1].isupper() or not cut.isascii() else None
