"""Reported speech without a parser: "Ia menambahkan, …", "Selon l'association, …", "…, indique le parquet".

The cues are each language's; who a pronoun or "the charity" stands for is traced as for direct speech. English is read by
its grammar in ``attribution_reported``.
"""

import re
from functools import cache

from claims.extraction.quotes import sentence_end
from claims.extraction.speakers import Scene, Voice
from claims.extraction.speakers_patterns import PatternSpeakers
from claims.extraction.speakers_plain_bodies import body_called
from sources.text.names import NameMention
from sources.text.names_cues import Cues, word_set
from sources.text.places import places
from sources.text.sentences import Sentence

Span = tuple[int, int]

# A pronoun after its verb is a word of its own: "dit-elle", "raconte-t-il".
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+|-(?!(?:t-)?(?:ils?|elles?|on|je)\b)[^\W_]+)*")
_SHORTEST = 4
_LONGEST_SENTENCE = 1_500
_SUBJECT = 110
"""How far, in characters, the words that name who speaks may reach."""

# What a clause has where no word joins it to its verb of speech: a verb of its own, or a word that goes with one.
_CLAUSE = re.compile(
    r"(?<!\w)(?:(?:me|di|ber|ter|ke)[a-z]{4,}|akan|telah|sudah|tidak|belum|bisa|dapat|harus|perlu|masih|sedang|naik|turun"
    r"|(?:itu|ini|tersebut)\s[a-z]{3,}|ada|adalah|hanya|terus|lebih|bukan|punya|butuh|tahu|ingin|mau|pernah|wajib|baru)(?!\w)"
)
# A noun's own clause follows an article and a noun: "denunció la red que ...".
_ARTICLES = word_set(
    "el la los las un una le les l il lo gli i uno o a os as um uma der die das den ein eine de het een"
)
_RELATIVE = frozenset(("yang", "que", "qui", "che", "die", "dont", "quien"))
# "MADRID, 12 nov. (Agencia) — ", "Berlin (dpa) - "
_DATELINE = re.compile(
    r"(?:[A-ZÀ-Þ][A-ZÀ-Þ'’ -]{2,}|[A-ZÀ-Þ][\w'’-]+(?:[ /-][A-ZÀ-Þ][\w'’-]+){0,3}(?=\s\([\w/ ]{2,20}\)))"
    r"(?:,?\s[^.;:!?\n–—]{1,30}\.?)?(?:\s?\([\w/. -]{2,30}\))?[.,]?\s?[–—-]{1,2}\s"
)
# A figure or a verb between "according to" and a name: the source is named before them.
_GOES_ON = re.compile(
    r"\d|(?<!\w)(?:waren?|sind|ist|wurden?|haben|hat|werden|wird|son|es|est|sont|ha|han|ont|è|sono|hanno|são|foram|is|zijn|heeft"
    r"|hebben|werd|werden|worden)(?!\w)"
)
_COMMA = re.compile(r",\s")
_COMMA_NEXT = re.compile(r"[^,.;:]?,\s")
_COMMA_NEAR = re.compile(r"[^,.;:]{0,40},\s")
_ASIDE_ENDS = re.compile(r"[^,.;:]{2,100},\s")
_STOP = re.compile(r"[,.;:!?]")
_CLAUSE_OPENS = re.compile(r"[;:–—]\s")


@cache
def _opening(cues: Cues) -> re.Pattern[str]:
    """What joins the verb of speech to what is said, with a few words between: "voegde eraan toe dat"."""
    joined = "|".join(
        re.escape(word).replace("'", "['’]") + ("" if word.endswith("'") else r"\s+") for word in cues.that
    )
    between = r"(?P<between>(?:\s[^\W\d_]+){0,3}?)"
    far = "|".join(map(re.escape, cues.that_far))
    comma = rf"|(?P<far>[^.;:!?]{{0,60}}?,?\s(?:{far})\s+)" if far else ""
    particle = r"(?:\s(?:mit|aus|hinzu|an|ein|fest))?" if cues.that_after_comma else ""
    if cues.that_after_comma or cues.bare_verbs:
        comma += rf"|(?P<comma>{particle},\s+)(?=[^\W\d_])"
    return re.compile(rf"{between}(?:\s*,)?\s+(?:{joined}){comma}", re.IGNORECASE)


