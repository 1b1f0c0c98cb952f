"""The thresholds of comparison, all in one place, and how each was set (figures: docs/comparison.md)."""

import math

# Probability from which two articles are joined without a person.
JOIN_PROBABILITY = 0.7
# Probability from which a pair is shown to a person.
REVIEW_PROBABILITY = 0.1
# Fewer words than this are too few to tell one text from another: such pairs are shown, never joined.
FEWEST_WORDS = 40
# A linked pair of sentences counts as saying the same from this strength on.
LINK_STRENGTH = 0.5
# From this strength on, a link is a faint counterpart: in a free translation most sentences have one in their place, in a
# report of the same event by another hand hardly any.
FAINT_STRENGTH = 0.05
# A pair in two languages that the first model leaves in this range is measured with the second one, too.
DOUBT = (0.02, 0.9)
# No doubt is left where both texts are full of figures and share hardly any: this weight or more on each side that the
# other lacks, and this share at most that agrees. The translation with most figures astray lacked 3.3 and shared .45.
FIGURES_APART = (4.0, 0.2)
# Candidates asked of the vector index: nearest of any language, and nearest of other languages.
NEAREST = 20
NEAREST_OTHER_LANGUAGE = 15
# Two texts in one language with this share of shingles in common are near-identical, with less rewritten.
NEAR_IDENTICAL_JACCARD = 0.6
# Near-identical texts without a contradicting figure or a replaced name are one text, however few their sentences.
NEAR_IDENTICAL_PROBABILITY = 0.99
# An excerpt: a run of links this strong that makes up this share of one text (where no, one or both texts have such
# blocks), beside one or two blocks without counterpart that make up that share (the highest of any true rewriting: .34
# and .39). In a block, weaker links than EXCERPT_COUNTERPART are the chance likenesses of strangers.
EXCERPT_STRENGTH = 0.7
EXCERPT_COUNTERPART = 0.6
EXCERPT_LEAST = (math.inf, 0.4, 0.3)
EXCERPT_BLOCK = 0.41
EXCERPT_TWO_BLOCKS = 0.5
# What an excerpt and a pair of very short texts are shown with; neither is ever joined by the machine.
EXCERPT_PROBABILITY = 0.5
TOO_SHORT_PROBABILITY = 0.5
# The same for what may be one template filled with other names, where no figure and no name holds the two together:
# texts in one language with this share of shingles in common; in two, texts whose names say this much against it, by how
# many are unheard, two at least or one (a long name unheard says -2.3, a short one -0.9).
OTHER_NAMES_PROBABILITY = 0.5
OTHER_NAMES_JACCARD = 0.5
OTHER_NAMES_EVIDENCE = (-math.inf, -2.0, -1.0)
# Near in vectors alone, a pair is compared from this cosine on, by model: of one language, of two languages. The first
# model's vectors are of whole documents, the second's of their beginnings.
LEAST_COSINE = {"use-multilingual-3": (0.6, 0.45), "multilingual-e5-small": (0.84, 0.79)}
# So many rare keys in common make a candidate.
LEAST_ANCHORS = 3
