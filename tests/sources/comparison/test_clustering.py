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


@given(st.sets(st.sampled_from(list(combinations("abcdefg", 2)))), st.randoms())
def test_each_member_agrees_with_someone_and_everyone_has_a_story(
    edges: set[tuple[str, str]], random: object
) -> None:
    pairs = [_pair(a, b) for a, b in sorted(edges)]
    stories = cluster("abcdefg", pairs)
    assert set(stories) == set("abcdefg")
    for group in _groups(stories):
        assert {stories[key] for key in group} <= group
        for key in group if len(group) > 1 else ():
            assert any((min(key, other), max(key, other)) in edges for other in group - {key})
