"""News-like texts from a small grammar, in families: an original, its copies, rewrites and translations.

Every fact has two English wordings and a Spanish one, so that a rewrite keeps figures and names and no sentence.
"""

import random
from dataclasses import dataclass
from datetime import date, timedelta

ORGANISATIONS = [
    f"{first} {second}"
    for first in (
        "Harbour",
        "Lantern",
        "Northmark",
        "Selwick",
        "Orrin",
        "Calder",
        "Wexmere",
        "Dunmere",
        "Faro",
        "Tarn",
    )
    for second in ("Trust", "Watch", "Institute", "Foundation", "Observatory", "Alliance")
]
PEOPLE = [
    f"{first} {last}"
    for first in ("Ines", "Tomas", "Mara", "Ruben", "Adele", "Piotr", "Nadia", "Owen", "Lucía", "Hanne")
    for last in (
        "Marwood",
        "Ferrand",
        "Okello",
        "Brandt",
        "Salas",
        "Whitlow",
        "Ekberg",
        "Navarro",
        "Quill",
        "Dorsey",
    )
]
PLACES = [
    f"{first}{last}"
    for first in ("Ash", "Brook", "Cold", "Dun", "Elm", "Fen", "Glen", "Hart", "Iver", "Kel")
    for last in ("ford", "mere", "wick", "ton", "bridge", "stead", "haven", "dale")
]
PLATFORMS = ["Pixomo", "Chattera", "Loopely", "Orbvane", "Snugg", "Talkaro", "Vidmoor", "Friendle"]
TOPICS = [
    ("grooming", "online grooming", "captación de menores"),
    ("bullying", "cyberbullying", "acoso en línea"),
    ("blackmail", "sexual extortion", "extorsión sexual"),
    ("gambling", "hidden gambling", "apuestas encubiertas"),
    ("scams", "fraud against pupils", "estafas a alumnos"),
    ("self-harm posts", "posts about self-harm", "publicaciones sobre autolesiones"),
]
# One wording, another, and Spanish. {n} {m} figures, {o} organisation, {p} person, {w} place, {a} platform, {t} topic.
FACTS = [
    (
        "Police in {w} recorded {n} reports of {t} on {a} last year.",
        "Last year officers from {w} wrote down {n} cases of {u} that had happened through {a}.",
        "La policía de {w} registró {n} denuncias de {v} en {a} el año pasado.",
    ),
    (
        "The {o} said that {m} percent of the families it asked in {w} had never used the settings of {a}.",
        "Of the parents in {w} who answered the {o}, {m} percent told it they left the controls of {a} untouched.",
        "El {o} dijo que el {m} por ciento de las familias consultadas en {w} nunca había usado los ajustes de {a}.",
    ),
    (
        "“Nobody answered the {n} letters that we sent about {t},” said {p} of the {o}.",
        "{p}, who works for the {o}, complained that {n} letters on {u} had been left without a reply.",
        "“Nadie respondió a las {n} cartas que enviamos sobre {v}”, dijo {p}, del {o}.",
    ),
    (
        "{a} removed {n} accounts in the spring, its spokesperson {p} said.",
        "According to {p}, who speaks for {a}, the company closed {n} profiles between March and May.",
        "{a} eliminó {n} cuentas en primavera, según su portavoz {p}.",
    ),
    (
        "The council of {w} will spend {n} crowns on lessons against {t} in its schools.",
        "Schools in {w} get {n} crowns from the council so that pupils hear about {u} in class.",
        "El ayuntamiento de {w} gastará {n} coronas en clases contra la {v} en sus escuelas.",
    ),
    (
        "A survey by {p} among {n} pupils of {w} found that {m} in a hundred had met strangers on {a}.",
        "{p} questioned {n} schoolchildren from {w}; {m} of every hundred had been contacted by people they did not know.",
        "Una encuesta de {p} entre {n} alumnos de {w} halló que {m} de cada cien habían conocido a extraños en {a}.",
    ),
    (
        "The helpline of the {o} took {n} calls about {t} from {w} and the villages around it.",
        "From {w} and its surroundings alone, {n} people rang the {o} because of {u}.",
        "La línea de ayuda del {o} recibió {n} llamadas sobre {v} desde {w} y los pueblos cercanos.",
    ),
    (
        "Judge {p} fined {a} {n} crowns for keeping the messages of children in {w}.",
        "For storing what minors in {w} had written, {a} must pay {n} crowns, {p} ruled in court.",
        "El juez {p} multó a {a} con {n} coronas por guardar los mensajes de menores en {w}.",
    ),
    (
        "The {o} asks the regulator to publish the figures for {w} every {m} weeks.",
        "Numbers from {w} should come out every {m} weeks, the {o} demands of the supervisory authority.",
        "El {o} pide al regulador que publique los datos de {w} cada {m} semanas.",
    ),
    (
        "{p} has taught in {w} for {m} years and had never seen so much {t} before this winter.",
        "In {m} years at the school of {w}, {p} says, there had not been a winter with as much {u}.",
        "{p} enseña en {w} desde hace {m} años y nunca había visto tanta {v} como este invierno.",
    ),
]

