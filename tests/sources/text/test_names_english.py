"""Names in English text where a recogniser alone goes wrong: signatures, laws, peers, offices, single letters."""

import pytest

from sources.text import names

LETTER = """Dear Minister,

We ask you to act before the summer.

Marta Quillfeather, Chief Executive, Children Together Alliance
Dr Tobias Lindqvist, Consultant Psychiatrist, Northmoor NHS Trust
Farida Rahmani, Founder, Not On Our Screens
The Rt Hon Simon Kesteven MP"""


def named(text: str, kind: str) -> set[str]:
    return {mention.name for mention in names.find(text, "en") if mention.kind == kind}


def test_those_who_sign_a_letter_are_named_with_their_bodies() -> None:
    assert named(LETTER, "person") == {
        "Marta Quillfeather",
        "Dr Tobias Lindqvist",
        "Farida Rahmani",
        "Simon Kesteven",
    }
    assert {"Children Together Alliance", "Northmoor NHS Trust", "Not On Our Screens"} <= named(
        LETTER, "organisation"
    )


def test_a_line_that_leads_into_a_quotation_is_no_heading() -> None:
    text = (
        'A poll.\n\nDr Priya Sandhurst, Director of Research at Quiet Harbour Online, said:\n\n"It is late."'
    )
    assert named(text, "person") == {"Dr Priya Sandhurst"}
    assert named(text, "organisation") == {"Quiet Harbour Online"}


@pytest.mark.parametrize(
    "text",
    [
        "Peers debated the Safer Childhoods Bill and the Online Services Act (OSA) on Monday.",
        "Ministers say the Safer Childhoods Bill goes far enough.",
        "A 34-year-old man from Ashcombe was arrested, and a boy, 15, from Thornby.",
    ],
)
def test_laws_and_home_towns_are_neither_people_nor_bodies(text: str) -> None:
    assert not named(text, "person") | named(text, "organisation")


def test_a_peer_keeps_name_and_leaves_party_and_place() -> None:
    text = "Baroness Adderley of Peckworth Rye (Lab) said so. The Green peer Lord Hartnoll agreed."
    assert named(text, "person") == {"Baroness Adderley", "Lord Hartnoll"}
    assert not named(text, "organisation")


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("The Children's Commissioner for England said so.", "Children's Commissioner for England"),
        ("The Children’s Commissioner said so.", "Children's Commissioner for England"),
        ("The Children's Commissioner for Wales said so.", "Children's Commissioner for Wales"),
    ],
)
def test_an_office_is_named_whole(text: str, office: str) -> None:
    assert named(text, "organisation") == {office}


@pytest.mark.parametrize(
    ("text", "platforms"),
    [
        ("The clip spread on Instagram and X.", {"Instagram", "X"}),
        (
            "TikTok declined to comment. Nobody was surprised by any of it, least of all "
            + "the parents, " * 12
            + "or the teachers. X said it had acted.",
            {"TikTok", "X"},
        ),
        ("An X-rated film spread on TikTok.", {"TikTok"}),
        ("A film about Malcolm X was banned from TikTok.", {"TikTok"}),
    ],
)
def test_a_letter_is_a_platform_beside_its_like(text: str, platforms: set[str]) -> None:
    assert named(text, "platform") == platforms
