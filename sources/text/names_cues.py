"""The words that introduce speech and people, one data file a language (``sources/text/cues``).

What is done with them belongs to ``names`` and to the extraction of quotes.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

LANGUAGES = ("en", "id", "es", "fr", "de", "pt", "it", "nl")
# Languages read by the grammar and words of a sister, and by the words that a file of their own adds.
SISTERS = {"ms": "id"}


@dataclass(frozen=True, eq=False)
class Cues:
    """Words of one language. Sets hold the forms as written in the file; ``*_lower`` compare with lower-cased text."""

    language: str
    speech_verbs: frozenset[str]
    reporting_verbs: frozenset[str]
    according: tuple[str, ...]
    cue_nouns: frozenset[str]
    messages: frozenset[str]
    to_whom: frozenset[str]
    title_words: frozenset[str]
    that: tuple[str, ...]
    that_far: tuple[str, ...]
    bare_verbs: frozenset[str]
    circumstances: frozenset[str]
    that_after_comma: bool
    verb_second: bool
    clitic: str
    speaker_span: str
    pronouns: dict[str, str]
    body_nouns: dict[str, str]
    body_endings: dict[str, str]
    honorifics: frozenset[str]
    ranks: frozenset[str]
    rank_tails: frozenset[str]
    heads: frozenset[str]
    body_heads: frozenset[str]
    given_names: frozenset[str]
    links: frozenset[str]
    helping: frozenset[str]
    named_by_one: frozenset[str]
    roles: frozenset[str]
    spokesperson: frozenset[str]
    possessives: frozenset[str]
    officers: frozenset[str]
    postnominals: frozenset[str]
    organisation_nouns: frozenset[str]
    organisation_kinds: frozenset[str]
    organisation_endings: frozenset[str]
    organisation_openings: frozenset[str]
    generic_openings: frozenset[str]
    wants_name: frozenset[str]
    particles: frozenset[str]
    female: frozenset[str]
    male: frozenset[str]
    female_names: frozenset[str]
    male_names: frozenset[str]
    person_stop: frozenset[str]
    ends_person: frozenset[str]
    common_nouns: frozenset[str]
    places: frozenset[str]
    private_nouns: frozenset[str]
    anonymous_determiners: frozenset[str]
    anonymous_nouns: frozenset[str]
    survivor: frozenset[str]
    child: frozenset[str]
    parent: frozenset[str]
    first_person: frozenset[str]
    abuse: frozenset[str]
    kin: frozenset[str]
    campaign_name_stands: str
    campaign_words: frozenset[str]
    letters: frozenset[str]
    signing: frozenset[str]
    signatories: frozenset[str]
    open_letters: tuple[str, ...]
    demanding: tuple[str, ...]


def word_set(value: str) -> frozenset[str]:
    """The words of a list that is written with spaces between them."""
    return frozenset(value.split())


def _any_case(found: frozenset[str]) -> frozenset[str]:
    """The words, and those written small also as a sentence begins with them."""
    return found | {word[0].upper() + word[1:] for word in found}


def _content(language: str) -> dict[str, Any]:
    text = resources.files("sources.text").joinpath("cues", f"{language}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _added(content: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    """The words of a sister language with those that a file adds: section by section, list by list."""
    merged = dict(content)
    for section, fields in more.items():
        if not isinstance(fields, dict):
            continue
        known = merged[section] = dict(merged[section])
        for name, words in fields.items():
            before = known.get(name)
            if isinstance(words, list):
                known[name] = [*(before or ()), *(word for word in words if word not in (before or ()))]
            else:
                known[name] = f"{before or ''} {words}"
    return merged


def _compounded(roles: frozenset[str], openings: frozenset[str]) -> frozenset[str]:
    """The roles, and their compounds with what may stand before them in one word: "Bundesinnenministerin"."""
    return roles | {opening + role[0].lower() + role[1:] for opening in openings for role in roles}


def _any_mark(found: frozenset[str]) -> frozenset[str]:
    """The words, and those with an apostrophe also as typesetters write it."""
    return found | {word.replace("'", "’") for word in found}


@cache
def cues(language: str) -> Cues | None:
    """The cues of ``language`` (ISO 639-1), or None where no file exists.

    ``Cues.language`` is the language by whose grammar it is read: Indonesian for Malay.
    """
    sister = SISTERS.get(language, language)
    if sister not in LANGUAGES:
        return None
    content = _content(sister)
    if sister != language:
        content = _added(content, _content(language))
        language = sister
    speech, people, anonymous = content["speech"], content["people"], content["anonymous"]
    campaigns = content["campaigns"]
    pronouns = {form: gender for gender, forms in content["pronouns"].items() for form in str(forms).split()}
    return Cues(
        language=language,
        speech_verbs=word_set(speech["verbs"]),
        reporting_verbs=word_set(speech["reporting"]),
        according=tuple(speech["according"]),
        cue_nouns=word_set(speech["nouns"]),
        messages=word_set(speech.get("messages", "")),
        to_whom=word_set(speech.get("to_whom", "")),
        title_words=word_set(speech["titles"]),
        that=tuple(speech.get("that", ())),
        that_far=tuple(speech.get("that_far", ())),
        bare_verbs=word_set(speech.get("bare", "")),
        circumstances=word_set(speech.get("circumstances", "")),
        that_after_comma=bool(speech.get("that_after_comma", False)),
        verb_second=bool(speech.get("verb_second", False)),
        clitic=speech.get("clitic", ""),
        speaker_span=speech.get("speaker_span", "mention"),
        pronouns=pronouns,
        body_nouns={
            noun: group for group, nouns in content.get("body_nouns", {}).items() for noun in nouns.split()
        },
        body_endings={
            ending: group
            for group, endings in content.get("body_endings", {}).items()
            for ending in endings.split()
        },
        honorifics=word_set(people["honorifics"]),
        ranks=word_set(people.get("ranks", "")),
        rank_tails=word_set(people.get("rank_tails", "")),
        heads=word_set(people.get("heads", "")),
        body_heads=word_set(people.get("body_heads", "")),
        given_names=word_set(people.get("given_names", "")),
        links=_any_mark(word_set(people["links"])),
        named_by_one=word_set(people.get("named_by_one", "")),
        helping=word_set(people.get("helping", "")),
        roles=_any_case(_compounded(word_set(people["roles"]), word_set(people.get("role_openings", "")))),
        spokesperson=word_set(people["spokesperson"]),
        possessives=word_set(people.get("possessives", "")),
        officers=word_set(people.get("officers", "")),
        postnominals=word_set(people.get("postnominals", "")),
        organisation_nouns=word_set(people["organisation_nouns"]),
        organisation_kinds=word_set(people.get("organisation_kinds", "")),
        organisation_endings=word_set(people["organisation_endings"]),
        organisation_openings=word_set(people["organisation_openings"]),
        generic_openings=word_set(people["generic_openings"]),
        wants_name=word_set(people["wants_name"]),
        particles=word_set(people["particles"]),
        female=word_set(people.get("female", "")),
        male=word_set(people.get("male", "")),
        female_names=word_set(people.get("female_names", "")),
        male_names=word_set(people.get("male_names", "")),
        person_stop=_any_mark(
            word_set(people["person_stop"]) | word_set(people.get("sentence_openings", ""))
        ),
        ends_person=word_set(people["person_stop"]),
        common_nouns=word_set(people.get("common_nouns", "")),
        places=word_set(people.get("places", "")),
        private_nouns=word_set(content["private"]["nouns"]),
        anonymous_determiners=word_set(anonymous["determiners"]),
        anonymous_nouns=word_set(anonymous["nouns"]),
        survivor=word_set(anonymous["survivor"]),
        child=word_set(anonymous["child"]),
        parent=word_set(anonymous["parent"]),
        first_person=word_set(anonymous["first_person"]),
        abuse=word_set(anonymous["abuse"]),
        kin=word_set(anonymous["kin"]),
        campaign_name_stands=campaigns["name_stands"],
        campaign_words=word_set(campaigns["words"]),
        letters=word_set(campaigns["letters"]),
        signing=word_set(campaigns["signing"]),
        signatories=word_set(campaigns["signatories"]),
        open_letters=tuple(campaigns["open_letters"]),
        demanding=tuple(campaigns["demanding"]),
    )


@cache
def all_title_words() -> frozenset[str]:
    """The words before a marked title, in every language."""
    return frozenset().union(*(found.title_words for code in LANGUAGES if (found := cues(code))))


@cache
def all_speech_verbs() -> frozenset[str]:
    """Every language's speech verbs: what tells a closing mark from an opening one where the language is unknown."""
    return frozenset().union(*(found.speech_verbs for code in LANGUAGES if (found := cues(code))))
