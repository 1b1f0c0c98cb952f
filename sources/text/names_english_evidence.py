"""What the words around an English name say it is: a body, a person, or a place that only looked like one.

The recogniser judges each mention alone and by its model; here all mentions of one spelling are judged together, by how the
text introduces them.
"""

import re
from collections import defaultdict
from collections.abc import Iterable

from sources.text.names_cues import Cues, word_set
from sources.text.places import places

Found = tuple[int, int, str]

# Documents, laws and occasions are named with capitals as bodies are.
WORKS = word_set(
    """
    Report Guidelines Act Bill Comment Law Standards Policy Policies Day Week Month Awards Award Prize
    Convention Treaty Code Amendment Constitution Directive Regulation Strategy Paper Book Index Survey
    Review Campaign Clause Order Rule Rules Register Debate Conference Summit Festival Show
    """
)
_MORE_BODIES = word_set(
    "app tank site website startup start-up studio publisher developer lender retailer nonprofit charities giant"
)
_OWNED = re.compile(
    r"\b(?:owner|founder|co-founder|boss|director|executive|head|chair|president|employees?|staff|users?|customers?|shares)"
    r" (?:of|at|in) (?:the )?\Z",
    re.IGNORECASE,
)
_ITSELF = re.compile(r",\swhich\b|\s(?:said|says|confirmed|added|announced)\s(?:that\s)?(?:it|its)\b")
_WHICH_OWNS = re.compile(
    r"(?:^|[.!?\n]\s?|\b[a-z]+ )([A-Z]\w+(?: [A-Z]\w+){0,2}),"
    r" which (?:owns|runs|makes|operates|represents|provides|supports)\b"
)
_SHARES = re.compile(r"\b[Ss]hares (?:in|of) ([A-Z]\w+(?: [A-Z]\w+){0,2})(?!\w)")
_ENDING = re.compile(
    r"(?<!\w)((?:[A-Z]\w+ ){1,3}"
    r"(?:UK|International|Worldwide|Global|Foundation|Trust|Alliance|Coalition|Helpline|Hotline))(?!\w)"
)
_STREETS = word_set(
    "Street Road Avenue Square County Park Bridge Valley River Island Beach Lake Station Airport Hall House Court"
)
_LOCATED = re.compile(r"(?:\b(?:[Ii]n|[Nn]ear|[Aa]cross|[Oo]utside|[Aa]round|speaks?|speaking))\s\Z")
_FROM = re.compile(r"(?:\bfrom|\d, of)\s\Z")
# "a man from Name", "Baroness Somebody of Name": where people live, and what a peer's title is of.
_PEOPLE_FROM = re.compile(
    r"(?:\b(?:man|woman|boy|girl|mother|father|mum|dad|couple|teenager|pupils?|people|children|parents?|residents?|family|families"
    r"|suspects?|-year-old|(?:Baroness|Baron|Lord|Lady|Viscount|Earl) [A-Z][\w-]+) (?:from|of)|,\s\d{1,3}, (?:from|of))\s\Z"
)
_SEAT = re.compile(r"\b(?:MP|MSP|TD|MEP|AM|councillor|senator) for\s\Z", re.IGNORECASE)
_ARTICLE = re.compile(r"(?<!\w)(?:the|a|an|The|A|An)\s\Z")
_LAW_OF = re.compile(r"(?<!\w)(?:[Tt]h(?:e|is|at)|an?|new|[A-Z][\w’']*)\s\Z")
_OFFICE_NEXT = re.compile(r"\s(?:Secretary|Minister|Commissioner|secretary|minister)(?!\w)")
_AGED = re.compile(r"(?:,\s\d{1,2},|\s?\(\d{1,2}\))")
_BYLINE = re.compile(r"(?:\A|\n)By\s\Z")
_CHANGED_NAME = re.compile(r"(?<!\w)([A-Z][a-z]{2,})\*(?=[,.\s’'])")
_OVER_WORDS = re.compile(
    r"(?:\A|\n)([A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2}), (?:aged )?\d{1,2}(?:, [^\n\d,.:]{2,40})?:?\n+[\"“‘']"
)
_VOICE_AFTER = re.compile(r"\s(?:spokesman|spokeswoman|spokesperson|spokespeople)\b")
_VOICE_BEFORE = re.compile(
    r"\b(?:spokesman|spokeswoman|spokesperson|representative) (?:for|of|from) (?:the )?\Z"
)


