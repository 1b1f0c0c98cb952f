"""Finds campaigns: hashtags, named campaigns, open letters with their number of signatories, lists of demands.

What is found is offered to an editor; nothing here decides that two campaigns are one.
"""

import re
from dataclasses import replace

from claims.extraction.attribution_spans import Spans
from claims.extraction.campaigns_demands import with_prose_demands
from claims.extraction.quotes_marks import Paragraph
from claims.extraction.records import CampaignRecord, StatisticRecord
from sources.text.names import NameMention
from sources.text.names_cues import Cues
from sources.text.sentences import Sentence

_HASHTAG = re.compile(r"(?<![\w&/#])#([^\W_]\w{2,79})")
_BULLET = re.compile(r"\s*(?:[-–—*•·▪◦‣]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+(?=\S)")
_CAPITALS = re.compile(
    r"[^\W\d_][\w’'!?&+-]*(?:\s+(?:of|the|for|and|to|in|on|a|our|my|dan|untuk|de|la|del|des|du|der|die|das|di|van|het)\b|\s+[^\W\d_][\w’'!?&+-]*)*"
)
_CALLED = re.compile(
    r",?\s(?:called|named|known as|dubbed|titled|entitled)\s[\"“‘']?"
    r"([A-Z0-9][\w’'!-]*(?:\s(?:of|the|for|and|to|in|on|our|my)(?=\s)|\s[A-Z0-9][\w’'!-]*){1,8})"
)
_MARKED = re.compile(r"[\"“‘'«„]([^\"”’»“\n]{3,60})[\"”’'»“]")
_OWNED = re.compile(r"\b(?:[Tt]he \w+['’]s|[Ii]ts|[Tt]heir|[Oo]ur)\s(?:[a-z]+\s)?\Z")
LETTER = "open letter"
_DEMANDS_REACH = 3_000  # characters between a campaign and the list of what it asks for
# "Join the Name campaign" in a heading: the call is not of the name.
_CALL = re.compile(r"[A-Z][a-z]+ (?:the|our|this|to the) (?=[A-Z])")
_CALLING = frozenset(
    ("Join", "Support", "Back", "Sign", "Share", "Launching", "Launch", "Meet", "About", "Follow")
)
# A campaign of a person or party for office is not a campaign in this sense.
_ELECTORAL = frozenset(
    ("presidential", "election", "electoral", "political", "general", "senate", "military")
)


def find_campaigns(
    text: str,
    cues: Cues | None,
    lines: list[Paragraph],
    sentences: list[Sentence],
    mentions: list[NameMention],
    statistics: list[StatisticRecord],
) -> list[CampaignRecord]:
    """Campaigns of ``text``, each once, at the place that says most of it."""
    found = _hashtags(text)
    if cues is None:
        return sorted(found, key=lambda record: record.start)
    named = _named(text, cues, sentences, mentions)
    named += _letters(text, cues, sentences, mentions, statistics)
    lists = _demands(text, cues, lines)
    for start, end, demands in lists:
        nearest = _demanded_by(text[start:end], start, end, named, cues)
        if nearest is not None:
            named[named.index(nearest)] = replace(nearest, demands=demands)
        else:
            bodies = Spans(mentions).beginning_in(start, end)
            lead = bodies[0].name if bodies and bodies[0].kind == "organisation" else None
            opens = bodies and not re.search(r"[a-z]{2}", text[start : bodies[0].start].removeprefix("The "))
            if _demanding(text[start:end], cues) or (lead and opens):
                name = text[start:end].rstrip(": ")
                named.append(CampaignRecord(start, end, text[start:end], name, "demands", lead, demands))
    named.sort(key=lambda record: record.start)
    found += with_prose_demands(text, cues, sentences, named)
    return sorted(found, key=lambda record: (record.start, record.end, record.kind))


def _demanded_by(
    lead_in: str, start: int, end: int, named: list[CampaignRecord], cues: Cues
) -> CampaignRecord | None:
    """The campaign or letter whose demands a list holds: a letter if its lead-in says so, the nearest before."""
    words = {word.casefold() for word in re.findall(r"[^\W\d_]+", lead_in)}
    letters = {word.casefold() for word in cues.letters}
    near = [record for record in named if record.start < end and start - record.start < _DEMANDS_REACH]
    kind = LETTER if words & letters else "campaign"
    return max(near, key=lambda record: (record.kind == kind, record.start), default=None)


