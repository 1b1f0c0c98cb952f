"""Compares two statements: one claim, perhaps one claim, another claim, or never to be merged without a person.

The rules come before the score: no likeness of wording or vectors joins two figures that differ, or two speakers.
"""

from claims.matching import concepts
from claims.matching.circumstances import compare_names, compare_periods, compare_places
from claims.matching.facts import StatementFacts
from claims.matching.figures import compare_figures, figure_of, in_words
from claims.matching.polarity import negation_differs, numbers_differ
from claims.matching.records import Conflict, ConflictKind, Outcome, Part, StatementMatch, Verdict
from claims.matching.similarity import closeness, near_equal, same_words, word_overlap

PROPOSE_FROM = 0.6
"""Scores from here on are shown to a person; the review report suggests other thresholds from what people decide."""

STATISTIC_WEIGHTS = {
    "figure": 0.22,
    "unit": 0.08,
    "counted": 0.16,
    "definition": 0.05,
    "wording": 0.28,
    "period": 0.08,
    "place": 0.04,
    "platforms": 0.05,
    "source": 0.04,
}
QUOTE_WEIGHTS = {"words": 0.60, "speaker": 0.25, "organisation": 0.05, "platforms": 0.05, "period": 0.05}

# Silence on a circumstance counts half: most sentences leave out what their neighbours say.
UNKNOWN_SHARE = 0.5
_SAME_SENTENCE = 0.60
_TRANSLATED_SENTENCE = 0.45
_SAME_QUOTE = 0.60
_SAME_COUNTED = 0.75
_WORDS_OF_A_QUOTE = 0.85


def compare_statements(
    a: StatementFacts, b: StatementFacts, *, aligned: bool | None = None
) -> StatementMatch:
    """Compare two statements; symmetric. ``aligned`` tells what article comparison found: True where it set the two
    sentences side by side, False where it set them beside others, None where it said nothing.
    """
    if a.kind != b.kind:
        part = Part("kind", 1.0, 0.0, "differ", "one is a figure, the other a quote")
        return StatementMatch("different", 0.0, (part,))
    return _compare_quotes(a, b, aligned) if a.kind == "quote" else _compare_statistics(a, b, aligned)


def _part(name: str, weight: float, verdict: Verdict, words: str, share: float | None = None) -> Part:
    if share is None:
        share = {"agree": 1.0, "unknown": UNKNOWN_SHARE, "differ": 0.0}[verdict]
    return Part(name, weight, weight * max(0.0, min(1.0, share)), verdict, words)


def _pair(first: str | None, second: str | None) -> str:
    """Both sides in one order, so that a comparison reads the same from either end."""
    return " and ".join(f"“{side}”" if side else "nothing" for side in sorted((first or "", second or "")))


def _total(parts: list[Part]) -> float:
    return min(1.0, sum(part.contribution for part in parts))


def one_story(a: StatementFacts, b: StatementFacts) -> bool:
    """Whether both statements stand in articles of one story."""
    return a.story is not None and a.story == b.story


def _wording(a: StatementFacts, b: StatementFacts) -> float | None:
    """0 to 1 by vectors of one model, and by words where the language is one; None if nothing compares."""
    by_vectors = closeness(a.vectors, b.vectors)
    if a.language != b.language:
        return by_vectors
    by_words = 1.0 if near_equal(a.text, b.text) else word_overlap(a.text, b.text)
    return by_words if by_vectors is None else max(by_words, by_vectors)


def _similarity_part(name: str, weight: float, share: float | None) -> Part:
    if share is None:
        return _part(name, weight, "unknown", "no common language or model to compare by")
    verdict: Verdict = "agree" if share >= _SAME_SENTENCE else "differ" if share < 0.25 else "unknown"
    degree = {"agree": "say nearly the same", "differ": "say other things", "unknown": "are somewhat alike"}[
        verdict
    ]
    return _part(name, weight, verdict, f"the sentences {degree} ({share:.0%})", share)


def _platforms(a: StatementFacts, b: StatementFacts, weight: float) -> Part:
    one, two = set(a.platforms), set(b.platforms)
    if not one or not two:
        return _part("platforms", weight, "unknown", "not named on both sides")
    shared = ", ".join(sorted(one & two))
    if one == two:
        return _part("platforms", weight, "agree", f"both name {shared}")
    if shared:
        return _part(
            "platforms",
            weight,
            "unknown",
            f"both name {shared}, one names more",
            len(one & two) / len(one | two),
        )
    return _part("platforms", weight, "differ", f"{_pair(', '.join(sorted(one)), ', '.join(sorted(two)))}")


def _verdict_part(name: str, weight: float, verdict: Verdict, first: str | None, second: str | None) -> Part:
    said = {"agree": "the same", "differ": "not the same", "unknown": "can't be told"}[verdict]
    return _part(
        name,
        weight,
        verdict,
        f"{said}: {_pair(first, second)}" if first or second else "not said on either side",
    )


