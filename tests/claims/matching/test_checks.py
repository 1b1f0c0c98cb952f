"""Each check fires on the claim it is for and keeps silent on a sound one."""

from dataclasses import replace
from pathlib import Path

import pytest

from claims.matching.checks import CHECKS, Check, ClaimFacts, SourceFacts, run_checks

ORIGINAL = SourceFacts("s1", "Lantern Trust", "charity", "en")
REPORT = SourceFacts("s2", "Harbour Courier", "newspaper", "en")

FIGURE = ClaimFacts(
    kind="statistic",
    wording="Half of the 240 offences were on Pixomo, the Lantern Trust found.",
    language="en",
    sources=(ORIGINAL, REPORT),
    value=50.0,
    unit_normalized="%",
    counted="offences",
    period_resolved="2022",
    attributed_to="Lantern Trust",
    organisation="Lantern Trust",
)
QUOTE = ClaimFacts(
    "quote", "“We will not wait,” said Maren Oakes.", "en", (ORIGINAL, REPORT), speaker="Maren Oakes"
)


def ids(claim):
    return {check.id for check in run_checks(claim)}


def test_sound_claims_pass():
    assert ids(FIGURE) == set()
    assert ids(QUOTE) == set()


@pytest.mark.parametrize(
    ("claim", "change", "expected"),
    [
        (
            FIGURE,
            {"sources": (ORIGINAL, replace(ORIGINAL, publisher="Copy", language="id"))},
            "single-origin",
        ),
        (FIGURE, {"sources": (REPORT, replace(REPORT, story="s3"))}, "no-primary-source"),
        (FIGURE, {"wording": "A third of the 240 offences were on Pixomo."}, "wording-and-figure"),
        (FIGURE, {"counted": " "}, "percentage-without-base"),
        (FIGURE, {"period_resolved": None}, "period-unknown"),
        (FIGURE, {"attributed_to": None, "organisation": None}, "attribution-unknown"),
        (
            FIGURE,
            {"sources": (replace(ORIGINAL, translation=True), replace(REPORT, translation=True))},
            "only-a-translation",
        ),
        (FIGURE, {"sensitive": True}, "sensitive-without-consent"),
        (FIGURE, {"evidence_changed": True}, "evidence-changed"),
        (QUOTE, {"speaker": None}, "quote-without-speaker"),
    ],
)
def test_each_check(claim, change, expected):
    assert ids(replace(claim, **change)) == {expected}


def test_consent_an_anonymous_speaker_and_one_original_are_enough():
    assert ids(replace(QUOTE, sensitive=True, consent=True)) == set()
    assert ids(replace(QUOTE, speaker=None, anonymous=True)) == set()
    assert ids(replace(FIGURE, sources=(replace(REPORT, translation=True), ORIGINAL))) == set()
    assert ids(replace(FIGURE, sources=(replace(REPORT, primary=True), ORIGINAL))) == set()


def test_the_publisher_named_as_the_source_is_primary():
    ministry = SourceFacts("s4", "lantern trust", "blog", "en")
    assert ids(replace(FIGURE, sources=(ministry, REPORT))) == set()
    other_charity = replace(ORIGINAL, publisher="Tide House")
    assert ids(replace(FIGURE, sources=(other_charity, REPORT))) == {"no-primary-source"}


@pytest.mark.parametrize(
    ("attributed_to", "organisation", "speaker", "publisher", "kind", "is_primary"),
    [
        # a charity's release about figures of the police is no primary source, the police's own report is
        ("police forces", "Lantern Trust", None, "Lantern Trust", "charity", False),
        ("police forces", "Lantern Trust", None, "Kent Police", "government", True),
        ("the police", None, None, "Lantern Trust", "charity", False),
        ("Lantern Trust", None, None, "The Lantern Trust", "charity", True),
        ("Home Office", None, None, "Office of the Home Secretary", "government", False),
        # one body in two registered spellings
        ("National Society for the Prevention of Cruelty to Children", None, None, "NSPCC", "charity", True),
        ("NSPCC", None, None, "Childline News", "newspaper", False),
        # a person's figures are their body's
        ("Maren Oakes", "Lantern Trust", "Maren Oakes", "Lantern Trust", "charity", True),
        ("Maren Oakes", "Lantern Trust", "Maren Oakes", "Tide House", "charity", False),
        ("Lantern Trust", None, None, "", "unknown", False),
        (None, None, None, "Lantern Trust", "charity", True),
        (None, None, None, "Harbour Courier", "newspaper", False),
    ],
)
def test_a_primary_source_is_the_body_that_counted(
    attributed_to, organisation, speaker, publisher, kind, is_primary
):
    claim = replace(
        FIGURE,
        attributed_to=attributed_to,
        organisation=organisation,
        speaker=speaker,
        sources=(SourceFacts("s1", publisher, kind, "en"), REPORT),
    )
    assert ("no-primary-source" not in ids(claim)) is is_primary


def test_a_figure_in_another_notation_is_the_figure():
    indonesian = replace(
        FIGURE, wording="Tercatat 8.000 kejahatan.", language="id", value=8000.0, unit_normalized="crime"
    )
    assert "wording-and-figure" not in ids(indonesian)


def test_the_gravest_comes_first():
    found = run_checks(replace(FIGURE, sensitive=True, period_resolved=None, counted=None))
    assert [check.level for check in found] == ["stop", "warning", "note"]


def test_every_check_is_explained_in_the_docs():
    page = (Path(__file__).resolve().parents[3] / "docs" / "checks.md").read_text(encoding="utf-8")
    bad = ClaimFacts("statistic", "", "en", (replace(REPORT, translation=True),), value=1.0, unit_normalized="%",
                     sensitive=True, evidence_changed=True)  # fmt: skip
    bad_quote = ClaimFacts("quote", "“No.”", "en", ())
    found: list[Check] = run_checks(bad) + run_checks(bad_quote)
    assert len({check.id for check in found}) == len(CHECKS)
    for check in found:
        assert f"## {check.title}" in page
        assert f"`{check.id}`" in page
        assert check.explanation.endswith(".")
