"""What the signals of a pair are worth: a logistic model of them, calibrated. Measuring them is left to ``scoring``."""

import math

from sources.comparison import figures, weights
from sources.comparison.records import Signals
from sources.comparison.thresholds import FIGURES_APART
from sources.text.vectors import UNIVERSAL


def _weighed(signals: Signals) -> tuple[float, float]:
    """The weight of the figures that agree, and of those that are lacking, on the side that lacks less."""
    return sum(map(figures.weight, signals.numbers_agreeing)), min(
        sum(map(figures.weight, signals.numbers_missing_from_a)),
        sum(map(figures.weight, signals.numbers_missing_from_b)),
    )


def figures_apart(signals: Signals) -> bool:
    """Whether both texts are full of figures, and hardly any is the other's."""
    numbers, missing = _weighed(signals)
    return missing >= FIGURES_APART[0] and numbers <= FIGURES_APART[1] * (numbers + missing)


def features(signals: Signals, one_language: bool) -> dict[str, float]:
    """What the logistic model sees; each between about -1 and 3.

    Names in common do not tell one text from two about the same people, so only names that the other text lacks count.
    """
    low, high = sorted((signals.share_a, signals.share_b))
    numbers, missing = _weighed(signals)
    against = signals.contradiction_weight
    ratio = against / (against + 0.5 * numbers + 0.5)
    strangers = max(0.0, -signals.names_evidence)
    unheard = max(0.0, -signals.names_against)
    # One side alone may quote more: a report is shortened, or quotes indirectly.
    apart = min(signals.speech_apart_a, signals.speech_apart_b)
    return {
        "low": low,
        "high": high,
        "order": signals.order * high,
        "links": math.log1p(len(signals.aligned)) / 2,
        "cosine": signals.mean_cosine if signals.model == UNIVERSAL.name else (signals.mean_cosine - 0.7) * 4,
        "margin": min(signals.mean_margin, 3)
        if signals.model == UNIVERSAL.name
        else (signals.mean_margin - 1) * 8,
        "numbers": numbers / (numbers + missing + 2),
        "missing": missing / (numbers + missing + 2),
        "against": ratio,
        "template": max(0.0, ratio - 0.3),
        "strangers": strangers / (strangers + 4),
        "unheard": unheard / (unheard + 4),
        "unplaced": min(signals.unplaced_a, signals.unplaced_b),
        "unplaced_more": max(signals.unplaced_a, signals.unplaced_b),
        "speech": apart / (apart + signals.speech_agreeing + 10),
        "containment": max(signals.containment_a, signals.containment_b),
        "one_language": float(one_language),
    }


def probability(signals: Signals, one_language: bool) -> float:
    """Calibrated probability that a pair is one text (logistic model; docs/comparison.md)."""
    model = weights.WEIGHTS[signals.model]
    given = features(signals, one_language)
    logit = weights.INTERCEPTS[signals.model] + sum(model[name] * value for name, value in given.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))
