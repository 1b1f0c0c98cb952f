"""Words that a fact sheet's lines carry besides the claims' own, in the sheet's language; English where it has none.

Labels, counts and dates are the engine's (campaigns.factsheets.labels); figures and claims are never translated.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """Phrases of one language. ``differs`` is filled with the other claim and the reason; ``checks`` are by the check's id.

    "single-origin" has words of its own, and "sensitive-without-consent" is never printed.
    """

    period: str
    place: str
    attributed_to: str
    statuses: dict[str, str]
    not_approved: str
    disputed: str
    withdrawn: str
    single_origin: str
    redacted: str
    differs: str
    relations: dict[str, str]
    reasons: dict[str, str]
    checks: dict[str, str]


_WORDS = {
    "en": Words(
        period="Period", place="Place", attributed_to="According to",
        statuses={"proposed": "proposed", "approved": "approved", "disputed": "disputed", "withdrawn": "withdrawn"},
        not_approved="No editor has approved this claim yet.",
        disputed="This claim is disputed.",
        withdrawn="This claim has been withdrawn.",
        single_origin="All of its articles go back to one origin.",
        redacted="The words are redacted, as agreed with the person who gave them.",
        differs="Another claim says: “{}” ({}).",
        relations={"translation": "translation", "copy": "copy", "rewritten": "rewriting", "excerpt": "excerpt"},
        reasons={"period": "another period", "place": "another place", "definition": "another definition",
                 "rounding": "rounding", "revision": "a later revision", "unknown": "why is not known"},
        checks={
            "no-primary-source": "No article comes from those whose figures or words these are.",
            "only-a-translation": "Only translations were seen, not the original.",
            "wording-and-figure": "The wording and the figure kept with it disagree.",
            "percentage-without-base": "It is not said of what this is a share.",
            "attribution-unknown": "Who counted or found this is not said.",
            "quote-without-speaker": "Who said this is not known.",
            "period-unknown": "The period is not known.",
            "evidence-changed": "A source changed after this was approved.",
        },
    ),
    "de": Words(
        period="Zeitraum", place="Ort", attributed_to="Laut",
        statuses={"proposed": "vorgeschlagen", "approved": "bestätigt", "disputed": "umstritten",
                  "withdrawn": "zurückgezogen"},
        not_approved="Diese Aussage hat noch niemand aus der Redaktion bestätigt.",
        disputed="Diese Aussage ist umstritten.",
        withdrawn="Diese Aussage wurde zurückgezogen.",
        single_origin="Alle Artikel gehen auf einen Ursprung zurück.",
        redacted="Der Wortlaut ist gekürzt, wie mit der betroffenen Person vereinbart.",
        differs="Eine andere Aussage lautet: „{}“ ({}).",
        relations={"translation": "Übersetzung", "copy": "Abdruck", "rewritten": "Neufassung", "excerpt": "Auszug"},
        reasons={"period": "anderer Zeitraum", "place": "anderer Ort", "definition": "andere Definition",
                 "rounding": "Rundung", "revision": "spätere Korrektur", "unknown": "Grund unbekannt"},
        checks={
            "no-primary-source": "Kein Artikel stammt von denen, deren Zahlen oder Worte dies sind.",
            "only-a-translation": "Nur Übersetzungen lagen vor, nicht das Original.",
            "wording-and-figure": "Wortlaut und festgehaltene Zahl stimmen nicht überein.",
            "percentage-without-base": "Wovon dies ein Anteil ist, wird nicht gesagt.",
            "attribution-unknown": "Wer dies gezählt oder festgestellt hat, wird nicht gesagt.",
            "quote-without-speaker": "Wer dies gesagt hat, ist nicht bekannt.",
            "period-unknown": "Der Zeitraum ist nicht bekannt.",
            "evidence-changed": "Eine Quelle hat sich nach der Bestätigung geändert.",
        },
    ),
    "es": Words(
        period="Periodo", place="Lugar", attributed_to="Según",
        statuses={"proposed": "propuesta", "approved": "aprobada", "disputed": "discutida", "withdrawn": "retirada"},
        not_approved="Nadie de la redacción ha aprobado aún esta afirmación.",
        disputed="Esta afirmación está en disputa.",
        withdrawn="Esta afirmación ha sido retirada.",
        single_origin="Todos sus artículos proceden de un solo origen.",
        redacted="Las palabras se han editado según lo acordado con quien las dijo.",
        differs="Otra afirmación dice: «{}» ({}).",
        relations={"translation": "traducción", "copy": "copia", "rewritten": "reescritura", "excerpt": "extracto"},
        reasons={"period": "otro periodo", "place": "otro lugar", "definition": "otra definición",
                 "rounding": "redondeo", "revision": "una revisión posterior", "unknown": "se desconoce la razón"},
        checks={
            "no-primary-source": "Ningún artículo procede de quienes dieron estas cifras o palabras.",
            "only-a-translation": "Solo se vieron traducciones, no el original.",
            "wording-and-figure": "La redacción y la cifra registrada no coinciden.",
            "percentage-without-base": "No se dice de qué es esta proporción.",
            "attribution-unknown": "No se dice quién contó o halló esto.",
            "quote-without-speaker": "No se sabe quién lo dijo.",
            "period-unknown": "No se conoce el periodo.",
            "evidence-changed": "Una fuente cambió después de la aprobación.",
        },
    ),
    "fr": Words(
        period="Période", place="Lieu", attributed_to="Selon",
        statuses={"proposed": "proposée", "approved": "approuvée", "disputed": "contestée", "withdrawn": "retirée"},
        not_approved="Personne à la rédaction n’a encore approuvé cette affirmation.",
        disputed="Cette affirmation est contestée.",
        withdrawn="Cette affirmation a été retirée.",
        single_origin="Tous ses articles remontent à une seule origine.",
        redacted="Les propos sont expurgés, en accord avec la personne qui les a tenus.",
        differs="Une autre affirmation dit : « {} » ({}).",
        relations={"translation": "traduction", "copy": "copie", "rewritten": "réécriture", "excerpt": "extrait"},
        reasons={"period": "autre période", "place": "autre lieu", "definition": "autre définition",
                 "rounding": "arrondi", "revision": "révision ultérieure", "unknown": "raison inconnue"},
        checks={
            "no-primary-source": "Aucun article ne vient de ceux dont ce sont les chiffres ou les propos.",
            "only-a-translation": "Seules des traductions ont été vues, pas l’original.",
            "wording-and-figure": "La formulation et le chiffre enregistré ne concordent pas.",
            "percentage-without-base": "Il n’est pas dit de quoi c’est une part.",
            "attribution-unknown": "Il n’est pas dit qui a compté ou constaté cela.",
            "quote-without-speaker": "On ne sait pas qui l’a dit.",
            "period-unknown": "La période n’est pas connue.",
            "evidence-changed": "Une source a changé après l’approbation.",
        },
    ),
    "id": Words(
        period="Periode", place="Tempat", attributed_to="Menurut",
        statuses={"proposed": "diusulkan", "approved": "disetujui", "disputed": "diperselisihkan", "withdrawn": "ditarik"},
        not_approved="Belum ada editor yang menyetujui klaim ini.",
        disputed="Klaim ini diperselisihkan.",
        withdrawn="Klaim ini telah ditarik.",
        single_origin="Semua artikelnya berasal dari satu sumber asal.",
        redacted="Kata-katanya disunting sesuai kesepakatan dengan orang yang mengatakannya.",
        differs="Klaim lain menyatakan: “{}” ({}).",
        relations={"translation": "terjemahan", "copy": "salinan", "rewritten": "penulisan ulang", "excerpt": "kutipan"},
        reasons={"period": "periode lain", "place": "tempat lain", "definition": "definisi lain",
                 "rounding": "pembulatan", "revision": "revisi kemudian", "unknown": "alasan tidak diketahui"},
        checks={
            "no-primary-source": "Tidak ada artikel dari pihak pemilik angka atau kata-kata ini.",
            "only-a-translation": "Hanya terjemahan yang dilihat, bukan aslinya.",
            "wording-and-figure": "Kalimat dan angka yang tersimpan tidak cocok.",
            "percentage-without-base": "Tidak disebutkan ini bagian dari apa.",
            "attribution-unknown": "Tidak disebutkan siapa yang menghitung atau menemukannya.",
            "quote-without-speaker": "Tidak diketahui siapa yang mengatakannya.",
            "period-unknown": "Periodenya tidak diketahui.",
            "evidence-changed": "Sebuah sumber berubah setelah disetujui.",
        },
    ),
}  # fmt: skip
LANGUAGES = tuple(_WORDS)


def words_for(language: str) -> Words:
    """The phrases of a language, English where it has none."""
    return _WORDS.get(language.split("-")[0].lower(), _WORDS["en"])
