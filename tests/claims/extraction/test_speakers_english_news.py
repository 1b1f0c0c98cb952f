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


@pytest.mark.parametrize(
    ("text", "name", "organisation"),
    [
        (
            "A Vlipp spokesperson said it disagreed. TikTok was not involved.\n\n"
            "“We invest heavily in safety for everybody,” the spokesperson added.",
            "Vlipp",
            "Vlipp",
        ),
        (
            "He shared files on Telegram.\n\nA spokesperson for the trust that runs the school said:"
            " “We were appalled to learn of these crimes.”",
            "trust",
            None,
        ),
        (
            "Technology Secretary Peter Kyleworth was asked. Dame Chi Onwuachi chairs the committee. The Labour MP"
            " said: “Platforms profit from outrage every day.”",
            "Dame Chi Onwuachi",
            None,
        ),
        (
            "Prime Minister Anthony Albanwood said it was “a source of national pride”. “Change takes time,” he told"
            " reporters in Canberra.",
            "Anthony Albanwood",
            None,
        ),
        (
            "Miss Amelia Stonewell told the court he had been a member of 33 groups. “This was an appetite,” she said.",
            "Miss Amelia Stonewell",
            None,
        ),
        (
            "“My kids were back in minutes,” said Brisbane father-of-three Craig Dunmoor, 44.",
            "Craig Dunmoor",
            None,
        ),
    ],
)
def test_whom_an_office_a_spokesperson_or_a_pronoun_comes_back_to(
    text: str, name: str, organisation: str | None
) -> None:
    quote = spoken(text)[-1]
    assert quote.speaker is not None
    assert (quote.speaker.name, quote.organisation) == (name, organisation)


def test_single_marks_go_on_over_paragraphs() -> None:
    text = (
        "The charity's Senior Policy Officer, Elin Pryderi, said:\n\n'It is not good enough that children cope alone.\n\n"
        "'Every child who has been harmed deserves help.'"
    )
    assert [(quote.exact[:14], quote.continues) for quote in spoken(text)] == [
        ("It is not good", False),
        ("Every child wh", True),
    ]
    assert {quote.speaker and quote.speaker.name for quote in spoken(text)} == {"Elin Pryderi"}


def test_somebody_under_a_changed_name_is_protected() -> None:
    text = (
        "Sian*, whose daughter was messaged on Discord, waited 14 months. She said: “She won't talk about it now.”"
        "\n\n*Name changed."
    )
    (quote,) = spoken(text)
    assert (quote.speaker and quote.speaker.name) == "Sian"
    assert "name is changed" in (quote.sensitive_reason or "")


def test_a_name_over_the_words_is_who_speaks() -> None:
    text = "We asked young people.\n\nAmara, 17, Leeds\n“I have reported the same account nine times.”"
    (quote,) = spoken(text)
    assert (quote.speaker and quote.speaker.name) == "Amara"
    assert "child of 17" in (quote.sensitive_reason or "")


def test_one_of_many_is_nobody_by_name() -> None:
    text = "In a poll, 68% felt worse. ‘I would delete it if everyone else did,’ one 15-year-old told researchers."
    (quote,) = spoken(text)
    assert quote.anonymous
    assert "child of 15" in (quote.sensitive_reason or "")


def test_a_given_name_before_a_full_one_is_somebody_else() -> None:
    text = (
        "Jess, an analyst whose name we withheld, said: “You can't unsee it.”\n\n"
        "Safeguarding Minister Jess Phillipson said: “These statistics are horrific.”"
    )
    assert [quote.speaker and quote.speaker.name for quote in spoken(text)] == ["Jess", "Jess Phillipson"]


def test_a_report_begins_after_its_dateline_and_never_inside_a_marked_phrase() -> None:
    (quote,) = spoken("SYDNEY, Dec 11 – Many accounts have been removed, the NSPCC said.", "reported")
    assert quote.exact == "Many accounts have been removed"
    assert not spoken("Minister tells tech firms 'time is up' on algorithms", "reported")


def test_she_is_the_mother_and_not_the_daughter_of_the_aside() -> None:
    text = (
        "Campaigner Ruth Mossfield, whose 13-year-old daughter Sophie took her own life in 2014, called the report"
        " bleak. “It is groundhog day,” she told the Courier."
    )
    (quote,) = spoken(text)
    assert (quote.speaker and quote.speaker.name) == "Ruth Mossfield"


def test_a_survivor_who_is_named_is_named_and_protected() -> None:
    text = "“Turn off the tap,” argues survivor and campaigner Rhiannon McDonagh, who was groomed at 13."
    (quote,) = spoken(text)
    assert (quote.speaker and quote.speaker.name, quote.sensitive) == ("Rhiannon McDonagh", True)


@pytest.mark.parametrize(
    ("text", "speaker", "organisation"),
    [
        (
            "Figures of the Wexmere Child Trust show 8,000 offences. Orvane owns both apps, and Orvane was asked to act. "
            "“No child should guard a door,” said Miriam Oakes, the charity’s chief executive.",
            "Miriam Oakes",
            "Wexmere Child Trust",
        ),
        (
            "Tobias Renn, head of policy at Safe Harbour, said that the charity had waited a year for Orvane to act. "
            "“A year of study has protected no one,” he said.",
            "Tobias Renn",
            "Safe Harbour",
        ),
        (
            "Superintendent Carys Holt of Wexmere Police said that early reports helped. She asked families to call "
            "the police or a teacher they trust. “A child who tells someone is never in trouble,” she said.",
            "Carys Holt",
            "Wexmere Police",
        ),
    ],
)
def test_a_pronoun_goes_back_to_whom_the_sentences_tell_of_and_a_noun_to_its_kind(
    text: str, speaker: str, organisation: str
) -> None:
    quote = extract(text, "en").quotes[-1]
    assert quote.speaker is not None
    assert (quote.speaker.name, quote.organisation) == (speaker, organisation)


def test_whoever_holds_an_office_of_a_body_is_a_person() -> None:
    text = "“Every minute counts,” warned Lucía Belmonte Arce, the foundation’s director."
    found = extract(text, "en")
    assert [name.name for name in found.people] == ["Lucía Belmonte Arce"]
    assert found.organisations == ()
