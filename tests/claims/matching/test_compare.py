"""Two statements: what the machine may join, what a person is asked, what is never merged."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.matching import StatementFacts, compare_statements, explain, from_json, to_json
from tests.claims.matching.statements import CHILDREN, WORDS, alike, quote, statistic


def kinds(match):
    return {conflict.kind for conflict in match.conflicts}


def verdicts(match):
    return {part.name: part.verdict for part in match.parts}


def test_a_copy_in_one_story_is_joined():
    match = compare_statements(statistic(story="a"), statistic(story="a"))
    assert match.outcome == "same_in_story"
    assert not match.conflicts


def test_the_same_sentence_in_two_stories_is_only_proposed():
    assert compare_statements(statistic(story="a"), statistic(story="b")).outcome == "propose"
    assert compare_statements(statistic(), statistic()).outcome == "propose"


def test_a_translation_in_one_story_is_joined_by_its_vectors():
    near, also_near = alike(0.66)
    english = statistic(story="a", per="week", vectors=near)
    indonesian = statistic(
        "Saluran bantuan itu mendengar 240 anak setiap minggu, menurut laporan tahunannya.",
        language="id",
        unit_normalized="anak",
        counted="anak",
        per="setiap minggu",
        story="a",
        vectors=also_near,
    )
    match = compare_statements(english, indonesian)
    assert match.outcome == "same_in_story"
    assert verdicts(match)["unit"] == "agree"
    assert verdicts(match)["counted"] == "agree"


def test_what_article_comparison_aligned_decides_within_a_story():
    far, away = alike(0.3)
    english = statistic(story="a", vectors=far)
    german = statistic(
        "Bei der Hotline meldeten sich 240 Kinder.",
        language="de",
        unit_normalized="Kinder",
        counted="Kinder",
        story="a",
        vectors=away,
    )
    assert compare_statements(english, german).outcome == "propose"
    assert compare_statements(english, german, aligned=True).outcome == "same_in_story"
    assert compare_statements(statistic(story="a"), statistic(story="a"), aligned=False).outcome == "propose"
    assert compare_statements(statistic(story="a"), statistic(story="b"), aligned=True).outcome == "propose"


@pytest.mark.parametrize("story", ["a", None])
def test_a_figure_that_differs_is_forbidden_whatever_the_vectors_say(story):
    same, vectors = alike(1.0)
    match = compare_statements(
        statistic(story=story, vectors=same),
        statistic(value=250.0, story=story, vectors=vectors),
        aligned=True,
    )
    assert match.outcome == "forbidden"
    assert "figure" in kinds(match)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ({"value": 8000.0, "comparator": "~"}, {"value": 7950.0}),
        ({"value": 8000.0, "comparator": "~"}, {"value": 8000.0}),
        ({"value": 4000.0, "comparator": ">"}, {"value": 4000.0}),
    ],
)
def test_a_rounding_is_proposed_and_never_joined(one, two):
    match = compare_statements(statistic(story="a", **one), statistic(story="a", **two), aligned=True)
    assert match.outcome == "propose"
    assert verdicts(match)["figure"] == "unknown"


def test_another_rate_is_another_figure():
    match = compare_statements(statistic(per="week", story="a"), statistic(per="day", story="a"))
    assert match.outcome == "forbidden"
    assert kinds(match) == {"per"}
    assert compare_statements(statistic(per="week", story="a"), statistic(story="a")).outcome == "propose"
    german = statistic(per="pro Woche", language="de", story="a", counted="Kinder", unit_normalized="Kinder")
    assert verdicts(compare_statements(statistic(per="a week"), german))["unit"] == "agree"


def test_reports_are_not_children():
    reports = statistic(
        "The hotline took 240 reports of children at risk every week.",
        unit_normalized="",
        counted="reports of children at risk",
    )
    match = compare_statements(statistic(unit_normalized="", story="a"), reports)
    assert "population" in kinds(match)
    assert match.outcome != "same_in_story"


def test_people_may_be_children_but_only_a_person_says_so():
    people = statistic(
        "The hotline heard from 240 people every week.", unit_normalized="person", counted="people", story="a"
    )
    match = compare_statements(statistic(story="a"), people, aligned=True)
    assert match.outcome == "propose"
    assert verdicts(match)["counted"] == "unknown"
    girls = statistic(
        "The hotline heard from 240 girls every week.", unit_normalized="girl", counted="girls", story="a"
    )
    assert kinds(compare_statements(statistic(story="a"), girls, aligned=True)) == {"population"}


def test_currencies_are_units():
    def fine(unit):
        return statistic(
            "The regulator fined the company 5 million.", value=5e6, unit_normalized=unit, counted=None
        )

    assert compare_statements(fine("pound sterling"), fine("euro")).outcome == "forbidden"
    assert verdicts(compare_statements(fine("dollar"), fine("australian dollar")))["unit"] == "unknown"
    assert verdicts(compare_statements(fine("euro"), fine("euro")))["unit"] == "agree"


def test_cases_may_be_children():
    cases = statistic("The hotline dealt with 240 cases every week.", unit_normalized="", counted="cases")
    match = compare_statements(statistic(unit_normalized=""), cases)
    assert verdicts(match)["counted"] == "unknown"
    assert "population" not in kinds(match)


def test_half_of_those_known_is_not_half():
    known = statistic(
        "Half of the offences where the platform was known were on Pixomo.",
        value=50.0,
        unit_normalized="%",
        counted="offences where the platform was known",
        story="a",
    )
    every = statistic(
        "Half of the offences were on Pixomo.", value=50.0, unit_normalized="%", counted="offences", story="a"
    )
    match = compare_statements(known, every, aligned=True)
    assert kinds(match) == {"definition"}
    assert match.outcome == "propose"
    spanish = statistic(
        "La mitad de los delitos en los que se conocía la plataforma fue en Pixomo.",
        value=50.0,
        unit_normalized="%",
        counted="delitos",
        language="es",
        story="a",
    )
    assert compare_statements(known, spanish, aligned=True).outcome == "same_in_story"


@pytest.mark.parametrize(
    ("one", "two", "kind"),
    [
        ({"period_resolved": "2021"}, {"period_resolved": "2022"}, "period"),
        ({"period": "in 2021"}, {"period": "during 2022"}, "period"),
        ({"place": "Northmark"}, {"place": "Estwick"}, "place"),
        ({"counted": "children aged 11 to 16"}, {"counted": "children aged 8 to 11"}, "definition"),
        ({"counted": "girls"}, {"counted": "boys"}, "population"),
        ({"change": "up"}, {}, "definition"),
    ],
)
def test_wrongly_near(one, two, kind):
    match = compare_statements(statistic(story="a", **one), statistic(story="a", **two))
    assert kind in kinds(match)
    assert match.outcome == "propose"


def test_an_agreeing_period_and_place_count():
    said = {"period_resolved": "2017-04/2019-10", "place": "Northmark"}
    match = compare_statements(statistic(**said), statistic(**said))
    assert verdicts(match)["period"] == "agree"
    assert verdicts(match)["place"] == "agree"
    assert match.score > compare_statements(statistic(), statistic()).score


def test_same_number_of_other_things_is_different():
    organisations = statistic(
        "Sixty groups joined the march.", value=60.0, unit_normalized="group", counted="groups"
    )
    schools = statistic("The storm shut 60 schools.", value=60.0, unit_normalized="school", counted="schools")
    assert compare_statements(organisations, schools).outcome == "different"
    bare = statistic("The storm shut 60 schools.", value=60.0, unit_normalized="", counted="schools")
    assert compare_statements(organisations, bare).outcome == "different"


def test_two_models_are_never_compared():
    same = {"vectors": {"use-multilingual-3": [1.0, 0.0]}}
    other = {"vectors": {"multilingual-e5-small": [1.0, 0.0]}, "language": "hi", "story": "a"}
    match = compare_statements(statistic(story="a", **same), statistic(**other))
    assert verdicts(match)["wording"] == "unknown"


def test_quote_in_one_story_joined_with_a_title_before_the_name():
    assert (
        compare_statements(quote(story="a"), quote(speaker="Dame Maren Oakes", story="a")).outcome
        == "same_in_story"
    )
    assert compare_statements(quote(story="a"), quote(speaker="Oakes", story="b")).outcome == "propose"


@pytest.mark.parametrize(
    "cut",
    [
        "No child should have to guard a door",
        "No child should … guard a door that a company has chosen to leave open",
        "a door that a company has [...] chosen to leave open",
        "No child should have to guard a door that [the] company has chosen to leave open.",
    ],
)
def test_a_quote_cut_or_with_an_ellipsis_is_one_claim(cut):
    match = compare_statements(quote(), quote(cut))
    assert match.outcome == "propose"
    assert verdicts(match)["words"] == "agree"


def test_a_translated_quote_is_one_claim():
    near, also_near = alike(0.8)
    spanish = quote(
        "Ningún niño debería vigilar una puerta que una empresa dejó abierta.",
        language="es",
        vectors=also_near,
    )
    match = compare_statements(quote(vectors=near), spanish)
    assert match.outcome == "propose"
    assert verdicts(match)["words"] == "agree"


def test_a_remark_on_the_same_subject_is_not_the_same_remark():
    near, also_near = alike(0.6)
    other = quote("Companies must answer for the doors they leave open to strangers.", vectors=also_near)
    assert compare_statements(quote(vectors=near), other).outcome == "different"
    close, also_close = alike(0.8)
    report = quote("a child should not have to guard doors left open by companies", vectors=also_close)
    assert compare_statements(quote(vectors=close), report).outcome == "propose"


def test_a_quote_by_another_speaker_is_never_one():
    match = compare_statements(quote(story="a"), quote(speaker="Tobias Renn", story="a"), aligned=True)
    assert match.outcome == "forbidden"
    assert kinds(match) == {"speaker"}


def test_other_words_of_one_speaker_are_different():
    other = quote("We will publish every figure we hold before the summer.")
    assert compare_statements(quote(), other).outcome == "different"


def test_two_words_prove_little():
    one = quote("in denial", text="The company is “in denial” about it, said Maren Oakes.", story="a")
    two = quote("in denial", text="Maren Oakes called the ministry “in denial”.", story="a")
    assert compare_statements(one, two).outcome != "same_in_story"


def test_an_unknown_speaker_is_for_a_person():
    assert compare_statements(quote(story="a"), quote(speaker=None, story="a")).outcome == "propose"


def test_a_figure_is_no_quote():
    match = compare_statements(statistic(), quote())
    assert (match.outcome, match.score) == ("different", 0.0)


SENTENCES = st.sampled_from(
    [CHILDREN, "The hotline heard 240 children.", "Half of the cases where it was known.", "", "x\ud800\0"]
)
NAMES = st.sampled_from([None, "", "Maren Oakes", "Sir Oakes", "Tobias Renn", "مارن", "!!"])
VECTORS = st.sampled_from(
    [{}, {"m": [1.0, 0.0]}, {"m": [0.6, 0.8]}, {"m": [0.0, 0.0]}, {"n": [1.0]}, {"m": [float("nan"), 1.0]}]
)
FACTS = st.builds(
    StatementFacts,
    kind=st.sampled_from(["statistic", "quote"]),
    text=SENTENCES,
    exact=st.sampled_from([WORDS, "240", "", "No child … open", "…"]) | st.text(max_size=30),
    language=st.sampled_from(["en", "id", "und"]),
    value=st.sampled_from([None, 240.0, 250.0, 0.0, -3.0, 1e30]) | st.floats(allow_nan=True),
    value_max=st.sampled_from([None, 300.0]),
    comparator=st.sampled_from(["", "=", "~", ">", "<"]),
    unit_normalized=st.sampled_from(["", "%", "child", "anak", "zorgle", "fraction"]),
    per=st.sampled_from([None, "week", "minggu", "day", "10000 views"]),
    counted=st.sampled_from([None, "", "children", "reports of children", "anak", "of the", "cases"])
    | st.text(max_size=20),
    change=st.sampled_from([None, "up"]),
    period=st.sampled_from([None, "last year", "2021"]),
    period_resolved=st.sampled_from([None, "2021", "2017-04/2019-10", "9999-99", "2021-02-31", "0000"]),
    place=NAMES,
    speaker=NAMES,
    organisation=NAMES,
    platforms=st.sampled_from([(), ("pixomo",), ("pixomo", "chatternest"), ("orbvane",)]),
    story=st.sampled_from([None, "a", "b"]),
    vectors=VECTORS,
    counted_vectors=VECTORS,
)


@given(FACTS, FACTS, st.sampled_from([None, True, False]))
def test_symmetric_and_the_score_is_the_sum_of_its_parts(one, two, aligned):
    match = compare_statements(one, two, aligned=aligned)
    back = compare_statements(two, one, aligned=aligned)
    assert match == back
    assert 0 <= match.score <= 1
    assert match.score == pytest.approx(sum(part.contribution for part in match.parts))
    assert sum(part.weight for part in match.parts) == pytest.approx(1)
    assert all(0 <= part.contribution <= part.weight for part in match.parts)
    if match.conflicts:
        assert match.outcome != "same_in_story"
    if kinds(match) & {"figure", "per", "unit", "speaker"}:
        assert match.outcome == "forbidden"
    if match.outcome == "same_in_story":
        assert one.story == two.story
        assert one.story is not None
        assert one.kind == "quote" or one.value == two.value or one.value_max
    assert from_json(json.loads(json.dumps(to_json(match)))) == match
    assert len(explain(match)) == 1 + len(match.conflicts) + len(match.parts)


@given(FACTS)
def test_a_statement_is_not_in_conflict_with_itself(facts):
    match = compare_statements(facts, facts)
    assert kinds(match) == set()


def test_explanations_name_both_figures():
    lines = explain(compare_statements(statistic(), statistic(value=250.0)))
    assert any("240" in line and "250" in line and line.startswith("Conflict") for line in lines)


def test_huge_texts_are_compared():
    long = "word " * 200_000
    compare_statements(statistic(long, counted=long), statistic(long + "x", counted=long))
    compare_statements(quote(long), quote("word … " * 50_000))
