"""What a campaign or a letter asks for in running English: "The coalition wants ministers to act", "demanding that …".

Lists of demands, in every language, are read by ``campaigns``.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from claims.extraction.records import CampaignRecord
from sources.text.names_cues import Cues
from sources.text.sentences import Sentence

_REACH = 3_000  # characters after a campaign in which what it asks is sought
_MOST = 12
# The verb that asks, and what is asked for, to the end of the clause.
_ASKS = re.compile(
    r"\b(?:(?:call(?:s|ed|ing)?|campaign(?:s|ed|ing)|press(?:es|ed|ing)|push(?:es|ed|ing)|lobby(?:ing)?)\s(?:for|on)"
    r"|demand(?:s|ed|ing)?(?:\sthat)?|insist(?:s|ed|ing)?\sthat|urg(?:es?|ed|ing)|ask(?:s|ed|ing)?(?:\sfor)?"
    r"|wants?|wanted)\s(?P<what>[^.;:!?\n“”\"]{8,300})",
    re.IGNORECASE,
)
# "wants ministers to act", "urges Ofcom to publish": without "to" such a verb may want or ask anything.
_OF_SOMEBODY = re.compile(r"\b(?:urg|ask|want)", re.IGNORECASE)
_TO = re.compile(r"\sto\s[a-z]", re.IGNORECASE)
_ENDS = re.compile(
    r",?\s(?:said|says|according to)\b"
    r"|,\s(?:(?:but|while|after|before|because|which|who|as|saying|adding)\b|and\s(?:has|is|said|says)\b)"
)
# Who asks for a campaign, where its name does not stand in the sentence.
_CAMPAIGNING = re.compile(
    r"(?:[^\w\n]{0,3})(?:They|We|It|(?:The\s)?(?:[Cc]oalition|[Aa]lliance|[Cc]ampaigners|[Oo]rganisers|[Ss]ignatories"
    r"|[Ff]amilies|[Pp]arents|[Cc]harit(?:y|ies)|[Gg]roups?|[Nn]etwork|[Cc]ampaign|[Pp]etition|[Ll]etter))\b"
)


def with_prose_demands(
    text: str, cues: Cues, sentences: Sequence[Sentence], records: list[CampaignRecord]
) -> list[CampaignRecord]:
    """``records`` with what running text asks for, where they have no list of demands. In English alone."""
    open_ones = [record for record in records if not record.demands and record.kind != "hashtag"]
    if cues.language != "en" or not open_ones:
        return records
    words = {word.casefold() for word in cues.campaign_words | cues.letters}
    names = [
        re.compile(rf"(?<!\w){re.escape(record.name)}(?!\w)", re.IGNORECASE) for record in open_ones[:_MOST]
    ]
    starts = [record.start for record in open_ones]
    demands: dict[int, list[str]] = {}
    for sentence in sentences:
        found = _ASKS.search(text, sentence.start, sentence.end)
        if found is None or text[sentence.start : sentence.end].rstrip().endswith(":"):
            continue
        if _OF_SOMEBODY.match(found.group()) and not _TO.search(found["what"]):
            continue
        before = text[sentence.start : found.start()]
        named = next((place for place, name in enumerate(names) if name.search(before)), None)
        if named is None:
            own = {word.casefold() for word in re.findall(r"[^\W\d_]+", before)}
            place = bisect_right(starts, found.start()) - 1
            speaks = bool(own & words) or _CAMPAIGNING.match(text, sentence.start, sentence.end)
            if place < 0 or not speaks or found.start() - starts[place] > _REACH:
                continue
            named = place
        wanted = _ENDS.split(found["what"])[0].strip(" ,")
        if len(demands.setdefault(named, [])) < _MOST and len(wanted.split()) > 1:
            demands[named].append(wanted)
    filled = {
        id(open_ones[place]): replace(open_ones[place], demands=tuple(asked))
        for place, asked in demands.items()
    }
    return [filled.get(id(record), record) for record in records]
