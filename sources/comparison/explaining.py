"""Say in plain words why two articles are, or are not, one text. Rendering is left to the templates."""

from sources.comparison.records import Comparison
from sources.comparison.thresholds import JOIN_PROBABILITY, OTHER_NAMES_PROBABILITY

# The same where a person is to decide.
_PERHAPS = {
    "near_identical": "The two texts may be the same but for small changes.",
    "rewritten": "One text may rewrite the other in the same language.",
    "translation": "One text may translate the other.",
}
# From what share of both texts, and from how many words of both, these are worth a sentence.
UNPLACED_SAID, SPEECH_SAID = 0.2, 8
_RELATIONS = {
    "identical": "The two texts are word for word the same.",
    "near_identical": "The two texts are the same but for small changes.",
    "rewritten": "One text rewrites the other in the same language.",
    "translation": "One text translates the other.",
    "excerpt": "A part of one text stands in the other.",
    "different": "These are different articles.",
}


def explain(comparison: Comparison) -> list[str]:
    """Sentences for people, the verdict first, then what speaks for it and against it."""
    signals = comparison.signals
    sure = comparison.probability >= JOIN_PROBABILITY
    lines = [
        (_RELATIONS if sure else _RELATIONS | _PERHAPS)[comparison.relation],
        f"Probability that they are one text: {comparison.probability:.0%}.",
        f"{_percent(signals.share_a)} of the first and {_percent(signals.share_b)} of the second "
        f"have a counterpart in the other ({_count(len(signals.aligned), 'matching passage')}).",
    ]
    if len(signals.aligned) > 2:
        kept = "in the same order" if signals.order > 0.9 else "mostly in the same order"
        lines.append(f"The passages stand {kept if signals.order > 0.6 else 'in another order'}.")
    if min(signals.unplaced_a, signals.unplaced_b) >= UNPLACED_SAID:
        lines.append(
            f"{_percent(signals.unplaced_a)} of the first and {_percent(signals.unplaced_b)} of the second have nothing "
            "like them where they stand in the other."
        )
    if min(signals.speech_apart_a, signals.speech_apart_b) >= SPEECH_SAID:
        lines.append(
            f"Words between quotation marks without a counterpart: about {signals.speech_apart_a:.0f} in the first, "
            f"{signals.speech_apart_b:.0f} in the second."
        )
    if signals.numbers_agreeing:
        lines.append(f"Figures in both: {_listed(signals.numbers_agreeing)}.")
    if signals.contradictions:
        shown = [f"{_figure(c.a)} against {_figure(c.b)}" for c in signals.contradictions[:6]]
        lines.append(f"Figures that contradict each other in matching passages: {', '.join(shown)}.")
    if signals.numbers_missing_from_b:
        lines.append(f"Figures only in the first: {_listed(signals.numbers_missing_from_b)}.")
    if signals.numbers_missing_from_a:
        lines.append(f"Figures only in the second: {_listed(signals.numbers_missing_from_a)}.")
    if signals.names_agreeing:
        lines.append(f"Names in both: {', '.join(signals.names_agreeing[:10])}.")
    if signals.names_heard:
        lines.append(f"Names that sound alike in both: {', '.join(signals.names_heard[:10])}.")
    for which, names in (("first", signals.names_unheard_of_a), ("second", signals.names_unheard_of_b)):
        if names:
            lines.append(
                f"Names of the {which} that sound like nothing in the other: {', '.join(names[:10])}."
            )
    if signals.names_replaced:
        lines.append(
            f"{_count(signals.names_replaced, 'matching passage')} with other names in the same words."
        )
    if max(signals.containment_a, signals.containment_b) > 0.05:
        lines.append(
            f"Wording in common: {_percent(signals.containment_a)} of the first, "
            f"{_percent(signals.containment_b)} of the second."
        )
    if signals.days_apart is not None:
        first = {"a": "The first was published earlier", "b": "The second was published earlier"}
        when = first.get(signals.first or "", "Both were published on the same day")
        apart = f", by {_count(signals.days_apart, 'day')}" if signals.days_apart else ""
        lines.append(f"{when}{apart}.")
    else:
        lines.append("Which was published first is not known.")
    if signals.too_short:
        lines.append("At least one text is too short to tell it from others, so a person decides.")
    elif comparison.probability == OTHER_NAMES_PROBABILITY and comparison.relation != "excerpt":
        lines.append(
            "The words are alike, but no telling figure and no name holds the two together, so a person decides."
        )
    return lines


def _percent(share: float) -> str:
    return f"{share:.0%}"


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _figure(value: float) -> str:
    if 1900 <= value < 2100 and value == int(value):
        return str(int(value))  # read as a year
    return f"{value:,.0f}" if value == int(value) else f"{value:,.10g}"


def _listed(values: tuple[float, ...]) -> str:
    shown = ", ".join(_figure(value) for value in values[:10])
    return f"{shown} and {len(values) - 10} more" if len(values) > 10 else shown
