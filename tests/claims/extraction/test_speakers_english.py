"""Speakers in English articles as a reader would name them: offices, bodies, pronouns, those who stay unnamed."""

from collections.abc import Iterable

import pytest

from claims.extraction import Extraction, QuoteRecord, extract

RELEASE = """Children's charity Brightwater Trust has warned that reports of grooming have doubled in two years.

The charity took 1,900 calls last year. Morwenna Tagg, the charity's head of policy, said: “Each is a child who was failed.”

A spokesperson for Pinwheel, which owns the app Chatterlane, said: “We take safety extremely seriously.”

The charity says that ministers should publish the codes by the summer."""

COURT = """Sentencing Dominic Farrow at Hexley Crown Court, Judge Rosalind Peake said: "You treated these children as stock."

Outside court, Detective Sergeant Lowri Pugh, of Hexley Police, said: "I want to thank those who came forward."

In a statement read to the court, one of the victims, who cannot be named, said: "He abused me for years."
"""

SPARRING = """Former Gov. Dan Kessel accused Sen. Laurel Hobbs of hiding behind "talking points" in the debate.

"Senator, you voted for it before you read it," Kessel said.

Hobbs smiled. "Your grandmother," she shot back, "would be a better governor than you were."

The exchange came after moderator Jon Faraday asked both about phones. "It was not an answer," the senator said later.

"He trails in three polls, and it shows," the Republican's rival, Alma Reyes, told reporters."""

INTERVIEW = """"My phone buzzed through dinner and through the night," says Lottie, 16, from Penrith.

Her mother found the messages in March. "I dropped it as if it was hot," she recalls.

The family went to Bluebell Room, a small charity. Its manager, Harpreet Dosanjh, has seen referrals treble.

"The shame belongs to the blackmailer," Dosanjh says."""


def direct(text: str) -> list[QuoteRecord]:
    return [quote for quote in extract(text, "en").quotes if quote.kind == "direct"]


def reported(text: str) -> list[QuoteRecord]:
    return [quote for quote in extract(text, "en").quotes if quote.kind == "reported"]


def said(quotes: Iterable[QuoteRecord]) -> list[tuple[str | None, str | None, str | None]]:
    return [
        (quote.speaker.name if quote.speaker else None, quote.role, quote.organisation) for quote in quotes
    ]


def test_a_press_release() -> None:
    assert said(direct(RELEASE)) == [
        ("Morwenna Tagg", "head of policy", "Brightwater Trust"),
        ("Pinwheel", "spokesperson", "Pinwheel"),
    ]
    assert said(reported(RELEASE)) == [
        ("Brightwater Trust", None, "Brightwater Trust"),
        ("Brightwater Trust", None, "Brightwater Trust"),
    ]


def test_a_court_report() -> None:
    judge, officer, victim = direct(COURT)
    assert said([judge, officer]) == [
        ("Rosalind Peake", "Judge", None),
        ("Lowri Pugh", "Detective Sergeant", "Hexley Police"),
    ]
    assert (victim.speaker, victim.anonymous, victim.sensitive) == (None, True, True)


def test_a_political_quarrel() -> None:
    quotes = direct(SPARRING)
    assert [name for name, _, _ in said(quotes)] == [
        "Gov. Dan Kessel",
        "Sen. Laurel Hobbs",
        "Sen. Laurel Hobbs",
        "Alma Reyes",
    ]
    assert [SPARRING[slice(*span)] for span in quotes[1].spans] == [
        "Your grandmother,",
        "would be a better governor than you were.",
    ]


def test_an_interview_with_a_child_and_her_mother() -> None:
    child, mother, manager = direct(INTERVIEW)
    assert said([child, manager]) == [
        ("Lottie", None, None),
        ("Harpreet Dosanjh", "manager", "Bluebell Room"),
    ]
    assert child.sensitive_reason == "the speaker is, or was then, a child of 16"
    assert (mother.speaker, mother.anonymous, mother.sensitive) == (None, True, True)
    assert not manager.sensitive


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Health minister Miriam Kettle met Jon Faraday. “It's not a no,” she said.", "Miriam Kettle"),
        ("Kadri Toom told Jaan Rebane of the plan. “I have signed it,” she said.", "Kadri Toom"),
        (
            "Gov. Elaine Petrosky signed the bill. “Kids got a childhood,” the governor said.",
            "Gov. Elaine Petrosky",
        ),
        ("Winger Callum Reyes has left. “Leave my girls out of it,” the 28-year-old said.", "Callum Reyes"),
        ("Rep. Dale Huck (R-Ohio) spoke first. “We will appeal it,” the Republican said.", "Rep. Dale Huck"),
        (
            "Nora Pell wrote to the firm.\n\n“Nobody answered,” Pell, whose son died in May, said.",
            "Nora Pell",
        ),
        (
            "The firm's head of policy, Lucien Abry, has since said: “It was a failure of ours.”",
            "Lucien Abry",
        ),
        ("One of them, Professor Lin Qiao of Northgate University, said: “It is a clear case.”", "Lin Qiao"),
        ("“It was me who told her about it,” said NCDW director Oyelaran Bisi.", "Oyelaran Bisi"),
        (
            "“That does not help us at all,” state Del. Marcia “Cia” Price told the crowd.",
            "Del. Marcia “Cia” Price",
        ),
    ],
)
def test_whom_the_words_come_back_to(text: str, name: str) -> None:
    assert said(direct(text))[0][0] == name


