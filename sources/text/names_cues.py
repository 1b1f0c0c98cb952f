"""The words that introduce speech and people, one data file a language (``sources/text/cues``).

What is done with them belongs to ``names`` and to the extraction of quotes.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

LANGUAGES = ("en", "id", "es", "fr", "de", "pt", "it", "nl")


@dataclass(frozen=True)
class Cues:
    """Words of one language. Sets hold the forms as written in the file; ``*_lower`` compare with lower-cased text."""

    language: str
    speech_verbs: frozenset[str]
    reporting_verbs: frozenset[str]
    according: tuple[str, ...]
    cue_nouns: frozenset[str]
    clitic: str
    speaker_span: str
    pronouns: dict[str, str]
    honorifics: frozenset[str]
    ranks: frozenset[str]
    rank_tails: frozenset[str]
    heads: frozenset[str]
    given_names: frozenset[str]
    links: frozenset[str]
    roles: frozenset[str]
    spokesperson: frozenset[str]
    organisation_nouns: frozenset[str]
    organisation_endings: frozenset[str]
    organisation_openings: frozenset[str]
    person_stop: frozenset[str]
    common_nouns: frozenset[str]
    places: frozenset[str]
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


def _words(value: str) -> frozenset[str]:
    return frozenset(value.split())


@cache
def cues(language: str) -> Cues | None:
    """The cues of ``language`` (ISO 639-1), or None where no file exists."""
    if language == "ms":
        language = "id"
    if language not in LANGUAGES:
        return None
    text = resources.files("sources.text").joinpath("cues", f"{language}.toml").read_text(encoding="utf-8")
    content: dict[str, Any] = tomllib.loads(text)
    speech, people, anonymous = content["speech"], content["people"], content["anonymous"]
    campaigns = content["campaigns"]
    pronouns = {form: gender for gender, forms in content["pronouns"].items() for form in str(forms).split()}
    return Cues(
        language=language,
        speech_verbs=_words(speech["verbs"]),
        reporting_verbs=_words(speech["reporting"]),
        according=tuple(speech["according"]),
        cue_nouns=_words(speech["nouns"]),
        clitic=speech.get("clitic", ""),
        speaker_span=speech.get("speaker_span", "mention"),
        pronouns=pronouns,
        honorifics=_words(people["honorifics"]),
        ranks=_words(people.get("ranks", "")),
        rank_tails=_words(people.get("rank_tails", "")),
        heads=_words(people.get("heads", "")),
        given_names=_words(people.get("given_names", "")),
        links=_words(people["links"]),
        roles=_words(people["roles"]),
        spokesperson=_words(people["spokesperson"]),
        organisation_nouns=_words(people["organisation_nouns"]),
        organisation_endings=_words(people["organisation_endings"]),
        organisation_openings=_words(people["organisation_openings"]),
        person_stop=_words(people["person_stop"]),
        common_nouns=_words(people.get("common_nouns", "")),
        places=_words(people.get("places", "")),
        anonymous_determiners=_words(anonymous["determiners"]),
        anonymous_nouns=_words(anonymous["nouns"]),
        survivor=_words(anonymous["survivor"]),
        child=_words(anonymous["child"]),
        parent=_words(anonymous["parent"]),
        first_person=_words(anonymous["first_person"]),
        abuse=_words(anonymous["abuse"]),
        kin=_words(anonymous["kin"]),
        campaign_name_stands=campaigns["name_stands"],
        campaign_words=_words(campaigns["words"]),
        letters=_words(campaigns["letters"]),
        signing=_words(campaigns["signing"]),
        signatories=_words(campaigns["signatories"]),
    )


@cache
def all_speech_verbs() -> frozenset[str]:
    """Every language's speech verbs: what tells a closing mark from an opening one where the language is unknown."""
    return frozenset().union(*(found.speech_verbs for code in LANGUAGES if (found := cues(code))))
