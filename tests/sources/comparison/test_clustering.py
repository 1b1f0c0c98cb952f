"""Stories without chains."""

from datetime import date
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from sources.comparison import Comparison, cluster
from sources.comparison.records import Signals

NO_SIGNALS = Signals(
    "", (), 0, 0, 0, 0, 0, (), (), (), (), 0, (), (), (), 0, 0, 0, 0, 100, 100, None, None, False
)


def _pair(a: str, b: str, probability: float = 0.99, relation: str = "rewritten") -> Comparison:
    return Comparison(a, b, relation, probability, NO_SIGNALS)


def _groups(stories: dict[str, str]) -> set[frozenset[str]]:
    return {frozenset(k for k, v in stories.items() if v == story) for story in stories.values()}


def test_a_chain_does_not_make_a_story() -> None:
    stories = cluster("abcd", [_pair("a", "b", 0.99), _pair("b", "c", 0.98), _pair("c", "d", 0.97)])
    assert stories["a"] == stories["b"]
    assert stories["a"] != stories["d"]
    assert _groups(stories) == {frozenset("ab"), frozenset("cd")}


def test_one_agreement_with_the_lead_is_enough() -> None:
    assert _groups(cluster("abc", [_pair("a", "b", 0.99), _pair("a", "c", 0.95)])) == {frozenset("abc")}


def test_one_agreement_with_another_member_is_not() -> None:
    assert _groups(cluster("abc", [_pair("a", "b", 0.99), _pair("b", "c", 0.95)])) == {
        frozenset("ab"),
        frozenset("c"),
    }


def test_most_members_are_enough() -> None:
    pairs = [_pair("a", "b"), _pair("a", "c"), _pair("b", "c"), _pair("b", "d", 0.95), _pair("c", "d", 0.94)]
    assert _groups(cluster("abcd", pairs)) == {frozenset("abcd")}


def test_excerpts_and_doubtful_pairs_are_never_joined() -> None:
    pairs = [_pair("a", "b", 0.999, "excerpt"), _pair("c", "d", 0.5)]
    assert len(_groups(cluster("abcd", pairs))) == 4


def test_a_refusal_outlives_every_probability() -> None:
    pairs = [_pair("a", "b"), _pair("a", "c"), _pair("b", "c")]
    stories = cluster("abc", pairs, refused=[("c", "b")])
    assert stories["b"] != stories["c"]


def test_the_earliest_publication_leads() -> None:
    dates = {"a": date(2024, 5, 3), "b": date(2024, 5, 1), "c": None}
    stories = cluster("abc", [_pair("a", "b"), _pair("a", "c"), _pair("b", "c")], dates)
    assert set(stories.values()) == {"b"}


@given(
    st.dictionaries(st.sampled_from(list(combinations("abcdefgh", 2))), st.sampled_from([0.7, 0.9, 0.99])),
    st.sets(st.sampled_from(list(combinations("abcdefgh", 2))), max_size=4),
    st.permutations("abcdefgh"),
)
def test_each_member_agrees_with_the_lead_or_with_most(
    edges: dict[tuple[str, str], float], refused: set[tuple[str, str]], order: list[str]
) -> None:
    dates = {key: date(2024, 5, 1 + place) for place, key in enumerate(order)}
    stories = cluster("abcdefgh", [_pair(a, b, p) for (a, b), p in sorted(edges.items())], dates, refused)
    assert set(stories) == set("abcdefgh")
    for group in _groups(stories):
        lead = min(group, key=order.index)
        assert {stories[key] for key in group} == {lead}
        assert not any((a, b) in refused for a, b in combinations(sorted(group), 2))
        for key in group - {lead}:
            agreeing = {other for other in group - {key} if (min(key, other), max(key, other)) in edges}
            assert lead in agreeing or len(agreeing) * 2 > len(group) - 1


def test_stories_whose_leads_agree_are_one_though_few_were_compared() -> None:
    halves = ["a", *"bcde"], ["f", *"ghij"]
    pairs = [_pair(*pair, 0.99) for half in halves for pair in combinations(half, 2)]
    pairs += [_pair("a", key, 0.8) for key in "fghij"]
    assert _groups(cluster("abcdefghij", pairs)) == {frozenset("abcdefghij")}
    without = [pair for pair in pairs if (pair.a, pair.b) not in {("a", "i"), ("a", "j"), ("a", "h")}]
    assert len(_groups(cluster("abcdefghij", without))) == 2, "three of five do not agree with the lead"


def test_a_thousand_copies_are_one_story_in_good_time() -> None:
    keys = [f"{number:04}" for number in range(1_000)]
    pairs = [_pair(keys[0], key) for key in keys[1:]] + [
        _pair(keys[place], keys[place + step], 0.9) for place in range(1, 900) for step in (1, 7, 40)
    ]
    assert set(cluster(keys, pairs).values()) == {"0000"}