@cache
def _according(cues: Cues) -> re.Pattern[str]:
    words = [word for word in cues.according if word not in ("demikian", "pour", "aldus", "so")]
    joined = "|".join(re.escape(word).replace("'", "['’]") for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?P<cue>{joined})(?:\s+|(?<=['’])|(?=,))", re.IGNORECASE)


class PlainReports:
    """Reads the sentences of one text that hold no direct speech; one report a sentence at most."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.text = scene.text
        self.cues = scene.cues
        self.reader = PatternSpeakers(scene)
        self.verbs = scene.cues.speech_verbs | scene.cues.reporting_verbs

    def report(self, sentence: Sentence, last: Voice | None) -> tuple[tuple[Span, ...], Voice, str] | None:
        """What is said, by whom, and the cue; None where the sentence reports nobody."""
        start, end = sentence.start, sentence.end
        dated = _DATELINE.match(self.text, start, end)
        start = dated.end() if dated is not None else start
        if end - start > _LONGEST_SENTENCE or not self.scene.free_of_speech(start, end):
            return None
        return (
            self._source(start, end, last) or self._aside(start, end, last) or self._clause(start, end, last)
        )

    def _source(self, start: int, end: int, last: Voice | None) -> tuple[tuple[Span, ...], Voice, str] | None:
        """ "Menurut X, ..." and "..., menurut X."."""
        found = _according(self.cues).search(self.text, start, end)
        if found is None:
            return None
        place = found.end()
        clitic = bool(self.cues.clitic) and found["cue"].lower().endswith(self.cues.clitic)
        leads = not _WORD.search(self.text, start, found.start())
        stop = min(end, place + _SUBJECT)
        if clitic:  # "Menurutnya, ..."
            traced = self._known(
                self.reader._traced(start, found.start("cue"), found.end("cue"), found["cue"], last)
            )
            who = None if traced is None else (traced, found.end("cue"))
        else:
            who = self._who_follows(place, stop, last, found["cue"])
        if who is None:
            return None
        voice, reached = who
        if leads:
            # The verb comes second in German and Dutch, where no comma parts it from the source.
            comma = (_COMMA_NEXT if self.cues.verb_second else _COMMA_NEAR).match(self.text, reached, end)
            first = comma.end() if comma is not None else reached
            if comma is None and not self.cues.verb_second:
                return None
            first = self._past_office(first, end)
            return self._kept(((first, end),), voice, found["cue"])
        before = self.text[start : found.start()].rstrip()
        if before.endswith(",") and len(self.text[reached:end].strip(" .,;")) < 40:
            return self._kept(((start, start + len(before) - 1),), voice, found["cue"])
        return None

    def _past_office(self, first: int, end: int) -> int:
        """Past an apposition or a clause: "Selon Nom, présidente de l'association, ...", "Menurut X, yang dikutip, ..."."""
        word = _WORD.match(self.text, first, end)
        written = {word.group(), word.group().lower()} if word is not None else set()
        if self.cues.roles.isdisjoint(written) and _RELATIVE.isdisjoint(written):
            return first
        comma = _ASIDE_ENDS.match(self.text, first, end)
        return comma.end() if comma is not None else first

    def _aside(self, start: int, end: int, last: Voice | None) -> tuple[tuple[Span, ...], Voice, str] | None:
        """ "..., kata X." and "..., a déclaré X, ..."."""
        for comma in re.finditer(r",\s(?=[^\W\d_])", self.text[start:end]):
            place = start + comma.end()
            words = [word for _, word in zip(range(3), _WORD.finditer(self.text, place, end), strict=False)]
            cue = next((word for word in words if word.group().lower() in self.cues.speech_verbs), None)
            if cue is None or not words[0].group()[0].islower() or cue.start() - place > 14:
                continue
            if cue is not words[0] and words[0].group().lower() not in _AUXILIARIES:
                continue
            if self.cues.clitic and cue.group().lower().startswith(("me", "ber")):
                continue  # these stand before what is said
            after = self.text[cue.end() : cue.end() + 2]
            clitic = bool(self.cues.clitic) and cue.group().lower().endswith(self.cues.clitic)
            if not clitic and not re.match(r"\s\w", after):
                continue
            closing = _STOP.search(self.text, cue.end(), end)
            stop = closing.start() if closing is not None else end
            following = _WORD.match(self.text, cue.end() + 1, end)
            if not clitic and following is not None and following.group() in self.cues.that:
                continue
            apposed = self._apposed(stop, end)
            stop = apposed or stop
            voice = self.reader._subject_after(cue, min(end, stop + 1), last)
            if voice is None or not (voice.name or voice.kind == "anonymous"):
                continue
            if voice.start == cue.start() and not clitic:
                continue  # nobody stands beside the verb
            if voice.kind == "anonymous" and not self.reader.unnamed.match(self.text, voice.start, end):
                continue
            spans: tuple[Span, ...] = ((start, start + comma.start()),)
            further = self._after_aside(stop, end)
            if further is not None:
                spans += (further,)
            return self._kept(spans, voice, cue.group())
        return None

    def _apposed(self, comma: int, end: int) -> int | None:
        """Where the words about the speaker end if the name follows a comma: "kata Ketua Yayasan X, Nama Orang, ..."."""
        if self.text[comma : comma + 2] != ", ":
            return None
        named = self.scene.mentions_between(comma + 2, min(end, comma + 60))
        if not named or named[0].kind != "person" or named[0].start != comma + 2:
            return None
        closing = _STOP.search(self.text, named[0].end, end)
        return closing.start() if closing is not None else end

    def _after_aside(self, stop: int, end: int) -> Span | None:
        if self.text[stop : stop + 1] != ",":
            return None
        first = stop + 1
        while first < end and self.text[first].isspace():
            first += 1
        word = _WORD.match(self.text, first, end)
        if word is not None and word.group().lower() in self.cues.circumstances:
            return None  # "kata X, dalam jumpa pers di Jakarta"
        return (first, end) if len(self.text[first:end].split()) >= _SHORTEST else None

    def _clause(self, start: int, end: int, last: Voice | None) -> tuple[tuple[Span, ...], Voice, str] | None:
        """ "X mengatakan bahwa ...", "X sagte, es ..."."""
        clitic = self.cues.clitic
        opening = _opening(self.cues)
        for word in _WORD.finditer(self.text, start, end):
            cue = word.group().lower()
            if cue not in self.verbs or word.group()[0].isupper() or (clitic and cue.endswith(clitic)):
                continue
            if self.cues.clitic and self._subordinate(start, word.start()):
                continue  # "selepas mengaku bersalah"
            link = opening.match(self.text, word.end(), end)
            between = (link["between"] or "").lower().split() if link is not None else []
            if link is not None and (set(between) & _ARTICLES or (between and self.cues.bare_verbs)):
                link = None
            first = link.end() if link is not None else None
            if link is not None and link.groupdict().get("comma") and not self._comma_leads(cue):
                first = None
            if first is None and cue in self.cues.bare_verbs:
                first = word.end() + 1
                ahead = self.text[first : min(end, first + 90)]
                if self.text[word.end() : first] != " " or _CLAUSE.search(ahead) is None:
                    first = None
            if first is None:
                continue
            voice = self._who_before(start, word.start(), last, word.group())
            if voice is None:
                continue
            stop = sentence_end(self.text, first, end)
            return self._kept(((first, stop),), voice, word.group())
        return None

    def _subordinate(self, start: int, verb: int) -> bool:
        """Whether a word between name and verb makes it what somebody did before or after something."""
        named = self.scene.mentions_between(max(start, verb - _SUBJECT), verb)
        low = named[-1].end if named else verb - 14
        return bool(_BEFORE_OR_AFTER.intersection(self.text[max(start, low) : verb].lower().split()))

    def _comma_leads(self, cue: str) -> bool:
        return cue in self.cues.speech_verbs or bool(self.cues.bare_verbs)

    def _who_before(self, start: int, end: int, last: Voice | None, cue: str) -> Voice | None:
        """The subject before the verb: a name, a pronoun, "the charity", somebody unnamed."""
        opens = list(_CLAUSE_OPENS.finditer(self.text, start, end))
        low = opens[-1].end() if opens else start
        mentions = self.scene.mentions_between(low, end)
        people = [mention for mention in mentions if mention.kind == "person"]
        who = people[-1] if people else mentions[0] if mentions else None
        if who is not None and who.key is None and who.name in places(self.cues.language):
            return None  # "Madrid aseguró que": a government or a city council, which the text doesn't name
        if people:
            return self.reader._named(people[-1], cue)
        called = body_called(self.scene, low, end)
        if called is not None and (not mentions or mentions[-1].end <= called[0]):
            first, last_place, body = called
            return Voice(first, last_place, body.name, "organisation", organisation=body.name, cue=cue)
        if who is not None:
            return self.reader._named(who, cue)
        pronoun = next(
            (
                word
                for word in _WORD.finditer(self.text, low, end)
                if word.group().lower() in self.cues.pronouns
            ),
            None,
        )
        if pronoun is not None and end - pronoun.end() < 30:
            return self._known(self.reader._traced(low, pronoun.start(), pronoun.end(), cue, last))
        unnamed = self.reader.unnamed.search(self.text, low, end)
        if unnamed is not None and unnamed.start() - low < 20:
            return Voice(
                unnamed.start(),
                unnamed.end(),
                "",
                "anonymous",
                cue=cue,
                description=self.text[unnamed.start() : end].strip(),
            )
        return None

    def _who_follows(self, place: int, stop: int, last: Voice | None, cue: str) -> tuple[Voice, int] | None:
        """The source after "menurut", and where its words end."""
        first = _WORD.match(self.text, place, stop)
        if first is None:
            return None
        if first.group().lower() in self.cues.pronouns or first.group().lower() in _OBLIQUE:
            voice = self._known(self.reader._traced(place, first.start(), first.end(), cue, last))
            return (voice, first.end()) if voice is not None else None
        comma = _COMMA.search(self.text, place, stop)
        near = comma.start() if comma is not None else stop
        mentions = self.scene.mentions_between(place, near)
        if mentions:
            chosen = self._last_of_list(mentions, near)
            if comma is not None and chosen.kind != "person":
                # "Menurut Ketua Yayasan X, Nama Orang, ...": the person follows in apposition.
                apposed = self.scene.mentions_between(comma.end(), min(stop, comma.end() + 60))
                if apposed and apposed[0].kind == "person" and apposed[0].start == comma.end():
                    chosen = apposed[0]
            if chosen.start - place > 80 or _GOES_ON.search(self.text, place, chosen.start):
                return None
            return self.reader._named(chosen, cue), chosen.end
        called = body_called(self.scene, place, near)
        if called is not None:
            start, end, body = called
            return Voice(start, end, body.name, "organisation", organisation=body.name, cue=cue), end
        return None

    def _last_of_list(self, mentions: list[NameMention], near: int) -> NameMention:
        people = [mention for mention in mentions if mention.kind == "person" and mention.end <= near]
        return people[0] if people else mentions[0]

    def _known(self, voice: Voice | None) -> Voice | None:
        return voice if voice is not None and (voice.name or voice.kind == "anonymous") else None

    def _kept(
        self, spans: tuple[Span, ...], voice: Voice, cue: str
    ) -> tuple[tuple[Span, ...], Voice, str] | None:
        """The report, its spans without spaces and marks at their ends; None where next to nothing is said."""
        kept = []
        for start, end in spans:
            while start < end and (self.text[start].isspace() or self.text[start] in ",;:"):
                start += 1
            while end > start and (self.text[end - 1].isspace() or self.text[end - 1] in ".,;:"):
                end -= 1
            if start < end:
                kept.append((start, end))
        if sum(len(self.text[start:end].split()) for start, end in kept) < _SHORTEST:
            return None
        return tuple(kept), voice, cue


_AUXILIARIES = frozenset(["a", "ont", "ha", "han", "hat", "haben", "è", "sono", "hanno", "heeft", "hebben"])
_BEFORE_OR_AFTER = frozenset(("selepas", "setelah", "sebelum", "usai", "seusai", "tanpa", "untuk"))
# Pronouns after "according to": "d'après elle", "ihm zufolge".
_OBLIQUE = frozenset(
    [
        "dia",
        "beliau",
        "nya",
        "él",
        "ella",
        "ellos",
        "elle",
        "lui",
        "ihm",
        "ihr",
        "ele",
        "ela",
        "lei",
        "hem",
        "haar",
    ]
)
