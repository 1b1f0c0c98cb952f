"""Keys for the index, and the wording a claim takes from its statements."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.matching import candidate_keys, canonical_wording
from claims.matching.keys import LONGEST_KEY
from tests.claims.matching.statements import quote, statistic
from tests.claims.matching.test_compare import FACTS


def shared(one, two):
    return set(candidate_keys(one)) & set(candidate_keys(two))


def test_a_translation_shares_the_figure_and_what_is_counted():
    indonesian = statistic(language="id", unit_normalized="anak", counted="anak", platforms=("pixomo",))
    keys = shared(statistic(platforms=("pixomo",)), indonesian)
    assert "figure:number:240" in keys
    assert "counted:child|pixomo" in keys
    assert any(key.startswith("about:number:") for key in keys)


def test_shares_and_numbers_have_keys_of_their_own():
    assert not shared(statistic(value=50.0), statistic(value=50.0, unit_normalized="%"))
    half = statistic(value=0.5, unit_normalized="fraction")
    assert "figure:share:50:child" in shared(half, statistic(value=50.0, unit_normalized="%"))


def test_a_common_figure_is_looked_up_with_what_is_counted():
    assert not shared(statistic(value=3.0), statistic(value=3.0, counted="schools"))
    assert "figure:number:8417" in shared(
        statistic(value=8417.0), statistic(value=8417.0, counted=None, unit_normalized="")
    )
    assert candidate_keys(statistic(value=3.0, counted=None, unit_normalized="")) == []


def test_far_figures_share_nothing_without_a_platform():
    assert not shared(statistic(), statistic(value=2400.0))


def test_quotes_share_speaker_and_words():
    keys = shared(quote(), quote("to guard a door that a company left", speaker="Dame Maren Oakes"))
    assert "speaker:oakes" in keys
    assert "quoted:en:company" in keys


@given(FACTS)
def test_keys_are_short_sorted_and_single(facts):
    keys = candidate_keys(facts)
    assert keys == sorted(set(keys))
    assert all(0 < len(key) <= LONGEST_KEY for key in keys)


EARLY, LATE = date(2023, 2, 1), date(2023, 3, 1)


def test_the_earliest_language_and_fullest_sentence_word_a_claim():
    statements = [
        statistic("240 children.", published_on=EARLY),
        statistic("Every week 240 children called the hotline.", published_on=EARLY),
        statistic(
            "Every single week of the year 240 children called the hotline, it said.", published_on=LATE
        ),
        statistic(
            "Setiap minggu 240 anak menelepon saluran bantuan itu, katanya pada hari Senin.", language="id"
        ),
    ]
    assert canonical_wording(statements) == ("Every week 240 children called the hotline.", "en")


def test_a_sentence_too_long_gives_way_to_its_own_words():
    assert canonical_wording([quote("Short words.", text="x " * 400)]) == ("Short words.", "en")


def test_nothing_to_word_a_claim_by():
    with pytest.raises(ValueError, match="no statement"):
        canonical_wording([])
    with pytest.raises(ValueError, match="no statement"):
        canonical_wording([statistic(" ", exact="")])


@given(st.lists(FACTS, max_size=4), st.randoms())
def test_the_wording_is_never_invented_and_does_not_hang_on_order(statements, chance):
    try:
        wording, language = canonical_wording(statements)
    except ValueError:
        assert not any(facts.text.strip() or facts.exact.strip() for facts in statements)
        return
    assert any(
        wording in (facts.text.strip(), facts.exact.strip()) and language == facts.language
        for facts in statements
    )
    shuffled = list(statements)
    chance.shuffle(shuffled)
    assert canonical_wording(shuffled) == (wording, language)