def settle(text: str, found: Iterable[Found], located: frozenset[str], words: Cues) -> list[Found]:
    """The names with the kind that the text itself gives them; places, hashtags and offices left out.

    ``located`` are spellings that the recogniser takes for places somewhere in the text.
    """
    nouns = sorted(words.organisation_nouns | _MORE_BODIES)
    called = re.compile(rf"\b(?:{'|'.join(map(re.escape, nouns))})\s\Z")
    apposed = re.compile(
        rf",\s(?:an?|the)\s(?:[\w'’-]+\s){{0,4}}?(?:{'|'.join(map(re.escape, nouns))})\b(?!['’])"
    )
    led = re.compile(
        rf"(?:\A|[.!?\n”\"]\s?)(?:The|Its)\s(?:[\w-]+\s){{0,3}}?(?:{'|'.join(map(re.escape, nouns))}),\s\Z"
    )
    held = re.compile(
        rf",\s(?:an?|the|its|their)\s(?:(?!who|which|that|and\b)[\w'’-]+\s){{0,3}}?"
        rf"(?:{'|'.join(map(re.escape, sorted(words.roles)))})\b"
    )
    trimmed = [_trimmed(text, one, called, words) for one in found]
    by_spelling: dict[str, list[Found]] = defaultdict(list)
    for one in trimmed:
        by_spelling[text[one[0] : one[1]]].append(one)
    known_places = places("en")
    people = {start for start, _, kind in trimmed if kind == "person"}
    settled: list[Found] = []
    for exact, mentions in by_spelling.items():
        before = [text[max(0, start - 40) : start] for start, _, _ in mentions]
        after = [text[end : end + 70] for _, end, _ in mentions]
        person = any(
            _AGED.match(behind) or _BYLINE.search(ahead) or words.honorifics & set(ahead.split()[-1:])
            for ahead, behind in zip(before, after, strict=True)
        ) or (" " in exact and exact.split()[0] in words.female_names | words.male_names)
        body = not person and any(
            called.search(ahead)
            or (
                " " not in exact and behind.startswith(",") and led.search(ahead)
            )  # "The regulator, Name, said"
            or apposed.match(behind)
            or _VOICE_AFTER.match(behind)
            or _VOICE_BEFORE.search(ahead)
            or _ITSELF.match(behind)
            or (" " not in exact and _OWNED.search(ahead))
            for ahead, behind in zip(before, after, strict=True)
        )
        if not body and " " not in exact and all(end + 1 in people for _, end, _ in mentions):
            continue  # an office or a description before a name: "Winger Somebody"
        if not body and _is_no_name(exact, mentions, before, after, located | known_places, person):
            continue
        named = person and all(
            _AGED.match(behind) or _BYLINE.search(ahead) for ahead, behind in zip(before, after, strict=True)
        )
        if not body and " " in exact and exact.split()[-1] not in words.organisation_endings:
            named = named or any(
                held.match(behind) for behind in after
            )  # "Name Surname, the charity's director"
        settled += [
            (start, end, "organisation" if body else "person" if named else kind)
            for start, end, kind in mentions
        ]
    return sorted(settled)


