"""Weights of the logistic model that turns signals into a probability.

Written by ``benchmarks/duplicates_quality.py --fit``; not edited by hand.
"""

INTERCEPT = -12.28
WEIGHTS: dict[str, float] = {
    "low": 3.314,
    "high": 1.632,
    "order": 3.813,
    "links": 4.293,
    "cosine": 1.125,
    "margin": 1.726,
    "numbers": 2.179,
    "against": -1.197,
    "names": 0.047,
    "replaced": 0.0,
    "containment": 1.764,
    "length": 0.29,
    "one_language": -3.067,
    "wide_model": 0.0,
}
