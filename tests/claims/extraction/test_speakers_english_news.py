"""Speakers in the shapes of the English press: tail reports, offices, spokespeople, signatures of those unnamed."""

import pytest

from claims.extraction import QuoteRecord, extract


def spoken(text: str, kind: str = "direct") -> list[QuoteRecord]:
    return [quote for quote in extract(text, "en").quotes if quote.kind == kind]


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        (
            "Young people see harm every day, the Larkmoor Trust (LMT) warned.",
            "Young people see harm every day",
            "Larkmoor Trust",
        ),
        (
            "The site had ignored two warnings, Ofcom's enforcement director, Susan Calderwood, told MPs.",
            "The site had ignored two warnings",
            "Susan Calderwood",
        ),
        ("The rules come too late, said the Larkmoor Trust.", "The rules come too late", "Larkmoor Trust"),
    ],
)
def test_who_ends_the_sentence_said_what_opens_it(text: str, words: str, name: str) -> None:
    (quote,) = spoken(text, "reported")
    assert (quote.exact, quote.speaker and quote.speaker.name) == (words, name)


def test_two_speakers_of_one_sentence_keep_their_own_words() -> None:
    text = (
        "Lord Cullingworth said his party would back it, while Lady Hartnoll warned it would harm children."
    )
    assert [(quote.exact, quote.speaker and quote.speaker.name) for quote in spoken(text, "reported")] == [
        ("his party would back it", "Lord Cullingworth"),
        ("it would harm children", "Lady Hartnoll"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Ministers were told that more must be done to keep children safe.",
        "A 2023 study in a leading journal found that teenagers slept badly after scrolling.",
        "• One in ten children say a chatbot has asked them to keep a secret.",
        "Three quarters of parents of young teens said they found it hard to control screen time.",
    ],
)
def test_what_is_told_to_somebody_or_found_by_research_is_nobodys_words(text: str) -> None:
    assert not spoken(text, "reported")


@pytest.mark.parametrize(
    ("sentence", "body"),
    [
        ("A No 10 spokesman said: “We understand how people feel.”", "No 10"),
        ("A Government spokesperson said: “The abuse of children is abhorrent.”", "Government"),
        ("A spokesperson for the Home Office said: “We act on every report.”", "Home Office"),
    ],
)
def test_a_spokesperson_speaks_for_the_body_named_and_for_no_platform_before(
    sentence: str, body: str
) -> None:
    (quote,) = spoken("The clip was seen on Instagram.\n\n" + sentence)
    assert (quote.organisation, quote.anonymous) == (body, False)


def test_she_is_whoever_is_asked_and_not_who_asks() -> None:
    text = (
        "Meta's policy chief, Rebecca Stannington, is first.\n\nAsked by committee chair Dame Chloe Farley"
        ' how many children use the app, she says: "I don\'t have that number."'
    )
    (quote,) = spoken(text)
    assert quote.speaker is not None
    assert (quote.speaker.name, quote.organisation) == ("Rebecca Stannington", "Meta")


@pytest.mark.parametrize(
    ("text", "role", "organisation"),
    [
        (
            "The Marlow Centre helps families. “The age keeps dropping,” says its founder, Professor Hanne Vester.",
            "founder",
            "Marlow Centre",
        ),
        (
            "Wexford Police made an arrest. PC Leanne Brock, of the force's online team, said: “We see six a week.”",
            "PC",
            "Wexford Police",
        ),
        (
            "The children's commissioner for England, Dame Rachel Winslow, said: “No more delays.”",
            "children's commissioner for England",
            None,
        ),
        (
            "Children’s Commissioner Dame Rachel Winslow said: “Enough is enough.”",
            "Children’s Commissioner",
            "…",
        ),
        ("Sentencing, Judge Rosalind Ackerley told him: “You are cruel.”", "Judge", None),
        ("Chief Statistician Alasdair McCrindle said: “Read the guide.”", "Chief Statistician", None),
        (
            "Dr Priya Sandhurst, Director of Research at Quiet Harbour Online, said:\n\n“Parents are tired.”",
            "Director of Research",
            "Quiet Harbour Online",
        ),
    ],
)
def test_an_office_is_told_whole(text: str, role: str, organisation: str | None) -> None:
    (quote,) = spoken(text)
    assert quote.role == role
    expected = "Children's Commissioner for England" if organisation == "…" else organisation
    assert quote.organisation == expected


def test_a_child_signed_by_age_alone_is_protected() -> None:
    text = (
        "Children call us every night.\n\n“I trusted her because she said she was my age.” (Girl, 13)\n\n"
        "“I thought it was my fault for a long time” – Boy, 15"
    )
    first, second = spoken(text)
    assert [first.anonymous, second.anonymous] == [True, True]
    assert "child of 13" in (first.sensitive_reason or "")
    assert "child of 15" in (second.sensitive_reason or "")


def test_somebody_unnamed_who_acts_before_the_mark_speaks() -> None:
    text = "Ellen, 14, stirs her tea. “I am fine,” she says.\n\nHer mother takes her hand. “She is brave.”"
    assert spoken(text)[1].anonymous


def test_a_lawyer_for_the_company_acts_for_the_one_named() -> None:
    text = "Ofcom fined Kestrel Web Services Ltd on Monday. A lawyer for the company said: “The demands violate free speech.”"
    (quote,) = spoken(text)
    assert (quote.organisation, quote.anonymous) == ("Kestrel Web Services Ltd", True)
