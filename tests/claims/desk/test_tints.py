"""What both sides say is tinted alike across languages; what one says alone is not; and why a person is asked."""

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from claims.models import Claim, Evidence, Mention, Statement
from claims.review.presentation import comparison_of
from claims.review.tints import Said, pieces_of, tints_of
from claims.services.approve import approve
from sources.models import ArticleMatch, Platform
from tests.claims.services.building import claim, person, proposal, statement

pytestmark = pytest.mark.django_db

ENGLISH = "In Kent 240 children were approached on Pixomo, police said."
INDONESIAN = "Sebanyak 240 anak di Kent didekati melalui Pixomo, kata polisi."


@pytest.fixture
def editor():
    return person("Editors")


def said(text, exact, value, unit, language="en", **fields):
    """A claim of one statement, in a sentence of an article of its own."""
    row = claim(text, statements=0, value=value, unit=unit, language=language)
    found = statement(exact, sentence=text, value=value, unit=unit, language=language)
    Statement.objects.filter(pk=found.pk).update(**fields)
    Evidence.objects.create(claim=row, statement=found)
    return row, Statement.objects.get(pk=found.pk)


@pytest.fixture
def pair():
    """A claim and its Indonesian translation, with the platform named in both articles."""
    platform = Platform.objects.create(slug="pixomo", name="Pixomo")
    a, one = said(ENGLISH, "240 children", "240", "children", place="Kent", period="2021")
    b, other = said(INDONESIAN, "240 anak", "240", "children", "id", place="Kent")
    rows = [one, other]
    for row in rows:
        start = row.article.text.index("Pixomo")
        Mention.objects.create(
            article=row.article, platform=platform, start=start, end=start + 6, exact="Pixomo"
        )
    return a, b, rows


def tinted(side):
    return {piece.words: piece.tint for line in side.lines for piece in line.pieces if piece.tint}


def test_figures_nouns_names_and_places_share_a_tint_across_languages(pair, editor):
    a, b, _ = pair
    left, right = (tinted(side) for side in comparison_of(proposal(a, b), editor).sides)
    assert left["240 "] == right["240 "] == 1
    assert left["children"] == right["anak"]
    assert left["Pixomo"] == right["Pixomo"]
    assert left["Kent"] == right["Kent"]
    assert len(set(left.values())) == len(left)
    assert set(left.values()) == set(right.values())


def test_what_one_side_alone_says_stays_plain(pair, editor):
    a, _, _ = pair
    other, _ = said("The letter went to 59 schools in Leeds.", "59 schools", "59", "schools", place="Leeds")
    left, right = (tinted(side) for side in comparison_of(proposal(a, other), editor).sides)
    assert (left, right) == ({}, {})


def test_every_letter_of_the_sentence_stands(pair, editor):
    a, b, rows = pair
    for side, row in zip(comparison_of(proposal(a, b), editor).sides, rows, strict=True):
        (line,) = side.lines
        assert "".join(piece.words for piece in line.pieces) == row.sentence
        assert "".join(piece.words for piece in line.pieces if piece.own) == row.exact


@given(st.text(max_size=40), st.data())
def test_pieces_add_up_to_the_sentence_whatever_the_spans(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    spans = data.draw(st.lists(st.tuples(st.integers(0, len(text)), st.integers(0, len(text))), max_size=5))
    found = [
        Said(min(span), max(span), ("noun", place)) for place, span in enumerate(spans) if span[0] != span[1]
    ]
    row = Statement(sentence=text, exact=text[start:end])
    pieces = pieces_of(row, found, tints_of([[found], [found]]))
    assert "".join(piece.words for piece in pieces) == text


def test_a_page_shows_the_numbers_and_testimony_stays_hidden(pair, client, editor):
    a, b, rows = pair
    Statement.objects.filter(pk=rows[1].pk).update(sensitive=True, sensitive_reason="a child speaks")
    Claim.objects.filter(pk=b.pk).update(wording="What a child told.")
    lead = person("Editors")
    lead.groups.get().permissions.remove(*lead.groups.get().permissions.filter(codename="view_sensitive"))
    one = proposal(a, b)
    client.force_login(lead)
    shown = client.get(reverse("admin:claims_review_page", args=[one.pk])).content.decode()
    assert "Testimony that your account may not read" in shown
    assert "didekati" not in shown
    assert "tint-1" not in shown, "no tint tells what the hidden words say"


def test_sentences_set_side_by_side_say_so_and_unknown_units_are_explained(pair, editor):
    a, b, rows = pair
    first, second = sorted(row.article_id for row in rows)
    spans = {row.article_id: (row.start, row.end) for row in rows}
    aligned = [
        {
            "a_start": spans[first][0], "a_end": spans[first][1], "b_start": spans[second][0],
            "b_end": spans[second][1], "a_in_title": False, "b_in_title": False,
        }
    ]  # fmt: skip
    ArticleMatch.objects.create(
        article_a_id=first, article_b_id=second, relation="translation", probability=0.9,
        signals={"signals": {"aligned": aligned}}, engine_version="test",
    )  # fmt: skip
    unknown = {
        "parts": [
            {"name": "figure", "weight": 0.2, "contribution": 0.2, "verdict": "agree", "words": "240"},
            {"name": "unit", "weight": 0.1, "contribution": 0.0, "verdict": "unknown", "words": "?"},
        ],
        "conflicts": [],
    }
    one = proposal(a, b, signals=unknown)
    comparison = comparison_of(one, editor)
    assert [line.beside for side in comparison.sides for line in side.lines] == [["B1"], ["A1"]]
    assert "side by side" in comparison.explanation
    assert "unit and rate" in comparison.explanation


def test_a_conflict_is_the_explanation(editor):
    signals = {"parts": [], "conflicts": [{"kind": "period", "words": "another period, 2020 and 2021"}]}
    comparison = comparison_of(proposal(claim(), claim(), signals=signals), editor)
    assert comparison.explanation == "Not joined by the machine because of another period, 2020 and 2021."
    assert comparison.conflicts == ["another period, 2020 and 2021"]


def test_a_claims_own_page_tints_what_its_statements_share(client, editor):
    row = claim(statements=2)
    approve(claim=row, by=editor)
    client.force_login(editor)
    assert "tint-1" in client.get(reverse("admin:claims_claim_change", args=[row.pk])).content.decode()
