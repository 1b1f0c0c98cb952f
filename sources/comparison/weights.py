"""Weights of the logistic model, one a sentence encoder, that turns signals into a probability.

Written by ``benchmarks/duplicates_quality.py --fit``; not edited by hand.
"""

INTERCEPTS: dict[str, float] = {
    "use-multilingual-3": -22.4515,
    "multilingual-e5-small": -16.362,
}
WEIGHTS: dict[str, dict[str, float]] = {
    "use-multilingual-3": {
        "low": 7.4153,
        "high": 4.2904,
        "order": 8.1854,
        "links": 8.8827,
        "cosine": 2.2419,
        "margin": 1.2411,
        "numbers": 6.3958,
        "against": -10.1549,
        "template": -6.9186,
        "names": 0.8898,
        "replaced": 0.1496,
        "containment": 0.7601,
        "one_language": -6.54,
    },
    "multilingual-e5-small": {
        "low": 4.8515,
        "high": 3.4464,
        "order": 5.5195,
        "links": 5.0414,
        "cosine": 0.5651,
        "margin": 2.0015,
        "numbers": 4.3418,
        "against": -6.2715,
        "template": -4.3345,
        "names": 1.0062,
        "replaced": 0.1941,
        "containment": -0.6877,
        "one_language": -3.2143,
    },
}
