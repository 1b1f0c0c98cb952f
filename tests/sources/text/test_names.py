"""Names: the register, acronyms a text explains, people and bodies the register lacks."""

import tomllib
from importlib import resources

import pytest

from sources.text import names
from sources.text.names_acronyms import find_acronyms
from sources.text.names_cues import LANGUAGES, cues
from sources.text.names_introductions import introductions
from sources.text.names_register import entries, find_registered, owned_by


def found(text: str, language: str = "en") -> list[tuple[str, str, str]]:
    return [(mention.exact, mention.name, mention.kind) for mention in names.find(text, language)]


def keys(text: str) -> list[str]:
    return [hit.entry.key for hit in find_registered(text)]


def test_the_register_ships_a_hundred_and_fifty_bodies_with_owners_that_exist() -> None:
    known = entries()
    assert len(known) >= 150
    assert {entry.owner for entry in known.values() if entry.owner} <= set(known)
    assert all(entry.names and entry.name for entry in known.values())


def test_no_wikidata_id_is_given_twice() -> None:
    ids = [entry.wikidata for entry in entries().values() if entry.wikidata]
    assert len(ids) == len(set(ids))
    assert all(identifier.startswith("Q") and identifier[1:].isdigit() for identifier in ids)


def test_owners_lead_to_their_platforms() -> None:
    assert {"facebook", "instagram", "whatsapp"} <= {entry.key for entry in owned_by("meta")}
    assert "youtube" in {entry.key for entry in owned_by("alphabet")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Meta answered on Friday.", ["meta"]),
        ("They were meta about it, a metaphor.", []),
        ("FACEBOOK has come under fire.", ["facebook"]),
        ("Facebook’s apps and Facebook-owned sites.", ["facebook", "facebook"]),
        ("X marks the spot on the map.", []),
        ("X (formerly Twitter) did not reply.", ["x"]),
        ("Elon Musk bought Twitter and renamed it X last year.", ["x", "x"]),
        ("An apple a day, and Apple the company.", ["apple"]),
        ("The thorn of a rose; Thorn bushes grew.", []),
        ("Thorn, which works against child abuse, agreed.", ["thorn"]),
        ("National Society for the Prevention of Cruelty to Children", ["nspcc"]),
        ("@Facebook #Instagram and www.Facebook", []),
    ],
)
def test_register_names_by_case_context_and_boundary(text: str, expected: list[str]) -> None:
    assert keys(text) == expected


def test_the_longest_name_wins() -> None:
    assert keys("The Sun on Sunday asked Facebook Messenger.") == ["the-sun-on-sunday", "messenger"]


@pytest.mark.parametrize(
    ("text", "short", "full"),
    [
        ("the Harbour Line Trust (HLT) said", "HLT", "Harbour Line Trust"),
        ("the Office for Safe Waters (OSW) said", "OSW", "Office for Safe Waters"),
        ("kepada Badan Pengelola Taman Kota (BPTK) kemarin", "BPTK", "Badan Pengelola Taman Kota"),
    ],
)
def test_an_acronym_is_learnt_from_its_bracket(text: str, short: str, full: str) -> None:
    acronym = find_acronyms(text)[0]
    assert acronym.short == short
    assert text[acronym.full_start : acronym.full_end] == full


def test_a_bracket_that_explains_nothing_teaches_nothing() -> None:
    assert find_acronyms("He moved to Leeds (UK) and met Sam Hill (BBC).") == []


def test_a_learnt_acronym_names_its_body_everywhere() -> None:
    text = "The Harbour Line Trust (HLT) wrote first. On Monday HLT wrote again."
    assert [name for exact, name, _ in found(text) if exact == "HLT"] == ["Harbour Line Trust"] * 2


def test_an_acronym_of_no_body_names_none() -> None:
    assert found("Freedom of Information (FOI) requests show it; FOI works.") == []
    assert found("Pemerintah memakai Dana Alokasi Umum (DAU) tahun ini, kata warga.", "id") == []


def test_two_bodies_and_a_name_in_brackets_are_kept_apart_in_indonesian() -> None:
    text = "Surat itu dikirim kepada KPU dan DPR lalu dibaca Ketua KPU (Budi Hartono) kemarin."
    bodies = [exact for exact, _, kind in found(text, "id") if kind == "organisation"]
    assert bodies == ["KPU", "DPR", "KPU"]


