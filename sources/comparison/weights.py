"""Weights of the logistic model, one a sentence encoder, that turns signals into a probability.

Written by ``benchmarks/duplicates_quality.py --fit``; not edited by hand.
"""

INTERCEPTS: dict[str, float] = {
    "use-multilingual-3": -22.0878,
    "multilingual-e5-small": -16.225,
}
WEIGHTS: dict[str, dict[str, float]] = {
    "use-multilingual-3": {
        "low": 7.4477,
        "high": 4.2514,
        "order": 8.174,
        "links": 8.7341,
        "cosine": 2.225,
        "margin": 1.1551,
        "numbers": 6.5449,
        "against": -10.0202,
        "template": -6.9037,
        "names": 0.9889,
        "replaced": 0.1322,
        "containment": 0.6928,
        "one_language": -6.384,
    },
    "multilingual-e5-small": {
        "low": 4.7382,
        "high": 3.4213,
        "order": 5.5209,
        "links": 4.8892,
        "cosine": 0.5048,
        "margin": 2.0216,
        "numbers": 4.4095,
        "against": -6.2213,
        "template": -4.2883,
        "names": 1.245,
        "replaced": 0.2107,
        "containment": -0.7023,
        "one_language": -3.2005,
    },
}
