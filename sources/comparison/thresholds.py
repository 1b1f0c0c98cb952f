"""The thresholds of comparison, all in one place, and how each was set (figures: docs/comparison.md)."""

# Probability from which two articles are joined without a person.
JOIN_PROBABILITY = 0.9
# Probability from which a pair is shown to a person.
REVIEW_PROBABILITY = 0.2
# Fewer words than this are too few to tell one text from another: such pairs are shown, never joined.
FEWEST_WORDS = 40
# A linked pair of sentences counts as saying the same from this strength on.
LINK_STRENGTH = 0.5
# Candidates asked of the vector index: nearest of any language, and nearest of other languages.
NEAREST = 20
NEAREST_OTHER_LANGUAGE = 10