def _hashtags(text: str) -> list[CampaignRecord]:
    seen: dict[str, CampaignRecord] = {}
    for match in _HASHTAG.finditer(text):
        if match[1].isdigit():
            continue
        start, end = match.span()
        seen.setdefault(
            match[1].casefold(), CampaignRecord(start, end, match.group(), match.group(), "hashtag")
        )
    return list(seen.values())


def _named(
    text: str, cues: Cues, sentences: list[Sentence], mentions: list[NameMention]
) -> list[CampaignRecord]:
    """Campaigns with a name of their own: "the Body's Good Name campaign", "kampanye Nama Baik"."""
    words = "|".join(sorted(map(re.escape, cues.campaign_words)))
    records: dict[str, CampaignRecord] = {}
    places, names = Spans(sentences), Spans(mentions)
    for match in re.finditer(rf"(?<![\w#])(?:{words})(?!\w)", text, re.IGNORECASE):
        span = (
            _name_before(text, match.start(), names) or _name_called(text, match.end())
            if cues.campaign_name_stands == "before"
            else _name_after(text, match.end(), names, cues)
        )
        if span is None:
            continue
        start, end = span
        name = re.sub(r"\s+", " ", text[start:end])
        if name.split()[-1].lower() in _ELECTORAL:
            continue
        lead = _lead(start, places.holding(match.start()), names)
        record = CampaignRecord(start, end, text[start:end], name, "campaign", lead)
        known = records.get(name.casefold())
        if known is None or (known.lead is None and lead):
            records[name.casefold()] = record
    names_found = list(records.values())
    kept = [
        record
        for record in names_found
        if not any(
            other is not record
            and (
                record.name.casefold().endswith(" " + other.name.casefold())
                or other.name.casefold().startswith(record.name.casefold() + ",")
            )
            for other in names_found
        )
    ]
    # "Stop Scroll, Start Talk" is led by who leads "Stop Scroll".
    return [replace(record, lead=record.lead or _lead_of_part(record.name, names_found)) for record in kept]


def _lead_of_part(name: str, records: list[CampaignRecord]) -> str | None:
    parts = (record for record in records if name.casefold().startswith(record.name.casefold() + ","))
    return next((record.lead for record in parts if record.lead), None)


def _name_before(text: str, end: int, names: Spans[NameMention]) -> tuple[int, int] | None:
    low = max(0, end - 90, text.rfind("\n", 0, end) + 1)
    window = text[low:end]
    marked = [m for m in _MARKED.finditer(window) if not window[m.end() :].strip()]
    if marked:
        return low + marked[-1].start(1), low + marked[-1].end(1)
    words = list(re.finditer(r"[^\s]+", window))
    run: list[re.Match[str]] = []
    for word in reversed(words):
        token = word.group()
        if run and re.search(r"[,.;:!?)\"”]\Z|['’]s\Z|s['’]\Z", token):
            break
        if not (
            token[0].isupper()
            or token[0].isdigit()
            or (run and token in ("of", "the", "for", "and", "to", "on", "is", "our", "my", "your"))
            or (run and token in ("at",) and run[0].group() != "the")
        ):
            break
        run.insert(0, word)
    while run and (
        run[0].group()[0].islower()
        or run[0].group() in ("The", "A", "Our", "Their", "This", "Its", "An", "In")
    ):
        run.pop(0)
    if not run:
        return None
    start, stop = low + run[0].start(), low + run[-1].end()
    call = _CALL.match(text, start, stop)
    if call and call.group().split()[0] in _CALLING:
        start = call.end()
    for mention in names.beginning_in(max(0, start - 120), stop):
        if mention.start <= start < mention.end and mention.end < stop:
            start = mention.end + len(text[mention.end : stop]) - len(text[mention.end : stop].lstrip())
        elif (mention.start <= start and mention.end >= stop and mention.kind != "organisation") or (
            mention.key and mention.start <= start and mention.end >= stop
        ):
            return None
    return (start, stop) if len(text[start:stop].split()) >= 2 else None