# What a sentence may open or end with, in the same three wordings, so that few sentences look alike.
OPENINGS = [
    ("", "", ""),
    (
        "After a winter of complaints, it became known that ",
        "Following months of protest, it emerged: ",
        "Tras un invierno de quejas se supo que ",
    ),
    (
        "At a crowded meeting on Monday it was said that ",
        "A full hall heard on Monday: ",
        "En una reunión concurrida el lunes se dijo que ",
    ),
    (
        "According to documents that a court released, ",
        "Papers from a court show: ",
        "Según documentos publicados por un tribunal, ",
    ),
    (
        "In an answer to members of parliament it is written that ",
        "Deputies were told in a reply: ",
        "En una respuesta a los diputados se lee que ",
    ),
    (
        "Two teachers who kept a diary noted that ",
        "In the diary of two teachers stands: ",
        "Dos maestras que llevaban un diario anotaron que ",
    ),
    (
        "The annual report, which appeared without notice, says that ",
        "Unannounced, the yearly report states: ",
        "El informe anual, aparecido sin aviso, dice que ",
    ),
    (
        "On the radio, listeners learned that ",
        "A broadcast told its audience: ",
        "En la radio los oyentes supieron que ",
    ),
]
ENDINGS = [
    ("", "", ""),
    (
        " That is more than in any year since counting began.",
        " No year on record had seen as much.",
        " Es más que en cualquier año desde que se cuenta.",
    ),
    (
        " A hearing on the matter is planned for the autumn.",
        " In autumn the question comes before a committee.",
        " Se prevé una audiencia sobre el asunto en otoño.",
    ),
    (
        " The ministry did not want to comment.",
        " From the ministry there was no reaction.",
        " El ministerio no quiso comentar.",
    ),
    (
        " Neighbouring towns are watching closely.",
        " Towns nearby look on with interest.",
        " Los pueblos vecinos observan con atención.",
    ),
    (
        " Nobody knows how many cases stay hidden.",
        " How much remains unseen is anyone's guess.",
        " Nadie sabe cuántos casos quedan ocultos.",
    ),
    (
        " Parents had asked for exactly this for a long time.",
        " Mothers and fathers had long called for it.",
        " Los padres lo pedían desde hacía mucho tiempo.",
    ),
    (
        " Critics call the method careless and the sample small.",
        " Sceptics doubt both sample and method.",
        " Los críticos llaman descuidado al método y pequeña a la muestra.",
    ),
]


@dataclass(frozen=True, slots=True)
class Text:
    """One generated article and the family it belongs to."""

    family: int
    form: str  # original, copy, rewrite or translation
    language: str
    title: str
    text: str
    published_on: date


def texts(count: int, seed: int = 5, events: int = 1) -> list[Text]:
    """So many articles: four fifths originals (a fifth of them Spanish), and copies, rewrites, translations of them.

    Each tells of so many events; one takes about 200 words.
    """
    generator = random.Random(seed)
    made: list[Text] = []
    family = 0
    while len(made) < count:
        facts = [fact for _ in range(events) for fact in _event(generator)]
        language = "es" if generator.random() < 0.2 else "en"
        day = date(2024, 1, 1) + timedelta(days=generator.randrange(700))
        made.append(_text(family, "original", language, facts, 2 if language == "es" else 0, day))
        chance = generator.random()
        if chance < 0.1:
            kept = [fact for fact in facts if generator.random() > 0.1] or facts
            made.append(_text(family, "copy", language, kept, 2 if language == "es" else 0, day))
        elif chance < 0.19 and language == "en":
            order = facts[:2] + generator.sample(facts[2:], len(facts) - 2)
            made.append(_text(family, "rewrite", "en", order, 1, day + timedelta(days=1)))
        elif chance < 0.26:
            other = "en" if language == "es" else "es"
            made.append(_text(family, "translation", other, facts, 2 if other == "es" else 0, day))
        family += 1
    return made[:count]


def _event(generator: random.Random) -> list[tuple[int, dict[str, str]]]:
    """The facts of one report: a place, a topic and a platform in common, figures and people of its own."""
    topic = generator.choice(TOPICS)
    common = {
        "w": generator.choice(PLACES),
        "a": generator.choice(PLATFORMS),
        "o": generator.choice(ORGANISATIONS),
    }
    kinds = generator.sample(range(len(FACTS)), generator.randint(5, 8))
    return [
        (
            kind,
            {
                **common,
                "t": topic[0],
                "u": topic[1],
                "v": topic[2],
                "p": generator.choice(PEOPLE),
                "n": str(generator.randint(101, 9899)),
                "m": str(generator.randint(11, 97)),
                "opening": str(generator.randrange(len(OPENINGS))),
                "ending": str(generator.randrange(len(ENDINGS))),
            },
        )
        for kind in kinds
    ]


def _text(
    family: int, form: str, language: str, facts: list[tuple[int, dict[str, str]]], wording: int, day: date
) -> Text:
    sentences = [_sentence(kind, wording, slots) for kind, slots in facts]
    paragraphs = [" ".join(sentences[i : i + 2]) for i in range(0, len(sentences), 2)]
    return Text(family, form, language, sentences[0].rstrip("."), "\n\n".join(paragraphs), day)


def _sentence(kind: int, wording: int, slots: dict[str, str]) -> str:
    fact = FACTS[kind][wording].format(**slots)
    opening = OPENINGS[int(slots["opening"])][wording]
    return f"{opening}{fact}{ENDINGS[int(slots['ending'])][wording]}"
