"""The claim a post repeats is found, by words, author, date or meaning; and the command does it line by line."""

import io
import json

import numpy as np
import pytest
from django.core.management import CommandError, call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.matching.lexical import Bm25Index, TfIdfIndex
from claims.matching.retrieval import SIGNALS, ClaimIndex, KnownClaim
from claims.matching.words import character_grams, content_words

CLAIMS = [
    KnownClaim(
        "bridge", "The old bridge at Wexmere was sold to a bank in 2019.", "Was the Wexmere Bridge Sold?"
    ),
    KnownClaim(
        "bridge again",
        "The old bridge at 'Wexmere' was sold to a bank in 2019.",
        "Was the Wexmere Bridge Sold?",
    ),
    KnownClaim(
        "rain", "Seeding clouds with salt made it rain for a month in Dunmere.", "Did Salt Make It Rain?"
    ),
    KnownClaim("mayor", "Mayor Petra Holm banned bicycles from the harbour.", "Did the Mayor Ban Bicycles?"),
    KnownClaim("bees", "Honey bees cannot see the colour red.", "Can Bees See Red?"),
]


def no_meaning(texts):
    """An embedder that knows nothing, so that the words alone decide."""
    return np.zeros((len(texts), 4), dtype=np.float32)


@pytest.fixture(scope="module")
def index():
    return ClaimIndex(CLAIMS, embed=no_meaning)


def test_the_repeated_claim_comes_first(index):
    assert index.search("they SOLD the bridge in #Wexmere to some bank!! https://t.co/abc")[0].id == "bridge"
    assert index.search("cloud seeding, that is why it rained")[0].id == "rain"


def test_claims_that_differ_in_marks_alone_are_one_entry_in_the_order_given(index):
    found = index.search("the old bridge was sold")
    assert [claim.id for claim in found[:2]] == ["bridge", "bridge again"]
    assert found[0].score == found[1].score
    assert len(index) == len(CLAIMS) - 1


def test_who_signed_counts(index):
    text = "Nonsense!"
    assert index.search(f"{text} — Petra Holm (@petraholm) June 3, 2020")[0].id == "mayor"


def test_when_it_was_signed_counts():
    claims = [
        KnownClaim("one", "A whale swam up the river in June 2014."),
        KnownClaim("two", "A whale swam up the river in July 2018."),
    ]
    found = ClaimIndex(claims, embed=no_meaning).search("A whale in the river — Bo (@bo) July 9, 2018")
    assert found[0].id == "two"


def test_meaning_decides_where_no_word_is_shared():
    vectors = {"Un chien a mordu le facteur.": [1, 0], "A cat slept.": [0, 1], "dog bites postman": [1, 0]}

    def embed(texts):
        return np.array([vectors[text.strip()] for text in texts], dtype=np.float32)

    index = ClaimIndex(
        [KnownClaim("cat", "A cat slept."), KnownClaim("dog", "Un chien a mordu le facteur.")], embed
    )
    assert index.search("dog bites postman")[0].id == "dog"


def test_scores_are_shares_in_falling_order(index):
    found = index.search("bees and the mayor of Wexmere", limit=10)
    scores = [claim.score for claim in found]
    assert scores == sorted(scores, reverse=True)
    assert sum(scores) == pytest.approx(1, abs=1e-5)
    assert set(found[0].parts) == set(SIGNALS)


def test_limit_and_nothing_to_search(index):
    assert len(index.search("bees", limit=2)) == 2
    assert index.search("") == []
    assert index.search("https://t.co/abc") == []
    assert ClaimIndex([], embed=no_meaning).search("bees") == []


def test_the_encoder_finds_a_translation():
    index = ClaimIndex(CLAIMS)
    assert index.search("Las abejas de la miel no pueden ver el color rojo")[0].id == "bees"


TOKENS = st.lists(st.sampled_from("abcdefgh"), max_size=12)


@settings(max_examples=50)
@given(st.lists(TOKENS, min_size=1, max_size=8), TOKENS)
def test_indexes_agree_with_the_formulas(texts, query):
    scores = TfIdfIndex(texts).scores(query)
    assert scores.shape == (len(texts),)
    assert (scores >= 0).all()
    assert (scores <= 1.0001).all()
    for score, text in zip(Bm25Index(texts).scores(query), texts, strict=True):
        assert (score > 0) == bool(set(text) & set(query))


def test_a_text_is_nearest_to_itself():
    texts = [character_grams(claim.text) for claim in CLAIMS]
    index = TfIdfIndex(texts)
    assert index.scores(texts[3])[3] == pytest.approx(1, abs=1e-5)
    rare = Bm25Index([content_words(claim.text) for claim in CLAIMS])
    assert rare.scores(content_words("harbour"))[3] > rare.scores(content_words("old"))[0]


@pytest.fixture
def claims_file(tmp_path):
    path = tmp_path / "claims.jsonl"
    rows = [{"id": claim.id, "text": claim.text, "title": claim.title} for claim in CLAIMS]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_command_answers_line_by_line(claims_file, monkeypatch):
    queries = [{"id": "q1", "text": "bridge sold to a bank"}, {"id": 2, "text": ""}]
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(map(json.dumps, queries)) + "\n\n"))
    printed = io.StringIO()
    call_command("match_claims", claims=claims_file, limit=3, stdout=printed)
    answers = [json.loads(line) for line in printed.getvalue().splitlines()]
    assert [answer["id"] for answer in answers] == ["q1", 2]
    assert answers[0]["claims"][0]["id"] == "bridge"
    assert set(answers[0]["claims"][0]) == {"id", "score"}
    assert answers[1]["claims"] == []


@pytest.mark.parametrize("line", ["{broken", "[1, 2]", '{"text": "no id"}'])
def test_command_names_the_line_it_cannot_read(claims_file, monkeypatch, line):
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{line}\n"))
    with pytest.raises(CommandError, match="standard input, line 1"):
        call_command("match_claims", claims=claims_file, stdout=io.StringIO())


def test_command_says_when_the_claims_are_missing(tmp_path):
    with pytest.raises(CommandError, match="cannot read the claims"):
        call_command("match_claims", claims=tmp_path / "none.jsonl", stdout=io.StringIO())