def compare_per(a: StatementFacts, b: StatementFacts) -> Verdict:
    """ "a week" and "setiap minggu" agree, "a week" and "a day" differ; a rate against no rate can't be told."""
    if not a.per and not b.per:
        return "agree"
    if not (a.per and b.per):
        return "unknown"
    one, two = concepts.per(a.per), concepts.per(b.per)
    if one == two:
        return "agree"
    known = concepts.unit(one) is not None and concepts.unit(two) is not None
    return "differ" if known or a.language == b.language else "unknown"


def compare_units(a: StatementFacts, b: StatementFacts) -> Verdict:
    """Units by their concept, by the same word, or by what is counted; else unknown.

    Two nouns that differ are another population, not another unit: "240 people" may be the 240 children.
    """
    one, two = a.unit_normalized.strip().casefold(), b.unit_normalized.strip().casefold()
    if one == two and (one or near_equal(a.text, b.text)):
        return "agree"
    if one and two:
        first, second = concepts.unit(one), concepts.unit(two)
        if first and second:
            same = concepts.same_unit(first, second)
            return "agree" if same else "unknown" if same is None else "differ"
    counted = compare_counted(a, b)
    if counted == "agree" or (not one and not two and counted != "differ"):
        return counted
    return "unknown"


def compare_counted(a: StatementFacts, b: StatementFacts) -> Verdict:
    """Whether the same is counted: the head nouns' concepts, the same noun in one language, or vectors of the phrases."""
    one, two = (concepts.counted_by(facts) for facts in (a, b))
    if one is None or two is None or one.vague or two.vague:
        return "unknown"
    if one.concept and two.concept:
        if one.concept == two.concept:
            return "agree"
        return "unknown" if concepts.may_be_one(one.concept, two.concept) else "differ"
    if a.language == b.language and one.head == two.head:
        return "agree"
    close = closeness(a.counted_vectors, b.counted_vectors)
    return "agree" if close is not None and close >= _SAME_COUNTED else "unknown"


def compare_definitions(a: StatementFacts, b: StatementFacts) -> tuple[Verdict, str]:
    """How each side narrows its figure: a condition ("where the platform was known"), ages, a rise against a level."""
    one, two = (concepts.narrowing(f"{facts.counted or ''} . {facts.text}") for facts in (a, b))
    if one.condition != two.condition:
        return "differ", "only one is taken of the cases where something was known"
    if one.ages and two.ages and one.ages != two.ages:
        ages = (", ".join(map(str, sorted(side))) for side in sorted((one.ages, two.ages), key=sorted))
        return "differ", f"other ages are counted ({'; '.join(ages)})"
    if bool(a.change) != bool(b.change) or (a.change and b.change and a.change != b.change):
        return "differ", "one is a change, the other is not the same change"
    if one.condition or one.ages or two.ages or near_equal(a.text, b.text):
        return (
            "agree" if one == two else "unknown"
        ), "narrowed alike" if one == two else "only one says an age"
    return "unknown", "neither says how it was counted"


def _compare_statistics(a: StatementFacts, b: StatementFacts, aligned: bool | None) -> StatementMatch:
    weights = STATISTIC_WEIGHTS
    figure = compare_figures(figure_of(a), figure_of(b))
    per, unit, counted = compare_per(a, b), compare_units(a, b), compare_counted(a, b)
    period, place = compare_periods(a, b), compare_places(a, b)
    definition, definition_words = compare_definitions(a, b)
    source = compare_names(a.speaker or a.organisation, b.speaker or b.organisation)
    wording = _wording(a, b)
    figures = _pair(in_words(a), in_words(b))

    figure_verdict: Verdict = "agree" if figure == "agree" else "differ" if figure == "differ" else "unknown"
    said = {
        "agree": f"the same figure: {figures}",
        "rounding": f"may be a rounding of one figure: {figures}",
        "compatible": f"no contradiction, but not one figure either: {figures}",
        "differ": f"the figures differ: {figures}",
        "unknown": "a figure is missing",
    }[figure]
    share = {"agree": 1.0, "rounding": 0.7, "compatible": 0.3, "differ": 0.0, "unknown": 0.0}[figure]
    rate: Verdict = (
        "differ" if "differ" in (per, unit) else "unknown" if "unknown" in (per, unit) else "agree"
    )
    parts = [
        _part("figure", weights["figure"], figure_verdict, said, share),
        _verdict_part("unit", weights["unit"], rate, _unit_words(a), _unit_words(b)),
        _verdict_part("counted", weights["counted"], counted, a.counted, b.counted),
        _part("definition", weights["definition"], definition, definition_words),
        _similarity_part("wording", weights["wording"], wording),
        _verdict_part(
            "period", weights["period"], period, a.period or a.period_resolved, b.period or b.period_resolved
        ),
        _verdict_part("place", weights["place"], place, a.place, b.place),
        _platforms(a, b, weights["platforms"]),
        _verdict_part(
            "source", weights["source"], source, a.speaker or a.organisation, b.speaker or b.organisation
        ),
    ]
    conflicts = _conflicts(
        [
            ("figure", figure == "differ", f"the figures differ, {figures}"),
            ("per", per == "differ", f"another rate, {_pair(a.per, b.per)}"),
            ("unit", unit == "differ", f"the units differ, {_pair(a.unit_normalized, b.unit_normalized)}"),
            ("period", period == "differ", f"another period, {_pair(_period(a), _period(b))}"),
            ("place", place == "differ", f"another place, {_pair(a.place, b.place)}"),
            ("population", counted == "differ", f"something else is counted, {_pair(a.counted, b.counted)}"),
            ("definition", definition == "differ", f"another definition, {definition_words}"),
            ("negation", _turned_round(a, b), "one says what the other denies"),
        ]
    )  # fmt: skip
    score = _total(parts)
    outcome: Outcome
    if figure == "differ" or "differ" in (per, unit):
        outcome = "forbidden"
    elif _joined(a, b, aligned, wording) and figure == "agree" and rate == "agree" and not conflicts:
        outcome = "same_in_story"
    else:
        outcome = "propose" if score >= PROPOSE_FROM and figure != "unknown" else "different"
    return StatementMatch(outcome, score, tuple(parts), conflicts)


