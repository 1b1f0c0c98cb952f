"""Pairs that are easily mistaken for one text, or for two, each with what comparing must say about it."""

from dataclasses import dataclass

from sources.comparison import Document
from tests.sources.comparison import articles, templates

ARTICLES = {key: text.split("\n") for key, text in articles.STORIES.items()}


@dataclass(frozen=True)
class Case:
    """``expected``: same (joined), excerpt (shown with that relation), shown (at least), apart (never joined)."""

    name: str
    a: Document
    b: Document
    expected: str
    relations: tuple[str, ...] = ()


def _document(key: str, text: str, title: str = "") -> Document:
    return Document(key, title, text)


def _case(name: str, a: str, b: str, expected: str, *relations: str) -> Case:
    return Case(name, _document(f"{name}:a", a), _document(f"{name}:b", b), expected, relations)


def template_cases(names: tuple[str, ...] = tuple(templates.TEMPLATES), seeds: int = 4) -> list[Case]:
    """The same template with other figures."""
    return [
        _case(f"{name} {i}-{j}", templates.filled(name, i), templates.filled(name, j), "apart")
        for name in names
        for i in range(seeds)
        for j in range(i + 1, seeds)
    ]


def _changed_template_copies(names: tuple[str, ...]) -> list[Case]:
    """A template report copied with other words around its figures is the same report."""
    swaps = {
        "recorded": "registered",
        "reached": "got to",
        "people": "persons",
        "stood at": "came to",
        "month": "calendar month",
    }
    made = []
    for name in names:
        for seed in range(3):
            text = templates.filled(name, seed)
            other = text
            for old, new in swaps.items():
                other = other.replace(old, new)
            made.append(_case(f"{name} {seed} reworded", text, other, "same"))
    return made


def wire_cases() -> list[Case]:
    """A wire story with another ending, with a correction, with a headline of one's own, cut at the end."""
    cases = []
    keys = list(ARTICLES)
    for place, (key, lines) in enumerate(ARTICLES.items()):
        ending = ARTICLES[keys[(place + 1) % len(keys)]][-2:]
        cases.append(_case(f"{key} other ending", "\n".join(lines), "\n".join(lines[:-2] + ending), "same"))
        cases.append(_case(f"{key} cut", "\n".join(lines), "\n".join(lines[:-3]), "same"))
        note = "\nCorrection: an earlier version of this article gave a wrong figure in the second paragraph."
        digits = "".join("7" if c == "4" else c for c in lines[1])
        corrected = "\n".join([lines[0], digits, *lines[2:]]) + note
        cases.append(_case(f"{key} correction", "\n".join(lines), corrected, "same"))
        cases.append(_case(f"{key} copied", "\n".join(lines), "\n\n".join(lines), "same", "identical"))
    return cases


def excerpt_cases() -> list[Case]:
    """Half of A inside B, and A followed by an unrelated text."""
    cases = []
    keys = list(ARTICLES)
    for place, (key, lines) in enumerate(ARTICLES.items()):
        other = ARTICLES[keys[(place + 2) % len(keys)]]
        third = ARTICLES[keys[(place + 3) % len(keys)]]
        half = len(lines) // 2 + 1
        inside = "\n".join(other[:6] + lines[:half] + third[:5])
        cases.append(_case(f"{key} half inside", "\n".join(lines), inside, "excerpt", "excerpt"))
        cases.append(
            _case(f"{key} followed", "\n".join(lines), "\n".join(lines + other + third), "excerpt", "excerpt")
        )
    other, third = ARTICLES["orchard_frost"], ARTICLES["river_festival"]
    for name, version in (
        ("reworded", articles.HELPLINE_REWRITTEN),
        ("german", articles.TRANSLATIONS["de"]),
    ):
        lines = version.split("\n")
        pages = {
            "followed": lines + third,
            "followed by two": lines + other + third,
            "half": other + lines[:7] + third,
        }
        for kind, page in pages.items():
            cases.append(_case(f"{name} {kind}", articles.HELPLINE, "\n".join(page), "excerpt", "excerpt"))
    hindi = f"{articles.TRANSLATIONS['hi']}\n{articles.OTHER_STORIES['hi']}"
    cases.append(_case("hindi followed", articles.HELPLINE, hindi, "excerpt", "excerpt"))
    return cases


