"""Weights of the logistic model, one a sentence encoder, that turns signals into a probability.

Written by ``benchmarks/duplicates_quality.py --fit``; not edited by hand.
"""

INTERCEPTS: dict[str, float] = {
    "use-multilingual-3": -10.2355,
    "multilingual-e5-small": -8.7728,
}
WEIGHTS: dict[str, dict[str, float]] = {
    "use-multilingual-3": {
        "low": 3.1318,
        "high": 3.0374,
        "order": 3.823,
        "links": 7.1361,
        "cosine": 2.671,
        "margin": 0.1491,
        "numbers": 4.2156,
        "missing": -6.8779,
        "against": -6.0524,
        "template": -4.4089,
        "strangers": -0.9283,
        "unheard": -1.4539,
        "unplaced": -5.334,
        "unplaced_more": -5.5909,
        "speech": -2.9161,
        "containment": 1.0517,
        "one_language": -3.6967,
    },
    "multilingual-e5-small": {
        "low": 2.273,
        "high": 1.1389,
        "order": 2.662,
        "links": 5.6449,
        "cosine": 0.3073,
        "margin": 2.5877,
        "numbers": 4.5068,
        "missing": -5.8317,
        "against": -4.2045,
        "template": -3.1388,
        "strangers": -0.2078,
        "unheard": -2.9612,
        "unplaced": -5.4007,
        "unplaced_more": -6.8801,
        "speech": -2.4188,
        "containment": 0.4615,
        "one_language": -3.0868,
    },
}