def _turned_round(a: StatementFacts, b: StatementFacts) -> bool:
    """Of sentences in nearly the same words: freely worded ones may negate something else."""
    return (
        a.language == b.language
        and near_equal(a.text, b.text)
        and negation_differs(a.text, a.language, b.text, b.language)
    )


def _unit_words(facts: StatementFacts) -> str:
    return f"{facts.unit_normalized}{f' per {facts.per}' if facts.per else ''}".strip()


def _period(facts: StatementFacts) -> str | None:
    return facts.period or facts.period_resolved


def _conflicts(found: list[tuple[ConflictKind, bool, str]]) -> tuple[Conflict, ...]:
    return tuple(Conflict(kind, words) for kind, is_conflict, words in found if is_conflict)


def _joined(a: StatementFacts, b: StatementFacts, aligned: bool | None, wording: float | None) -> bool:
    """The same sentence of one story: set side by side by article comparison, or near-equal by words or vectors."""
    if not one_story(a, b) or aligned is False:
        return False
    if aligned is True:
        return True
    # Translations lie farther apart than copies; that the same thing is counted makes up for it.
    translated = a.language != b.language and compare_counted(a, b) == "agree"
    return wording is not None and wording >= (_TRANSLATED_SENTENCE if translated else _SAME_SENTENCE)


def _compare_quotes(a: StatementFacts, b: StatementFacts, aligned: bool | None) -> StatementMatch:
    weights = QUOTE_WEIGHTS
    speaker = compare_names(a.speaker, b.speaker)
    organisation = compare_names(a.organisation, b.organisation)
    period = compare_periods(a, b)
    in_one_language = same_words(a.exact, b.exact) if a.language == b.language else None
    by_vectors = closeness(a.vectors, b.vectors)
    if by_vectors is not None and a.language == b.language:
        # Within one language two remarks on one subject lie near; only a close paraphrase is the same remark.
        by_vectors **= 2
    shares = [share for share in (in_one_language, by_vectors) if share is not None]
    share = max(shares) if shares else None
    if share is None:
        words = _part("words", weights["words"], "unknown", "no common language or model to compare by", 0.3)
    else:
        verdict: Verdict = "agree" if share >= _SAME_QUOTE else "differ" if share < 0.3 else "unknown"
        degree = {
            "agree": "the same words, cut or translated",
            "differ": "other words",
            "unknown": "alike in part",
        }
        words = _part("words", weights["words"], verdict, f"{degree[verdict]} ({share:.0%})", share)
    parts = [
        words,
        _verdict_part("speaker", weights["speaker"], speaker, a.speaker, b.speaker),
        _verdict_part("organisation", weights["organisation"], organisation, a.organisation, b.organisation),
        _platforms(a, b, weights["platforms"]),
        _verdict_part("period", weights["period"], period, a.period, b.period),
    ]
    spoken = (a.exact, a.language, b.exact, b.language)
    conflicts = _conflicts(
        [
            ("speaker", speaker == "differ", f"another speaker, {_pair(a.speaker, b.speaker)}"),
            ("figure", numbers_differ(*spoken), "another number in the words quoted"),
            ("negation", negation_differs(*spoken), "one says what the other denies"),
        ]
    )
    score = _total(parts)
    same_line = near_equal(a.exact, b.exact) and near_equal(a.text, b.text)
    verbatim = same_line or (in_one_language is not None and in_one_language >= _WORDS_OF_A_QUOTE)
    translated = a.language != b.language and (
        aligned is True or (share is not None and share >= _SAME_QUOTE)
    )
    nobody = not a.speaker and not b.speaker
    outcome: Outcome
    if speaker == "differ":
        outcome = "forbidden"
    elif (
        one_story(a, b)
        and not conflicts
        and aligned is not False
        and (verbatim or translated)
        and (speaker == "agree" or nobody)
    ):
        outcome = "same_in_story"
    else:
        alike = share is not None and share >= 0.5
        outcome = "propose" if score >= PROPOSE_FROM and alike else "different"
    return StatementMatch(outcome, score, tuple(parts), conflicts)
