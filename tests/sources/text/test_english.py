"""The recogniser's decisions are spaCy's own, however they are come to."""

import pytest

from sources.text.english import GRAMMAR, pipeline
from tests.sources.test_demo_corpus import ARTICLES, TEXTS

ENGLISH = [TEXTS[article["id"]] for article in ARTICLES if article["language"] == "en"]
ODD = [
    "",
    " ",
    "\n\n",
    "Police",
    "\n Police \n\n said the NSPCC\n",
    "Ab " * 300,
    '"' * 50,
    "لندن 12 London\u200b. 第一",
]


@pytest.mark.parametrize("disabled", [(), GRAMMAR], ids=["with sentences", "entities alone"])
def test_the_entities_are_those_of_spacys_own_recogniser(disabled: tuple[str, ...]) -> None:
    language = pipeline()
    recogniser = language.get_pipe("ner")
    found = 0
    for text in ENGLISH + ODD:
        quick, own = language(text, disable=disabled), language(text, disable=[*disabled, "entities"])
        if len(own):
            own = recogniser(own)
        assert [token.ent_iob_ for token in quick] == [token.ent_iob_ for token in own]
        assert [(e.start, e.end, e.label_) for e in quick.ents] == [
            (e.start, e.end, e.label_) for e in own.ents
        ]
        found += len(own.ents)
    assert found > 300
