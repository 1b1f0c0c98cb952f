"""The verbs of sources: take an article in, run a step, compare, place in stories."""