def _name_called(text: str, start: int) -> tuple[int, int] | None:
    """The name that follows in so many words: "a campaign called Good Name", "The campaign, known as Good Name,"."""
    called = _CALLED.match(text, start)
    return called.span(1) if called is not None and len(called[1].split()) > 1 else None


def _name_after(text: str, start: int, names: Spans[NameMention], cues: Cues) -> tuple[int, int] | None:
    window = text[start : start + 90].split("\n")[0]
    marked = _MARKED.match(window.lstrip())
    offset = start + len(window) - len(window.lstrip())
    if marked:
        inner = marked[1]
        begin = offset + marked.start(1) + len(inner) - len(inner.lstrip())
        return begin, begin + len(inner.strip())
    links = "|".join(sorted(map(re.escape, cues.links)))
    run = re.match(rf"\s+([A-Z][\w’'!-]*(?:\s+(?:[A-Z][\w’'!-]*|{links})(?=\s|[,.;:!?)]|\Z))+)", window)
    if not run:
        return None
    name = run[1]
    while name.split()[-1][0].islower():
        name = name.rsplit(None, 1)[0]
    begin, stop = start + run.start(1), start + run.start(1) + len(name)
    if len(name.split()) < 2 or any(
        m.end >= stop and m.key for m in names.beginning_in(max(0, begin - 120), begin + 1)
    ):
        return None
    return begin, stop


def _lead(start: int, sentence: Sentence | None, names: Spans[NameMention]) -> str | None:
    """The organisation whose campaign it is: the one named before it in the sentence, nearest."""
    if sentence is None:
        return None
    before = [
        m for m in names.beginning_in(sentence.start, start) if m.end <= start and m.kind == "organisation"
    ]
    owned = _OWNED.search(sentence.text[: start - sentence.start]) if not before else None
    if owned is not None:  # "the charity's Good Name campaign": the body that was named before
        before = [m for m in names.beginning_in(max(0, start - 2_000), start) if m.kind == "organisation"]
    return before[-1].name if before else None


def _demands(text: str, cues: Cues, lines: list[Paragraph]) -> list[tuple[int, int, tuple[str, ...]]]:
    """Lists whose lead-in ends in a colon and calls for something: span of the lead-in, and the entries."""
    calls = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, cues.demanding)) + ")", re.IGNORECASE)
    found = []
    for number, line in enumerate(lines):
        if text[line.end - 1] != ":" or not calls.search(text, line.start, line.end):
            continue
        entries: list[str] = []
        for later in lines[number + 1 : number + 31]:
            bullet = _BULLET.match(text, later.start, later.end)
            if not bullet:
                break
            entries.append(text[bullet.end() : later.end].strip())
        if entries:
            found.append((line.start, line.end, tuple(entries)))
    return found


def _demanding(lead_in: str, cues: Cues) -> bool:
    words = {word.casefold() for word in re.findall(r"[^\W\d_]+", lead_in)}
    return (
        bool(words & {word.casefold() for word in cues.campaign_words | cues.letters})
        or "kami" in words
        or "we" in words
    )


# "Sixty groups wrote to ...": the verb says that there is a letter.
_TO_WRITE = frozenset(("menulis", "wrote", "written"))
_WRITING = r"\b(?:" + "|".join(sorted(_TO_WRITE)) + r")\b"


