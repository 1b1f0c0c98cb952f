"""Statements for the tests, in words of our own."""

from claims.matching import StatementFacts

CHILDREN = "The hotline heard from 240 children every week, its yearly report says."


def statistic(text=CHILDREN, **facts):
    """A figure; the hotline's 240 children a week where nothing else is said."""
    usual = {
        "kind": "statistic",
        "text": text,
        "exact": "240",
        "language": "en",
        "value": 240.0,
        "comparator": "=",
        "unit_normalized": "child",
        "counted": "children",
    }
    return StatementFacts(**{**usual, **facts})


WORDS = "No child should have to guard a door that a company has chosen to leave open."


def quote(exact=WORDS, **facts):
    """A quote of Maren Oakes where nothing else is said."""
    usual = {
        "kind": "quote",
        "text": f"“{exact}” said Maren Oakes.",
        "exact": exact,
        "language": "en",
        "speaker": "Maren Oakes",
    }
    return StatementFacts(**{**usual, **facts})


def alike(cosine, model="use-multilingual-3"):
    """Two vectors by model name whose cosine is ``cosine``."""
    return {model: [1.0, 0.0]}, {model: [cosine, (1 - cosine**2) ** 0.5]}
