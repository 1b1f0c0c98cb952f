"""Weights of the logistic model, one a sentence encoder, that turns signals into a probability.

Written by ``benchmarks/duplicates_quality.py --fit``; not edited by hand.
"""

INTERCEPTS: dict[str, float] = {
    "use-multilingual-3": -21.9207,
    "multilingual-e5-small": -14.823,
}
WEIGHTS: dict[str, dict[str, float]] = {
    "use-multilingual-3": {
        "low": 7.2975,
        "high": 4.3868,
        "order": 8.3728,
        "links": 8.7364,
        "cosine": 2.168,
        "margin": 1.1311,
        "numbers": 6.4327,
        "against": -10.2082,
        "template": -6.9398,
        "names": 0.965,
        "replaced": 0.114,
        "containment": 0.8377,
        "one_language": -6.6911,
    },
    "multilingual-e5-small": {
        "low": 4.3881,
        "high": 3.518,
        "order": 5.0668,
        "links": 5.064,
        "cosine": 0.4692,
        "margin": 1.5778,
        "numbers": 3.9744,
        "against": -6.2742,
        "template": -4.3167,
        "names": 1.0266,
        "replaced": 0.1499,
        "containment": -0.6782,
        "one_language": -3.1713,
    },
}
