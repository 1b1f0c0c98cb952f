"""Weights of the logistic model, one a sentence encoder, that turns signals into a probability.

Written by ``benchmarks/duplicates_quality.py --fit``; not edited by hand.
"""

INTERCEPTS: dict[str, float] = {
    "use-multilingual-3": -9.777,
    "multilingual-e5-small": -11.318,
}
WEIGHTS: dict[str, dict[str, float]] = {
    "use-multilingual-3": {
        "low": 3.347,
        "high": 2.216,
        "order": 3.978,
        "links": 4.007,
        "cosine": 1.024,
        "margin": 0.273,
        "numbers": 3.02,
        "against": -4.594,
        "template": -3.323,
        "names": 0.699,
        "replaced": -0.107,
        "containment": -0.26,
        "one_language": -2.729,
    },
    "multilingual-e5-small": {
        "low": 3.18,
        "high": 2.53,
        "order": 3.657,
        "links": 3.846,
        "cosine": 0.812,
        "margin": 1.423,
        "numbers": 3.335,
        "against": -4.397,
        "template": -3.14,
        "names": 1.26,
        "replaced": 0.159,
        "containment": -0.086,
        "one_language": -3.33,
    },
}