def _letters(
    text: str,
    cues: Cues,
    sentences: list[Sentence],
    mentions: list[NameMention],
    statistics: list[StatisticRecord],
) -> list[CampaignRecord]:
    """Open letters and petitions whose signatories are counted or that are named open."""
    letters = {word.casefold() for word in cues.letters}
    signing = {word.casefold() for word in cues.signing}
    signatories = {word.casefold() for word in cues.signatories}
    records: list[CampaignRecord] = []
    figures, names = Spans(statistics), Spans(mentions)
    for sentence in sentences:
        words = {word.casefold() for word in re.findall(r"[^\W\d_]+", sentence.text)}
        lowered = sentence.text.casefold()
        is_open = any(phrase in lowered for phrase in cues.open_letters)
        undersigned = "undersigned" in words
        if not (is_open or undersigned) and not (words & signing and (words & letters or _TO_WRITE & words)):
            continue
        writing = None if words & letters else re.search(_WRITING, lowered)
        counted = None
        for statistic in figures.beginning_in(sentence.start, sentence.end):
            if statistic.value < 2 or statistic.kind in ("duration", "age", "money"):
                continue
            if writing and statistic.start > sentence.start + writing.start():
                continue  # "she wrote to four companies": those are written to
            described = f"{statistic.unit} {statistic.counted or ''} {text[statistic.start : statistic.end]}"
            described += " " + text[statistic.end : min(sentence.end, statistic.end + 60)].split(",")[0]
            near = {word.casefold() for word in re.findall(r"[^\W\d_]+", described)}
            if near & signatories and statistic.unit != "%" and "countries" not in statistic.unit:
                counted = statistic
                break
        if counted is None and not is_open:
            continue
        if counted is not None and "countr" in counted.exact:
            continue
        lead = None
        coordinated = _COORDINATED.search(text, sentence.start, sentence.end + 200)
        if coordinated:
            place = coordinated.end()
            lead = next((m.name for m in names.beginning_in(place, place + 1)), None)
        records.append(
            CampaignRecord(
                sentence.start,
                sentence.end,
                text[sentence.start : sentence.end],
                _letter_name(sentence, words, names),
                LETTER,
                lead,
                (),
                int(counted.value) if counted is not None else None,
            )
        )
    return _best_letters(records, *_said_of_letters(text, sentences, letters, names))


def _said_of_letters(
    text: str, sentences: list[Sentence], letters: set[str], names: Spans[NameMention]
) -> tuple[str | None, str | None]:
    """Whom a text's letter is written to, as its name, and who coordinates it: said once, in any of its sentences."""
    name = lead = None
    for sentence in sentences:
        words = {word.casefold() for word in re.findall(r"[^\W\d_]+", sentence.text)}
        if not words & letters:
            continue
        if name is None and " to " in (found := _letter_name(sentence, words, names)):
            name = found
        coordinated = _COORDINATED.search(text, sentence.start, sentence.end)
        if lead is None and coordinated:
            place = coordinated.end()
            lead = next((m.name for m in names.beginning_in(place, place + 1)), None)
    return name, lead


_COORDINATED = re.compile(r"\b(?:coordinated|co-ordinated|organised|organized|led) by (?:the )?")
_ADDRESSED = re.compile(r"\bletter to (?:the )?(?=[A-Z])((?:[A-Z][\w’'-]*\s?){1,4})")
_OFFICE_ADDRESSED = re.compile(
    r"\bletter to (the (?:[a-z]+ ){0,2}(?:minister|president|government|secretary|chancellor|commissioner|regulator"
    r"|commission|council|parliament|chief executive))\b"
)


def _letter_name(sentence: Sentence, words: set[str], names: Spans[NameMention]) -> str:
    """A name to offer: the letter and whom it is written to, by full name, where the sentence says so."""
    plain = (
        "Petition" if words & {"petition", "petitions", "petisi"} and "letter" not in words else "Open letter"
    )
    to = _ADDRESSED.search(sentence.text)
    if to:
        start, end = sentence.start + to.start(1), sentence.start + to.start(1) + len(to[1].strip())
        mention = names.holding(start)
        whole = mention is not None and mention.start == start and mention.end >= end
        return f"{plain} to {mention.name if mention is not None and whole else to[1].strip()}"
    office = _OFFICE_ADDRESSED.search(sentence.text)
    return f"{plain} to {office[1]}" if office else plain


def _best_letters(
    records: list[CampaignRecord], addressed: str | None, lead: str | None
) -> list[CampaignRecord]:
    """Where a text speaks of one letter several times: the sentence that counts the signatories.

    Whom it is written to, and who leads it, may be said by another sentence.
    """
    counted = [record for record in records if record.signatories]
    kept: dict[int | None, CampaignRecord] = {}
    for record in counted or records[:1]:
        kept.setdefault(record.signatories, record)
    letters = list(kept.values())
    if len(letters) == 1:
        only = letters[0]
        name = only.name if " to " in only.name or addressed is None else addressed
        letters = [replace(only, name=name, lead=only.lead or lead)]
    return letters
