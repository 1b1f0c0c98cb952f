"""Quotations: which words are speech, in which marks, and where each begins and ends."""

import pytest

from claims.extraction.quotes import Utterance, find_utterances
from sources.text.names_cues import cues


def read(text: str, language: str = "en") -> list[tuple[str, list[str]]]:
    """Kind and parts of every utterance."""
    _, found = find_utterances(text, cues(language))
    return [(utterance.kind, parts(text, utterance)) for utterance in found]


def parts(text: str, utterance: Utterance) -> list[str]:
    return [text[start:end] for start, end in utterance.spans]


def direct(text: str, language: str = "en") -> list[list[str]]:
    return [words for kind, words in read(text, language) if kind == "direct"]


def fragments(text: str, language: str = "en") -> list[list[str]]:
    return [words for kind, words in read(text, language) if kind == "fragment"]


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", 'The app is unsafe. "It has to change now," Lena Ford said.', "It has to change now,"),
        ("en", "The app is unsafe. “It has to change now,” Lena Ford said.", "It has to change now,"),
        ("es", "La red calla. «Tiene que cambiar ya», dijo Lena Ford.", "Tiene que cambiar ya"),
        ("fr", "Le réseau se tait. « Il faut changer », a déclaré Lena Ford.", "Il faut changer"),
        ("de", "Das Netz schweigt. „Das muss sich ändern“, sagte Lena Ford.", "Das muss sich ändern"),
        ("de", "Das Netz schweigt. »Das muss sich ändern«, sagte Lena Ford.", "Das muss sich ändern"),
        ("pt", "A rede cala. “Isto tem de mudar já”, disse Lena Ford.", "Isto tem de mudar já"),
        ("it", "La rete tace. «Deve cambiare subito», ha detto Lena Ford.", "Deve cambiare subito"),
        ("nl", "Het netwerk zwijgt. “Dit moet anders worden”, zei Lena Ford.", "Dit moet anders worden"),
        ("id", "Jaringan itu diam. “Ini harus berubah sekarang,” kata Lena.", "Ini harus berubah sekarang,"),
        (
            "ja",
            "担当者は「子どもの安全を守るために行動します」と述べた。",
            "子どもの安全を守るために行動します",
        ),
        ("ar", "قالت المديرة: «لا يمكننا الانتظار أكثر من ذلك».", "لا يمكننا الانتظار أكثر من ذلك"),
    ],
)
def test_every_kind_of_mark_gives_the_words_between(language: str, text: str, words: str) -> None:
    assert direct(text, language) == [[words]]


def test_british_single_marks_are_speech_and_apostrophes_are_not() -> None:
    text = (
        "'We don't know where the children's pictures went,' said Amy O'Neil. It isn't known who's behind it."
    )
    assert direct(text) == [["We don't know where the children's pictures went,"]]


def test_a_quotation_interrupted_by_its_cue_is_one_with_two_parts() -> None:
    text = "“If they wait,” said Omar Lund, who runs the helpline, “another year is lost.”"
    assert direct(text) == [["If they wait,", "another year is lost."]]


def test_the_sentence_after_the_cue_belongs_to_the_same_quotation() -> None:
    text = "“We asked them twice,” Mr. Lund of the helpline said. “They never wrote back.”"
    assert direct(text) == [["We asked them twice,", "They never wrote back."]]


def test_a_new_cue_begins_a_new_quotation() -> None:
    text = "“We asked them twice,” Omar Lund said. “They never wrote back,” Eva Brand added."
    assert direct(text) == [["We asked them twice,"], ["They never wrote back,"]]


def test_a_part_with_its_own_verb_is_a_new_quotation() -> None:
    text = "“We cannot go on like this,” Omar Lund said, adding later, “The helpline is full.”"
    assert direct(text) == [["We cannot go on like this,"], ["The helpline is full."]]


def test_a_repeated_opening_mark_goes_on_with_the_quotation() -> None:
    text = "Omar Lund said: “The first paragraph is open.\n\n“The second one closes it.”\n\nNobody answered."
    _, found = find_utterances(text, cues("en"))
    assert [(parts(text, u), u.continues, u.closed) for u in found] == [
        (["The first paragraph is open."], False, False),
        (["The second one closes it."], True, True),
    ]


def test_an_unclosed_mark_stays_in_its_paragraph() -> None:
    text = "He called it “a day to remember and left.\n\nThe second paragraph has “no lasting harm” in it, she wrote."
    for _, words in read(text):
        assert "second paragraph" not in " ".join(words)


def test_marks_of_another_kind_may_close() -> None:
    text = 'Eva Brand said: “The duty is theirs, and we will hold them to it," and left.'
    assert direct(text) == [["The duty is theirs, and we will hold them to it,"]]


def test_nested_marks_belong_to_the_quotation_around_them() -> None:
    text = "“They told us ‘we are looking into it’ and went home,” said Eva Brand."
    assert direct(text) == [["They told us ‘we are looking into it’ and went home,"]]


def test_marks_turned_round_by_a_converter_are_read_by_the_cue() -> None:
    text = "Laporan naik tajam.” Kami butuh bantuan segera, “kata Rina. Kantor itu tutup.” Besok kami kembali, “ujar Budi."
    assert direct(text, "id") == [["Kami butuh bantuan segera,"], ["Besok kami kembali,"]]


def test_marks_with_spaces_inside_are_trimmed() -> None:
    text = 'Kantor itu penuh. " Kami akan bertindak besok " ujar Rina Wati. Lalu ia pergi.'
    assert direct(text, "id") == [["Kami akan bertindak besok"]]


@pytest.mark.parametrize(
    "text",
    [
        "Her book “Lost Signals at Night” came out in May.",
        "The so-called “safety team” never replied.",
        "They were told it was “fine” and left.",
        "A report titled “What Children Lose When Nobody Looks” is out.",
        'The panel is 6" wide and 4" high, the seller wrote.',
    ],
)
def test_titles_scare_quotes_and_single_words_are_no_speech(text: str) -> None:
    assert direct(text) == []


def test_a_fragment_stays_available() -> None:
    assert fragments("The so-called “safety team” never replied.") == [["safety team"]]


def test_inches_do_not_pair_with_speech() -> None:
    text = 'The guard is 6\'3" tall. "I never saw them," he said. The door is 80" high.'
    assert direct(text) == [["I never saw them,"]]


def test_turns_of_a_transcript_are_speech_of_the_name_before_the_colon() -> None:
    text = "MORRIS: Did you see the report?\n\nLAKE: We read it last night.\n\nMORRIS: And what will you do?"
    _, found = find_utterances(text, cues("en"))
    assert [(text[slice(*u.label)], parts(text, u)) for u in found if u.label] == [
        ("MORRIS", ["Did you see the report?"]),
        ("LAKE", ["We read it last night."]),
        ("MORRIS", ["And what will you do?"]),
    ]


def test_a_heading_with_a_colon_is_no_transcript() -> None:
    assert direct("WARNING: This page speaks of abuse.\n\nThe charity is small.") == []
