"""Weights of the logistic model, one a sentence encoder, that turns signals into a probability.

Written by ``benchmarks/duplicates_quality.py --fit``; not edited by hand.
"""

INTERCEPTS: dict[str, float] = {
    "use-multilingual-3": -10.2701,
    "multilingual-e5-small": -8.7108,
}
WEIGHTS: dict[str, dict[str, float]] = {
    "use-multilingual-3": {
        "low": 3.1498,
        "high": 3.0389,
        "order": 3.8337,
        "links": 7.1266,
        "cosine": 2.6932,
        "margin": 0.1672,
        "numbers": 4.2435,
        "missing": -6.893,
        "against": -6.0815,
        "template": -4.4282,
        "strangers": -1.1074,
        "unheard": -1.8438,
        "unplaced": -5.2458,
        "unplaced_more": -5.558,
        "speech": -2.885,
        "containment": 1.0801,
        "one_language": -3.7695,
    },
    "multilingual-e5-small": {
        "low": 2.2463,
        "high": 1.1457,
        "order": 2.6284,
        "links": 5.6253,
        "cosine": 0.301,
        "margin": 2.6028,
        "numbers": 4.4839,
        "missing": -5.8385,
        "against": -4.1985,
        "template": -3.1331,
        "strangers": -0.428,
        "unheard": -3.1383,
        "unplaced": -5.341,
        "unplaced_more": -6.7982,
        "speech": -2.3775,
        "containment": 0.4885,
        "one_language": -3.1254,
    },
}