def page_cases() -> list[Case]:
    """Pages that are no article: live blog, lists of headlines, boilerplate, texts of a few words, mixed languages."""
    stories = list(ARTICLES.values())
    teasers = "\n".join(f"{articles.TITLES[key]}\n{lines[0]}\nRead more" for key, lines in ARTICLES.items())
    teasers_next_day = "\n".join(
        [
            "Town hall clock runs again after nine years of silence, and the watchmaker would take no fee for it",
            "Read more",
            "Seal pups counted on the northern sandbanks, more of them than in any year since the count began",
            "Read more",
            "Library opens on Sundays from the first of the month, with a reading room for children and their parents",
            "Read more",
            *teasers.split("\n")[:6],
        ]
    )
    blog = [
        f"{hour:02d}:{minute:02d} {stories[(hour * 7 + minute) % 5][(hour + minute) % 8]}"
        for hour, minute in [
            (8, 5),
            (8, 31),
            (9, 2),
            (9, 47),
            (10, 10),
            (10, 40),
            (11, 3),
            (11, 55),
            (12, 20),
            (13, 1),
        ]
    ]
    cookie = (
        "We use cookies and similar technologies on this website to show you relevant content.\n"
        "You can change your preferences at any time in the cookie settings.\n"
        "By choosing to accept all cookies you consent to the use of data by our partners.\n"
        "Sign up for our newsletter and never miss a story.\n"
        "All rights reserved. Terms of use. Privacy policy and contact.\n"
        "Follow us on Facebook and share this article with your friends."
    )
    short = "Police in Calder are looking for witnesses of an accident at the Weir Street crossing on Monday."
    cases = [
        _case("list page and its article", teasers, articles.HELPLINE, "apart"),
        _case("list pages of two days", teasers, teasers_next_day, "apart"),
        _case("live blog later", "\n".join(blog[5:]), "\n".join(blog), "shown"),
        _case("live blog and its article", "\n".join(blog), articles.HELPLINE, "apart"),
        _case("cookie notice alone", cookie, cookie, "apart"),
        _case(
            "same footer", f"{articles.HELPLINE}\n{cookie}", f"{articles.ORCHARD_FROST}\n{cookie}", "apart"
        ),
        _case("footer added", articles.HELPLINE, f"{articles.HELPLINE}\n{cookie}", "same"),
        _case("short and equal", short, short, "apart"),
        _case("empty", "", "", "apart"),
        _case("one empty", "", articles.HELPLINE, "apart"),
        _case(
            "both languages on one page",
            articles.HELPLINE,
            f"{articles.HELPLINE}\n{articles.TRANSLATIONS['id']}",
            "shown",
        ),
        _case("two reports of one event", articles.HELPLINE, articles.HELPLINE_OTHER_REPORT, "apart"),
        _case("follow-up with a quote", articles.HELPLINE, articles.HELPLINE_FOLLOW_UP, "apart"),
        _case("rewritten", articles.HELPLINE, articles.HELPLINE_REWRITTEN, "same", "rewritten"),
    ]
    keys = list(ARTICLES)
    for i, first in enumerate(keys):
        for second in keys[i + 1 :]:
            cases.append(
                _case(
                    f"{first} and {second}", "\n".join(ARTICLES[first]), "\n".join(ARTICLES[second]), "apart"
                )
            )
    return cases


def translation_cases() -> list[Case]:
    """The helpline story in ten languages, each against each, and another story in four."""
    versions = {"en": articles.HELPLINE, **articles.TRANSLATIONS}
    languages = list(versions)
    cases = []
    for i, first in enumerate(languages):
        for second in languages[i + 1 :]:
            name = f"helpline {first}-{second}"
            cases.append(
                Case(
                    name,
                    Document(f"{name}:a", articles.TRANSLATED_TITLES[first], versions[first]),
                    Document(f"{name}:b", articles.TRANSLATED_TITLES[second], versions[second]),
                    "same",
                    ("translation",),
                )
            )
    for language, text in articles.OTHER_STORIES.items():
        cases += [_case(f"school {language} and helpline {x}", text, versions[x], "apart") for x in languages]
        cases.append(_case(f"school {language}-en", text, articles.SCHOOL_PHONES, "same", "translation"))
    others = list(articles.OTHER_STORIES)
    for i, first in enumerate(others):
        for second in others[i + 1 :]:
            texts = articles.OTHER_STORIES[first], articles.OTHER_STORIES[second]
            cases.append(_case(f"school {first}-{second}", *texts, "same", "translation"))
    return cases


FITTED_TEMPLATES = ("crime", "shares", "football")
HELD_BACK_TEMPLATES = ("weather", "road_deaths", "infections")


def all_cases() -> list[Case]:
    """Every case of this module."""
    return [
        *template_cases(),
        *_changed_template_copies(tuple(templates.TEMPLATES)),
        *wire_cases(),
        *excerpt_cases(),
        *page_cases(),
        *translation_cases(),
    ]
