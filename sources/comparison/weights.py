"""Weights of the logistic model, one a sentence encoder, that turns signals into a probability.

Written by ``benchmarks/duplicates_quality.py --fit``; not edited by hand.
"""

INTERCEPTS: dict[str, float] = {
    "use-multilingual-3": -20.4272,
    "multilingual-e5-small": -18.6614,
}
WEIGHTS: dict[str, dict[str, float]] = {
    "use-multilingual-3": {
        "low": 6.2676,
        "high": 3.6097,
        "order": 7.4246,
        "links": 8.48,
        "cosine": 1.5409,
        "margin": 2.2805,
        "numbers": 4.828,
        "missing": -7.1392,
        "against": -7.6172,
        "template": -5.2898,
        "strangers": -0.7965,
        "containment": 0.8821,
        "one_language": -6.1679,
    },
    "multilingual-e5-small": {
        "low": 6.3665,
        "high": 3.3666,
        "order": 7.6167,
        "links": 6.119,
        "cosine": 1.6785,
        "margin": 2.3126,
        "numbers": 5.8745,
        "missing": -5.744,
        "against": -5.3335,
        "template": -3.556,
        "strangers": -3.5326,
        "containment": -0.2528,
        "one_language": -5.8755,
    },
}