def test_an_acronym_of_a_known_body_gets_its_key() -> None:
    text = "The Internet Watch Foundation (IWF) is in Cambridge."
    assert {mention.key for mention in names.find(text, "en")} == {"iwf"}


def test_people_in_english_keep_their_title_and_their_surname() -> None:
    text = "Sir Adam Crowe met Julia Lindqvist in London. Crowe left first."
    people = [(exact, name) for exact, name, kind in found(text) if kind == "person"]
    assert ("Julia Lindqvist", "Julia Lindqvist") in people
    assert ("Crowe", "Sir Adam Crowe") in people


def test_documents_and_shouted_words_are_no_bodies() -> None:
    text = "The Community Guidelines are STILL broken, the Online Safety Act says.\nTech giants help. The tech is old."
    assert [exact for exact, _, kind in found(text) if kind == "organisation"] == []


def test_role_body_and_person_are_cut_apart_in_indonesian() -> None:
    words = cues("id")
    assert words is not None
    text = "Menurut Kepala Bidang Humas Dinas Perhubungan Kota Bandung Siti Marlina, jalan itu ditutup."
    introduction = next(one for one in introductions(text, words, []) if one.person)
    assert introduction.role is not None
    assert introduction.organisation is not None
    assert introduction.person is not None
    assert text[slice(*introduction.role)] == "Kepala Bidang Humas"
    assert text[slice(*introduction.organisation)] == "Dinas Perhubungan Kota Bandung"
    assert text[slice(*introduction.person)] == "Siti Marlina"


@pytest.mark.parametrize(
    ("text", "organisation", "person"),
    [
        ("Direktur Rumah Aman, Budi Hartono, mengatakan demikian.", "Rumah Aman", "Budi Hartono"),
        ("Rektor Universitas Merdeka Ahmad Fauzi menyatakan itu.", "Universitas Merdeka", "Ahmad Fauzi"),
        (
            "Ketua Yayasan Pelita (YP) Bandung Rini Astuti mengatakan itu.",
            "Yayasan Pelita (YP) Bandung",
            "Rini Astuti",
        ),
    ],
)
def test_bodies_and_people_by_pattern(text: str, organisation: str, person: str) -> None:
    mentions = found(text, "id")
    assert (organisation, "organisation") in {(exact, kind) for exact, _, kind in mentions}
    assert (person, "person") in {(exact, kind) for exact, _, kind in mentions}


def test_register_names_are_found_in_every_language() -> None:
    for language in (*LANGUAGES, "fi", "ar", "und"):
        assert ("Europol", "Europol", "organisation") in found("… Europol …", language)


def test_every_cue_file_has_the_same_sections() -> None:
    optional = {
        "clitic",
        "speaker_span",
        "ranks",
        "rank_tails",
        "heads",
        "body_heads",
        "given_names",
        "common_nouns",
        "places",
        "female",
        "male",
        "female_names",
        "male_names",
        "postnominals",
        "messages",
        # Who is told, and whose office a possessive makes it, where the order of words tells it.
        "to_whom",
        "helping",
        "named_by_one",
        "role_openings",
        "sentence_openings",
        "possessives",
        "officers",
        # How words are reported without marks, where no parser tells it.
        "that",
        "that_far",
        "that_after_comma",
        "bare",
        "verb_second",
        "circumstances",
        # Where bodies are told by what they are, in languages of which the noun comes first.
        "organisation_kinds",
    }
    shapes = {}
    for language in LANGUAGES:
        text = (
            resources.files("sources.text").joinpath("cues", f"{language}.toml").read_text(encoding="utf-8")
        )
        content = tomllib.loads(text)
        assert content["language"] == language
        shapes[language] = {
            (section, key)
            for section, fields in content.items()
            if isinstance(fields, dict) and section not in {"pronouns", "body_nouns", "body_endings"}
            for key in fields
            if key not in optional
        }
        read = cues(language)
        assert read is not None
        assert all((read.speech_verbs, read.pronouns, read.survivor, read.campaign_words))
        assert read.that or language == "en"
    assert all(shape == shapes["en"] for shape in shapes.values())


def test_an_unknown_language_has_no_cues() -> None:
    assert cues("xx") is None
