"""Statements for the scale of matching, from a small grammar: sentences with figures and quotes, five languages.

Sentences of a grammar lie closer together than real ones do: the unkindest case for a search by likeness.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from claims.matching.facts import StatementFacts

QUOTES = 0.2  # share of statements that are quotes
PLATFORMS = ("instagram", "tiktok", "snapchat", "roblox", "whatsapp", "discord", "youtube", "telegram")
PLACES = (
    "Kent",
    "Wales",
    "Hesse",
    "Java",
    "Galicia",
    "Ontario",
    "Normandy",
    "Ireland",
    "Oslo",
    "Chile",
    "Perth",
    "Leeds",
)
FIRST = ("Mara", "Tomas", "Ines", "Budi", "Karl", "Odile", "Ruth", "Samir", "Greta", "Pilar", "Joan", "Dewi")
LAST_A = (
    "Bel",
    "Har",
    "Mon",
    "Cas",
    "Ven",
    "Tor",
    "Lin",
    "Wes",
    "Dar",
    "Fos",
    "Gal",
    "Ker",
    "Nor",
    "Pel",
    "Rud",
    "Sol",
)
LAST_B = (
    "ford",
    "mann",
    "etti",
    "anto",
    "ley",
    "ier",
    "wood",
    "berg",
    "ova",
    "ado",
    "sen",
    "well",
    "ston",
    "ella",
    "ich",
    "ham",
)
NOUNS = {
    "en": (
        "children",
        "girls",
        "parents",
        "reports",
        "offences",
        "images",
        "videos",
        "accounts",
        "pupils",
        "victims",
        "schools",
        "complaints",
        "arrests",
        "messages",
    ),
    "id": (
        "anak",
        "anak perempuan",
        "orang tua",
        "laporan",
        "kejahatan",
        "gambar",
        "video",
        "akun",
        "siswa",
        "korban",
        "sekolah",
        "pengaduan",
        "penangkapan",
        "pesan",
    ),
    "de": (
        "Kinder",
        "Mädchen",
        "Eltern",
        "Meldungen",
        "Straftaten",
        "Bilder",
        "Videos",
        "Konten",
        "Schüler",
        "Opfer",
        "Schulen",
        "Beschwerden",
        "Festnahmen",
        "Nachrichten",
    ),
    "es": (
        "niños",
        "niñas",
        "padres",
        "denuncias",
        "delitos",
        "imágenes",
        "vídeos",
        "cuentas",
        "alumnos",
        "víctimas",
        "escuelas",
        "quejas",
        "detenciones",
        "mensajes",
    ),
    "fr": (
        "enfants",
        "filles",
        "parents",
        "signalements",
        "infractions",
        "images",
        "vidéos",
        "comptes",
        "élèves",
        "victimes",
        "écoles",
        "plaintes",
        "arrestations",
        "messages",
    ),
}
HARMS = {
    "en": (
        "were linked to grooming",
        "were targeted by strangers",
        "involved sexual extortion",
        "were affected by bullying",
        "came up in abuse inquiries",
        "were part of livestream cases",
    ),
    "id": (
        "terkait dengan bujuk rayu",
        "menjadi sasaran orang asing",
        "menyangkut pemerasan seksual",
        "terdampak perundungan",
        "muncul dalam penyelidikan",
        "menjadi bagian kasus siaran langsung",
    ),
    "de": (
        "standen mit Cybergrooming in Verbindung",
        "wurden von Fremden ins Visier genommen",
        "betrafen sexuelle Erpressung",
        "waren von Mobbing betroffen",
        "tauchten in Ermittlungen auf",
        "gehörten zu Livestream-Fällen",
    ),
    "es": (
        "estaban vinculados al acoso sexual",
        "fueron blanco de desconocidos",
        "implicaban extorsión sexual",
        "sufrieron acoso escolar",
        "aparecieron en investigaciones",
        "formaban parte de casos en directo",
    ),
    "fr": (
        "étaient liés à la sollicitation sexuelle",
        "étaient visés par des inconnus",
        "concernaient l'extorsion sexuelle",
        "subissaient du harcèlement",
        "apparaissaient dans des enquêtes",
        "faisaient partie d'affaires en direct",
    ),
}
FRAMES = {
    "en": (
        "{source} said {figure} {noun} {harm} on {platform} in {place} in {year}.",
        "In {year}, {figure} {noun} in {place} {harm} on {platform}, according to {source}.",
    ),
    "id": (
        "{source} mengatakan {figure} {noun} {harm} di {platform} di {place} pada {year}.",
        "Pada {year}, {figure} {noun} di {place} {harm} di {platform}, menurut {source}.",
    ),
    "de": (
        "Laut {source} {harm} {year} in {place} {figure} {noun} auf {platform}.",
        "{figure} {noun} in {place} {harm} {year} auf {platform}, so {source}.",
    ),
    "es": (
        "{source} dijo que {figure} {noun} {harm} en {platform} en {place} en {year}.",
        "En {year}, {figure} {noun} de {place} {harm} en {platform}, según {source}.",
    ),
    "fr": (
        "Selon {source}, {figure} {noun} {harm} sur {platform} à {place} en {year}.",
        "En {year}, {figure} {noun} à {place} {harm} sur {platform}, indique {source}.",
    ),
}
SAID = {
    "en": "We have seen how {noun} in {place} {harm} on {platform}, and nobody at the company answered us for {number} days",
    "id": "Kami melihat bagaimana {noun} di {place} {harm} di {platform}, dan perusahaan itu diam selama {number} hari",
    "de": "Wir haben gesehen, wie {noun} in {place} {harm}, und bei {platform} schwieg man {number} Tage lang",
    "es": "Hemos visto cómo {noun} de {place} {harm} en {platform}, y la empresa no nos contestó en {number} días",
    "fr": "Nous avons vu comment {noun} à {place} {harm} sur {platform}, et l'entreprise s'est tue {number} jours",
}
SEPARATOR = {"en": ",", "id": ".", "de": ".", "es": ".", "fr": "\u202f"}


@dataclass(frozen=True, slots=True)
class Made:
    """A generated statement and its number, from 1 up."""

    number: int
    facts: StatementFacts


def statements(first: int, last: int) -> Iterator[Made]:
    """Statements ``first`` to ``last``; each depends on its number alone."""
    for number in range(first, last + 1):
        yield Made(number, statement(number, random.Random(number)))


def statement(
    number: int, chooser: random.Random, language: str = "", frame: int | None = None
) -> StatementFacts:
    """One statement. A ``language`` and ``frame`` given leave everything else as the chooser's state decides."""
    spoken = chooser.choice(tuple(NOUNS))
    drawn = chooser.randrange(2)
    language, form = language or spoken, drawn if frame is None else frame
    noun, harm = chooser.randrange(14), chooser.randrange(6)
    platform, place, year = chooser.choice(PLATFORMS), chooser.choice(PLACES), chooser.randrange(2015, 2027)
    person = f"{chooser.choice(FIRST)} {chooser.choice(LAST_A)}{chooser.choice(LAST_B)}"
    words = {
        "noun": NOUNS[language][noun], "harm": HARMS[language][harm], "platform": platform.title(),
        "place": place, "year": year, "source": person, "number": chooser.randrange(2, 900),
    }  # fmt: skip
    published = date(year, 1, 1) + timedelta(days=chooser.randrange(365))
    if chooser.random() < QUOTES:
        exact = SAID[language].format(**words)
        return StatementFacts(
            kind="quote", text=f"“{exact}.” {person}", exact=exact, language=language, speaker=person,
            platforms=(platform,), published_on=published,
        )  # fmt: skip
    share = chooser.random() < 0.3
    value = chooser.randrange(1, 100) if share else int(10 ** chooser.uniform(0.5, 6))
    figure = f"{value} %" if share else f"{value:,}".replace(",", SEPARATOR[language])
    sentence = FRAMES[language][form].format(figure=figure, **words)
    return StatementFacts(
        kind="statistic", text=sentence, exact=f"{figure} {words['noun']}", language=language, value=float(value),
        comparator="=", unit_normalized="%" if share else NOUNS["en"][noun], counted=f"{words['noun']}",
        period=str(year), period_resolved=f"{year}-01-01/{year}-12-31", place=place, organisation=person,
        platforms=(platform,), published_on=published,
    )  # fmt: skip


def reworded(number: int) -> StatementFacts:
    """Statement ``number`` said again: a figure in the other frame, every second one in another language; a quote cut."""
    facts = statement(number, random.Random(number))
    if facts.kind == "quote":
        kept = facts.exact.split(",")[0]
        return replace(facts, exact=kept, text=f"{facts.speaker}: “{kept} …”")
    languages = tuple(NOUNS)
    other = (
        languages[(languages.index(facts.language) + 1) % len(languages)] if number % 2 else facts.language
    )
    first = random.Random(number)
    first.choice(languages)
    return statement(number, random.Random(number), other, 1 - first.randrange(2))
