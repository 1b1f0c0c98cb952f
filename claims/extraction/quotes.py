"""Finds quotations: which marked words are speech and which are fragments, and which parts make one quotation.

Marks are paired in ``quotes_marks``; who speaks is found in ``speakers``.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from claims.extraction.quotes_dialogue import find_dialogue
from claims.extraction.quotes_marks import DOUBLE, SINGLE, MarkedSpan, Paragraph, find_marked, paragraphs
from claims.extraction.quotes_transcript import find_turns
from sources.text.names_cues import Cues, all_speech_verbs, all_title_words, word_set

# A pronoun after its verb is a word of its own: "dit-elle", "raconte-t-il".
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+|-(?!(?:t-)?(?:ils?|elles?|on|je)\b)[^\W_]+)*")
_SENTENCE_END = re.compile(r"[.!?…]+[\"”“’‘»«›)\]]*(?=\s|\Z)")
_ABBREVIATION = re.compile(
    r"(?:\b[^\W\d_]|\b(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Col|Lt|Sgt|Capt|Rev|Hon|St|Jr|Sr|Del|No|vs|etc"
    r"|Dra|Sra|Drs|Ir|Hj|Sdr|Mgr|Tbk|Inc|Ltd|Corp|Co|Jl|Dhr|Mevr|Sig|Dott|Mme|U\.S|U\.K|D\.C|a\.m|p\.m))\Z"
)
_SPEECH_ENDS = frozenset(",.!?…—–-")
# Words that are a cue only right after the closing mark: German "so Nachname".
AFTER_MARK = (["so"],)
# Verbs of speech by their second word, in English: "the peer shot back", "she went on".
PHRASAL = {
    **dict.fromkeys(("shot", "shoots", "fired", "fires", "hit", "hits"), "back"),
    **dict.fromkeys(("went", "goes"), "on"),
    **dict.fromkeys(("pointed", "points"), "out"),
    **dict.fromkeys(("chimed", "weighed", "cut"), "in"),
}
# A name after a dash at the end of the paragraph: whose words were pulled out.
SIGNATURE = re.compile(r"\s*[―—–-]{1,2}\s*([^\W\d_][^\n\r“”\"]{1,90})")
_SMALL = word_set("of the a an and in on for to with at by from or into over")
# So many words that end a sentence are somebody's own, whatever leads into them.
_SPEECH_LENGTH = 12
# As far as a verb of speech may stand from the words it goes with, in words.
_REACH = 14


@dataclass(frozen=True, slots=True)
class Utterance:
    """One quotation before it has a speaker. ``spans`` are its parts without marks, ``outer`` with them.

    ``kind`` is direct or fragment. ``label`` is the span of the name before the colon in a transcript. ``continues``
    says that the quotation goes on from the paragraph before; ``closed`` that its last mark stands.
    """

    spans: tuple[tuple[int, int], ...]
    outer: tuple[tuple[int, int], ...]
    kind: str
    paragraph: int
    continues: bool = False
    closed: bool = True
    label: tuple[int, int] | None = None

    @property
    def start(self) -> int:
        return self.spans[0][0]

    @property
    def end(self) -> int:
        return self.spans[-1][1]


def _runs_on(text: str, low: int, stop: re.Match[str]) -> bool:
    """Whether the sentence goes on after a full stop: an abbreviation, an initial, or a small letter follows."""
    following = text[stop.end() : stop.end() + 3].strip()
    if not following:
        return False
    if following[0].islower():
        return True
    return text[stop.start()] == "." and bool(
        _ABBREVIATION.search(text, max(low, stop.start() - 8), stop.start())
    )


def sentence_end(text: str, start: int, end: int) -> int:
    """Where the sentence that runs at ``start`` ends, not past ``end``: abbreviations and initials end none."""
    for found in _SENTENCE_END.finditer(text, start, end):
        if found.end() >= end or not _runs_on(text, start, found):
            return found.end()
    return end


def sentence_start(text: str, start: int, end: int) -> int:
    """Where the sentence that holds the character before ``end`` begins, not before ``start``."""
    last = start
    low = max(start, end - 1500)
    for found in _SENTENCE_END.finditer(text, low, end):
        if _runs_on(text, low, found):
            continue
        if found.end() < end and text[found.end() : end].strip():
            last = found.end()
    while last < end and text[last].isspace():
        last += 1
    return last


def find_utterances(text: str, cues: Cues | None) -> tuple[list[Paragraph], list[Utterance]]:
    """All quotations and fragments of ``text`` in order, with the paragraphs they stand in.

    Nested quotations belong to the one around them and are not listed.
    """
    lines = paragraphs(text)
    verbs = cues.speech_verbs | _sources(cues) if cues else all_speech_verbs()
    marked = [span for span in find_marked(text, lines, verbs) if span.depth == 0]
    labelled = [
        Utterance(turn.spans, turn.spans, "direct", turn.paragraph, label=turn.label)
        for turn in find_turns(text, lines)
    ]
    if labelled:
        turns = [span for utterance in labelled for span in utterance.spans]
        inside = {
            number for number, line in enumerate(lines) if any(line.start <= a < line.end for a, _ in turns)
        }
        marked = [span for span in marked if span.paragraph not in inside]
    singles_speak = _singles_speak(text, marked)
    utterances = [
        Utterance(
            ((span.inner_start, span.inner_end),),
            ((span.start, span.end),),
            _kind(text, span, lines[span.paragraph], verbs, singles_speak)
            if cues
            else _kind_by_marks(text, span, lines[span.paragraph]),
            span.paragraph,
            span.continues,
            span.closed,
        )
        for span in marked
    ]
    joined = _join(text, utterances, verbs)
    joined += [
        Utterance(inner, outer, "direct", number) for number, inner, outer in find_dialogue(text, lines, cues)
    ]
    return lines, sorted(joined + labelled, key=lambda utterance: utterance.start)


def _singles_speak(text: str, marked: list[MarkedSpan]) -> bool:
    """Whether single marks hold the speech of a text: no others do, or fewer words that end as speech does."""
    spoken = [
        text[span.start] in SINGLE
        for span in marked
        if text[span.inner_end - 1] in ",.?!…" and span.inner_end - span.inner_start > 12
    ]
    doubled = any(text[span.start] in DOUBLE + "«»" for span in marked)
    return not doubled or sum(spoken) > len(spoken) - sum(spoken)


def _sources(cues: Cues) -> frozenset[str]:
    """Words that give a source as a verb of speech does: "…», según Marta Gil". English has none of one word."""
    return frozenset(
        word for word in cues.according if " " not in word and word not in ("pour", "para", "per")
    )


def _words(text: str, start: int, end: int, limit: int) -> list[str]:
    found: list[str] = []
    for match in _WORD.finditer(text, start, end):
        found.append(match.group())
        if len(found) == limit:
            break
    return found


def _kind(text: str, span: MarkedSpan, line: Paragraph, verbs: frozenset[str], singles_speak: bool) -> str:
    """Direct speech or a fragment: a title, a scare quote, a few words taken over."""
    if span.continues:
        return "direct"
    words = _words(text, span.inner_start, span.inner_end, 40)
    if not words:
        return "fragment"
    last = _last(text, span.inner_start, span.inner_end)
    mark = text[span.start]
    left = text[max(line.start, span.start - 200) : span.start].rstrip()
    right_end = sentence_end(text, span.end, min(line.end, span.end + 400))
    after = _words(text, span.end, right_end, _REACH)
    follows = _speaks(after, verbs) or after[:1] in AFTER_MARK
    begins = text[span.inner_start]
    upper = (
        begins.isupper()
        or begins.isdigit()
        or begins in ".…[¿¡$£€"
        or not begins.isalpha()
        or not _cased(begins)
    )
    speech_end = last in _SPEECH_ENDS
    if mark in "《〈":
        return "fragment"
    if mark in SINGLE and not singles_speak:
        ends = last in ",?!" or (text[span.end : span.end + 1] == "," and len(words) >= 4)
        spoken = ends and follows and len(words) >= 2 and upper and _verb_soon(after, verbs)
        spoken = spoken or (left.endswith(":") and upper and last in ".!?…" and len(words) >= 3)
        return "direct" if spoken else "fragment"
    if text[span.inner_start] == "(" and last == ")":
        return "fragment"
    if last not in ".!?…" and _titled(text[span.inner_start : min(span.inner_end, span.inner_start + 120)]):
        spoken = (
            bool(after) and (after[0].lower() in verbs or after[:1] in AFTER_MARK) and not left.endswith(",")
        )
        if not (spoken and (not left or left[-1] in '.:”"')) and len(words) > 1:
            return "fragment"
    starts = not left or left[-1] in ".!?…:" or left[-1] in '”»"' or left[-1] in "—–-•*>"
    if not span.closed:
        return "direct" if starts and upper and len(words) >= 4 else "fragment"
    next_character = text[span.end : span.end + 1]
    if starts:
        if len(words) >= 3 and upper and SIGNATURE.fullmatch(text, span.end, line.end):
            return "direct"
        if left.endswith(":") and last in ".!?" and upper:
            return "direct"
        if speech_end and last != "," and (len(words) >= 2 or follows or not left):
            return "direct" if upper or left.endswith(":") or len(words) >= 8 else "fragment"
        if follows and (last == "," or next_character == ","):
            return "direct"
        if follows and len(words) >= 4 and upper and after and _verb_soon(after, verbs):
            return "direct"
        if len(words) >= 2 and upper and after and after[0].islower() and after[0] in verbs:
            return "direct"
        if left.endswith(":") and len(words) >= 2 and (upper or len(words) >= 5):
            return "direct"
        if len(words) >= 8 and upper and (not after or next_character in ".!?…"):
            return "direct"
        return "direct" if last == "," and len(words) >= 3 and upper else "fragment"
    preceding = _WORD.findall(left)[-_REACH:]
    titled = bool(preceding) and preceding[-1] in all_title_words() and left[-1] != ":"
    if titled and (left[-1] != "," or (last == "," and not _cue_next(text, span.end, right_end, verbs))):
        return "fragment"
    adjacent = bool(preceding) and preceding[-1].lower() in verbs
    near = any(word.lower() in verbs for word in preceding)
    if upper and (adjacent or (left[-1] == "," and near)) and (len(words) >= 3 or last in ".!?"):
        return "direct"
    if upper and left[-1] == "," and speech_end and len(words) >= 3:
        return "direct"
    if upper and near and last in ".!?…" and len(words) >= 5:
        return "direct"
    if near and not upper and len(words) >= 6 and (speech_end or next_character in ".,!?"):
        # A clause taken over whole, if not from its first word.
        return "direct"
    if follows and last in ",!?…" and upper and len(words) >= 3:
        return "direct"
    if len(words) >= _SPEECH_LENGTH and last in ".!?…":
        return "direct"
    if last == "," and len(words) >= 4 and _cue_next(text, span.end, right_end, verbs):
        # A sentence of the writer's that ends in the speaker's words: She "did not know of it," he said.
        return "direct"
    return "fragment"


def _kind_by_marks(text: str, span: MarkedSpan, line: Paragraph) -> str:
    """Speech or fragment where no words of the language are known: by length, a colon before, a stop inside."""
    inner = text[span.inner_start : span.inner_end]
    left = text[line.start : span.start].rstrip()
    length = len(inner) * (2 if any("\u3040" <= character <= "\u9fff" for character in inner[:40]) else 1)
    if text[span.start] in "《〈" or not any(character.isalpha() for character in inner):
        return "fragment"
    if left.endswith((":", "：")) and length >= 8:
        return "direct"
    if length >= 14 and inner[-1] in ".!?…。！？؟,،":
        return "direct"
    return (
        "direct"
        if (length >= 24 and len(inner.split()) != 1) or (length >= 24 and length > len(inner))
        else "fragment"
    )


def _titled(words: str) -> bool:
    """Whether the words are written as a title is: each with a capital but the small ones."""
    cased = [word for word in _WORD.findall(words) if _cased(word[0])]
    capitals = sum(word[0].isupper() for word in cased)
    return 1 < capitals <= 14 and all(word[0].isupper() or word in _SMALL or len(word) < 4 for word in cased)


def _last(text: str, start: int, end: int) -> str:
    """The last character of a quotation, before the marks of one nested at its end."""
    while end - 1 > start and (text[end - 1] in DOUBLE + SINGLE + "»" or text[end - 1].isspace()):
        end -= 1
    return text[end - 1]


def _verb_soon(words: list[str], verbs: frozenset[str]) -> bool:
    return _speaks(words[:4], verbs)


def _speaks(words: list[str], verbs: frozenset[str]) -> bool:
    """Whether a verb of speech is among the words, one of two words, too."""
    return any(word.lower() in verbs for word in words) or any(
        PHRASAL.get(first.lower()) == second for first, second in pairwise(words)
    )


def _cue_next(text: str, start: int, end: int, verbs: frozenset[str]) -> bool:
    """Whether a verb of speech goes with a name or a pronoun right after the mark: "…," said Ann Lee, "…," she said."""
    words = _words(text, start, end, 8)
    place = next((n for n, word in enumerate(words) if word.lower() in verbs), None)
    if place is None or (
        place and words[0].lower() in ("and", "but", "as", "when", "while", "or", "in", "to")
    ):
        return False
    return place <= 2 or any(word[0].isupper() for word in words[:place])


def _cased(character: str) -> bool:
    return character.lower() != character.upper()


def _join(text: str, utterances: list[Utterance], verbs: frozenset[str]) -> list[Utterance]:
    """Make one quotation of the parts that a cue stands between."""
    joined: list[Utterance] = []
    for utterance in utterances:
        place = next(
            (n for n in range(len(joined) - 1, max(-1, len(joined) - 4), -1) if joined[n].kind == "direct"),
            -1,
        )
        before = joined[place] if place >= 0 else None
        if before is not None and _goes_on(text, before, utterance, verbs):
            joined[place] = Utterance(
                before.spans + utterance.spans,
                before.outer + utterance.outer,
                "direct",
                before.paragraph,
                before.continues,
                utterance.closed,
            )
        else:
            joined.append(utterance)
    return joined


def _goes_on(text: str, first: Utterance, second: Utterance, verbs: frozenset[str]) -> bool:
    """Whether ``second`` is the rest of ``first``: "…," said somebody, "…" or "…," said somebody. "…"."""
    if first.kind != "direct" or first.paragraph != second.paragraph:
        return False
    start, end = first.outer[-1][1], second.outer[0][0]
    between = text[start:end]
    if not between.strip() or len(between) > 400:
        return False
    last = _last(text, first.start, first.end)
    if last in ".…" and len(first.spans) == 1:
        # A full stop closed the speech: what stands between is a sentence of its own.
        return False
    words = [word.lower() for word in _WORD.findall(between)]
    cue_verbs = [word for word in words if word in verbs] or (words[:1] if words[:1] in AFTER_MARK else [])
    cue_verbs = cue_verbs or [one for one, other in pairwise(words) if PHRASAL.get(one) == other]
    if not cue_verbs or len(first.spans) > 1:
        return False
    stripped = between.rstrip().rstrip('"”')  # a title may end the cue: '… told “The Name.” “…"'
    if stripped.endswith((",", "–", "—", "-", ":", ";")):
        if sentence_end(text, start, end) < start + len(stripped):
            return False  # "…," said one. Another was angry: "…"
        return len(cue_verbs) == 1 and not {"and", "that", "dan", "bahwa"} & set(words[-2:])
    if not stripped.endswith("."):
        small = text[second.start].islower()
        taken_over = small and text[first.start].islower() and last == ","
        return len(cue_verbs) == 1 and len(words) <= (8 if taken_over else 3) and small
    if second.kind != "direct" or sentence_end(text, start, end) < start + len(stripped):
        return False
    after_end = second.outer[-1][1]
    line_end = text.find("\n", after_end, after_end + 300)
    limit = line_end if line_end >= 0 else min(len(text), after_end + 300)
    after = _words(text, after_end, sentence_end(text, after_end, limit), _REACH)
    ends_open = _last(text, second.start, second.end) in ",?!" or text[after_end : after_end + 1] == ","
    own_cue = ends_open and (after[:1] in AFTER_MARK or any(word.lower() in verbs for word in after))
    return not own_cue