def _is_no_name(
    exact: str,
    mentions: list[Found],
    before: list[str],
    after: list[str],
    located: frozenset[str],
    person: bool,
) -> bool:
    """Whether a spelling is a place, a hashtag or half an office in all its mentions."""
    if all(ahead.endswith(("#", "@")) for ahead in before):
        return True
    if len(exact) <= 4 and not exact.isupper() and all(ahead.endswith("(") for ahead in before):
        return True  # the party of a councillor: "(Ind)"
    kinds = {kind for _, _, kind in mentions}
    if kinds == {"person"} and not person and exact.split()[-1] in _STREETS and " " in exact:
        return True
    if exact in WORKS and all(_LAW_OF.search(ahead) for ahead in before):
        return True  # "the Safer Homes Bill"
    if all(_PEOPLE_FROM.search(ahead) or _SEAT.search(ahead) for ahead in before):
        return True
    if kinds == {"person"} and " " not in exact and all(_ARTICLE.search(ahead) for ahead in before):
        return True  # "the Green peer"
    if " " in exact or person:
        return kinds == {"person"} and not person and exact in located
    if all(_OFFICE_NEXT.match(behind) for behind in after):
        return True
    if exact in located and (kinds == {"person"} or not exact.isupper()):
        return True
    return all(_LOCATED.search(ahead) or ("person" in kinds and _FROM.search(ahead)) for ahead in before)


def introduced(text: str, words: Cues) -> list[Found]:
    """Bodies that the recogniser need not know, known by the noun before their name: "the charity Name"; all mentions."""
    nouns = "|".join(sorted(words.organisation_nouns | _MORE_BODIES, key=len, reverse=True))
    called = re.compile(rf"\b(?:{nouns}) ([A-Z]\w+(?: [A-Z]\w+){{0,3}})(?!\w)")
    apposed = re.compile(
        rf"(?<!\w)([A-Z]\w+(?: [A-Z]\w+){{0,2}}), (?:an?|the) (?:[\w'’-]+ ){{0,2}}?(?:{nouns})(?!\w)"
    )
    roles = "|".join(sorted((role.lower() for role in words.roles), key=len, reverse=True))
    # "Name, head of research at Body, said": whoever holds an office at something, holds it at a body.
    office = re.compile(
        rf", (?:(?:an?|the|its|our) )?(?:[\w-]+ ){{0,3}}(?i:{roles})"
        r"(?: (?:of|for|and) (?:[\w’'-]+ ){0,4}[\w’'-]+)? at (?:the )?"
        r"([A-Z][\w’'-]*(?:(?: (?:of|for|and|the|&))* [A-Z][\w’'-]*){1,5})(?=,|\.\s|:| said| told|\n|\Z)"
    )
    names = {
        match[1]
        for pattern in (called, apposed, office, _WHICH_OWNS, _SHARES, _ENDING)
        for match in pattern.finditer(text)
        if match[1].split()[0] not in words.person_stop and match[1].split()[0] not in words.honorifics
    }
    aliases = {match[1] for match in _CHANGED_NAME.finditer(text)} - words.person_stop
    aliases |= {match[1] for match in _OVER_WORDS.finditer(text)} - words.person_stop
    changed = (
        [
            (*match.span(), "person")
            for match in re.finditer(rf"(?<!\w)(?:{'|'.join(sorted(aliases))})(?!\w)", text)
        ]
        if aliases  # "Sian*, whose name has been changed"
        else []
    )
    if not names:
        return changed
    pattern = re.compile(
        r"(?<!\w)(?:" + "|".join(sorted(map(re.escape, names), key=len, reverse=True)) + r")(?!\w)"
    )
    return changed + [(*match.span(), "organisation") for match in pattern.finditer(text)]


def _trimmed(text: str, one: Found, called: re.Pattern[str], words: Cues) -> Found:
    """A name without the noun that calls it ("Zambian charity Name") or the letters behind it ("Name KC")."""
    start, end, kind = one
    if kind == "person":
        parts = text[start:end].split(" ")
        while len(parts) > 2 and parts[-1].strip(".,") in words.postnominals:
            parts.pop()
        end = start + len(" ".join(parts))
        while len(parts) > 2 and parts[0].lower() in words.roles:
            start += len(parts.pop(0)) + 1  # "Statistician Name Surname"
        return start, end, kind
    for space in re.finditer(r"\s(?=[A-Z])", text[start:end]):
        place = start + space.end()
        if called.search(text, max(0, place - 24), place):
            return place, end, kind
    return one