@pytest.mark.parametrize(
    ("text", "organisation"),
    [
        ("Fostering Now UK warns that carers read a handbook from 2009.", "Fostering Now UK"),
        ("Lumo, which runs the site, confirmed that it had removed 40 films.", "Lumo"),
        ("Dana Vik met Ofcom. The firm Chatterlane replied that it had written twice.", "Chatterlane"),
    ],
)
def test_a_body_no_model_knows_speaks_by_its_name(text: str, organisation: str) -> None:
    assert [quote.organisation for quote in reported(text)] == [organisation]


@pytest.mark.parametrize(
    "text",
    [
        "Safe Feeds Coalition asked for it. “We note the announcement,” the Irish regulator said.",
        "Labour's Fiona Grey spoke. “We have heard enough for today,” the committee said.",
        "United won again. “We have no comment on this,” said a spokeswoman for the league.",
    ],
)
def test_a_body_is_not_taken_for_another(text: str) -> None:
    assert [quote.organisation for quote in direct(text)] == [None]


def test_a_country_that_speaks_is_nobody_by_name() -> None:
    (quote,) = direct("“We will look at the text again,” Austria said on Monday.")
    assert quote.speaker is not None
    assert (quote.speaker.exact, quote.speaker.name) == ("Austria", "")


def test_a_message_speaks_for_whoever_sends_it() -> None:
    text = "Snapchat's answer most often is an automated reply that says: “We can't look at all reports now.”"
    assert said(direct(text)) == [("Snapchat", None, "Snapchat")]


def test_a_role_is_never_a_piece_of_another_sentence() -> None:
    text = (
        "The letter comes from a coalition of child protection organisations to Mark Tell. Tell himself said that "
        "it would be “a long and winding way to get there”."
    )
    assert {quote.role for quote in extract(text, "en").quotes} == {None}


def test_abuse_the_text_tells_of_marks_what_they_say() -> None:
    text = "Daniel Ross was abused by a man who ran a club. “I have 600 letters from the police,” Ross says."
    (quote,) = direct(text)
    assert quote.sensitive_reason == "the speaker is described as a survivor or victim (“abused”)"


def test_what_somebody_denies_is_not_what_they_say() -> None:
    assert reported("Discord denies it made any promise to the families.") == []


def test_the_reported_words_of_a_survivor_are_protected() -> None:
    (quote,) = reported("A woman who was groomed on Kik said the reply had taken almost eleven months.")
    assert (quote.speaker, quote.anonymous, quote.sensitive) == (None, True, True)


def test_a_source_on_condition_of_anonymity_is_no_witness() -> None:
    text = (
        "A senior official said it was over. “There is no time for it,” the official said, speaking on condition of "
        "anonymity.\n\nFiona Grey disagreed. “I will not let it go,” she said."
    )
    assert [quote.sensitive for quote in direct(text)] == [False, False]


def names(found: Extraction) -> tuple[set[str], set[str]]:
    return {one.name for one in found.people}, {one.name for one in found.organisations}


@pytest.mark.parametrize(
    ("text", "people", "organisations"),
    [
        ("The charity Safe Signal met Anand Rao KC.", {"Anand Rao"}, {"Safe Signal"}),
        ("Janine Colley, a nurse from Stroud, spoke. Colley lives in Stroud.", {"Janine Colley"}, set()),
        ("Stella Oduya said no. Mrs. Oduya left early.", {"Stella Oduya"}, set()),
        ("The billionaire owner of Flock, Carsten Rye, apologised. Flock fell.", {"Carsten Rye"}, {"Flock"}),
        ("Health Secretary Miriam Kettle met parents.", {"Miriam Kettle"}, set()),
        ("“We saw nine,” said Det Supt Carla Munro.", {"Det Supt Carla Munro"}, set()),
    ],
)
def test_a_name_is_what_the_text_says_it_is(text: str, people: set[str], organisations: set[str]) -> None:
    assert names(extract(text, "en")) == (people, organisations)


def test_words_taken_over_at_length_are_speech_and_a_title_is_not() -> None:
    (taken,) = direct("Mrs. Oduya “does not understand what the agency is for,” Senator Blake Corwin said.")
    assert said([taken])[0][0] == "Blake Corwin"
    assert direct("A headline in the paper read “App of Horrors”.") == []
    assert direct("Ouisa Dale's commentary, “Neighbor, tell your story,” is thoughtful.") == []


def test_single_marks_speak_beside_double_ones() -> None:
    text = (
        "'I got one reply,' he said. 'It came in May, and then nothing.'\n\nShe asked \"how many it takes\"."
    )
    (quote,) = direct(text)
    assert [text[slice(*span)] for span in quote.spans] == [
        "I got one reply,",
        "It came in May, and then nothing.",
    ]
