"""The sheet's own words (labels, counts, dates) in the sheet's language; English where a language has none
yet.

The words of sources and claims are never translated here.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from unicodedata import bidirectional


@dataclass(frozen=True, slots=True)
class Labels:
    """Phrases of one language, ``{}`` where something is filled in.

    What is counted has a phrase for each plural category of the language (Unicode CLDR).
    """

    language: str
    locale: str
    prepared: str
    claims: Mapping[str, str]
    articles: Mapping[str, str]
    origins: Mapping[str, str]
    check: str
    differs: str
    notes: str
    accessed: str
    undated: str
    relation_of: str
    snapshot: str
    unnamed_speaker: str
    page: str
    how_to_read: tuple[str, ...]
    missing_font: str
    quotation: tuple[str, str]
    inner_quotation: tuple[str, str]


_ALL = (
    Labels(
        "en",
        "en_GB",
        "Prepared on {}",
        {"one": "{} claim", "other": "{} claims"},
        {"one": "{} article", "other": "{} articles"},
        {"one": "{} independent origin", "other": "{} independent origins"},
        "Check",
        "Differs",
        "Notes",
        "accessed {}",
        "undated",
        "{} of note {}",
        "snapshot {}",
        "Speaker not named",
        "Page {} of {}",
        (
            "Articles that repeat, rewrite or translate one text count as one origin.",
            "Before a figure, ~ means about, > more than, < less than.",
            "Each note says where the words stand and on which day the article was "
            "kept; the snapshot number tells which copy was kept.",
            "Testimony is printed only with the recorded consent of the person whose words it is.",
        ),
        "No font here has some letters of this sheet ({}); they are printed as boxes. The HTML "
        "and Word files keep them.",
        ("“", "”"),
        ("‘", "’"),
    ),
    Labels(
        "fr",
        "fr",
        "Établi le {}",
        {"one": "{} affirmation", "other": "{} affirmations"},
        {"one": "{} article", "other": "{} articles"},
        {"one": "{} origine indépendante", "other": "{} origines indépendantes"},
        "À vérifier",
        "Diffère",
        "Remarques",
        "consulté le {}",
        "sans date",
        "{} de la note {}",
        "capture {}",
        "Auteur des propos non nommé",
        "Page {} sur {}",
        (
            "Les articles qui reprennent, remanient ou traduisent un "
            "même texte comptent pour une seule origine.",
            "Devant un chiffre, ~ signifie environ, > plus de, < moins de.",
            "Chaque note dit où se trouvent les mots et quel jour l’article a été "
            "conservé ; le numéro de capture désigne la copie conservée.",
            "Un témoignage n’est imprimé qu’avec le consentement consigné de la personne qui l’a donné.",
        ),
        "Aucune police de cette machine ne contient certains caractères ({}) ; ils sont imprimés "
        "comme des cases. Les fichiers HTML et Word les gardent.",
        ("«\u202f", "\u202f»"),
        ("“", "”"),
    ),
    Labels(
        "de",
        "de",
        "Stand: {}",
        {"one": "{} Aussage", "other": "{} Aussagen"},
        {"one": "{} Artikel", "other": "{} Artikel"},
        {"one": "{} unabhängiger Ursprung", "other": "{} unabhängige Ursprünge"},
        "Prüfen",
        "Abweichung",
        "Anmerkungen",
        "abgerufen am {}",
        "ohne Datum",
        "{} von Anmerkung {}",
        "Sicherung {}",
        "Nicht namentlich genannt",
        "Seite {} von {}",
        (
            "Artikel, die einen Text wiederholen, umschreiben oder übersetzen, zählen als ein Ursprung.",
            "Vor einer Zahl heißt ~ ungefähr, > mehr als, < weniger als.",
            "Jede Anmerkung sagt, wo die Worte stehen und an welchem Tag der Artikel "
            "gesichert wurde; die Nummer der Sicherung bezeichnet die Kopie.",
            "Persönliche Berichte werden nur mit festgehaltener "
            "Einwilligung der Person gedruckt, von der sie stammen.",
        ),
        "Für einige Zeichen ({}) fehlt hier eine Schrift; sie sind als Kästchen gedruckt. Die "
        "HTML- und Word-Dateien behalten sie.",
        ("„", "“"),
        ("‚", "‘"),
    ),
    Labels(
        "es",
        "es",
        "Elaborado el {}",
        {"one": "{} afirmación", "other": "{} afirmaciones"},
        {"one": "{} artículo", "other": "{} artículos"},
        {"one": "{} origen independiente", "other": "{} orígenes independientes"},
        "Por comprobar",
        "Difiere",
        "Notas",
        "consultado el {}",
        "sin fecha",
        "{} de la nota {}",
        "captura {}",
        "Sin nombrar a quien habla",
        "Página {} de {}",
        (
            "Los artículos que repiten, reescriben o traducen un mismo texto cuentan como un solo origen.",
            "Delante de una cifra, ~ significa cerca de, > más de, < menos de.",
            "Cada nota dice dónde están las palabras y qué día se guardó el "
            "artículo; el número de captura identifica la copia guardada.",
            "Un testimonio solo se imprime con el consentimiento registrado de quien lo dio.",
        ),
        "Ninguna fuente de esta máquina tiene algunos caracteres ({}); se imprimen como "
        "recuadros. Los archivos HTML y Word los conservan.",
        ("«", "»"),
        ("“", "”"),
    ),
    Labels(
        "id",
        "id",
        "Disusun pada {}",
        {"one": "{} klaim", "other": "{} klaim"},
        {"one": "{} artikel", "other": "{} artikel"},
        {"one": "{} sumber asal mandiri", "other": "{} sumber asal mandiri"},
        "Periksa",
        "Berbeda",
        "Catatan",
        "diakses {}",
        "tanpa tanggal",
        "{} dari catatan {}",
        "salinan {}",
        "Pembicara tidak disebut namanya",
        "Halaman {} dari {}",
        (
            "Artikel yang mengulang, menulis ulang, atau menerjemahkan "
            "satu teks dihitung sebagai satu sumber asal.",
            "Di depan angka, ~ berarti sekitar, > lebih dari, < kurang dari.",
            "Setiap catatan menyebut letak kata-katanya dan hari artikel itu "
            "disimpan; nomor salinan menunjukkan salinan yang disimpan.",
            "Kesaksian hanya dicetak dengan persetujuan tercatat dari orang yang memberikannya.",
        ),
        "Tidak ada fon di sini untuk beberapa aksara ({}); aksara itu dicetak sebagai kotak. "
        "Berkas HTML dan Word tetap memuatnya.",
        ("“", "”"),
        ("‘", "’"),
    ),
    Labels(
        "ar",
        "ar",
        "أُعدّت في {}",
        {
            "one": "ادعاء واحد",
            "two": "ادعاءان",
            "few": "{} ادعاءات",
            "many": "{} ادعاءً",
            "other": "{} ادعاء",
        },
        {
            "one": "مقال واحد",
            "two": "مقالان",
            "few": "{} مقالات",
            "many": "{} مقالًا",
            "other": "{} مقال",
        },
        {
            "one": "أصل مستقل واحد",
            "two": "أصلان مستقلان",
            "few": "{} أصول مستقلة",
            "many": "{} أصلًا مستقلًا",
            "other": "{} أصل مستقل",
        },
        "للتحقق",
        "اختلاف",
        "ملاحظات",
        "اطُّلع عليه في {}",
        "بلا تاريخ",
        "{} للحاشية {}",
        "نسخة محفوظة {}",
        "لم يُذكر اسم المتحدث",
        "صفحة {} من {}",
        (
            "المقالات التي تكرر نصًا واحدًا أو تعيد صياغته أو تترجمه تُعد أصلًا واحدًا.",
            "قبل الرقم تعني العلامة \u200e~\u200e نحو، و\u200e>\u200e أكثر من، و\u200e<\u200e أقل من.",
            "تذكر كل حاشية موضع الكلمات واليوم الذي حُفظ فيه المقال، "
            "ويدل رقم النسخة المحفوظة على النسخة نفسها.",
            "لا تُطبع الشهادات إلا بموافقة مسجلة من صاحبها.",
        ),
        "لا يوجد هنا خط لبعض حروف هذه الورقة ({})؛ وهي مطبوعة مربعات. تحفظها نسختا HTML وWord.",
        ("«", "»"),
        ("“", "”"),
    ),
)
_BY_LANGUAGE = {labels.language: labels for labels in _ALL}
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,4}")
_RIGHT_TO_LEFT = frozenset(("ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"))


def labels_for(language: str) -> Labels:
    """The labels of a language ("fr", "fr-CA"), or the English ones."""
    return _BY_LANGUAGE.get(primary(language), _BY_LANGUAGE["en"])


def primary(language: str) -> str:
    """The first part of a language tag, in small letters: "pt-BR" gives "pt"."""
    return language.replace("_", "-").partition("-")[0].strip().lower()


def language_tag(language: str) -> str:
    """The tag where it is well formed (BCP 47), else an empty string: nothing else may reach a file's
    markup."""
    return language if _LANGUAGE_TAG.fullmatch(language) else ""


def wording_direction(text: str) -> str:
    """``rtl`` or ``ltr`` by the first letter that has a direction (Unicode UAX 9, rule P2), or an empty
    string."""
    for character in text:
        kind = bidirectional(character)
        if kind in ("R", "AL"):
            return "rtl"
        if kind == "L":
            return "ltr"
    return ""


def direction(language: str) -> str:
    """``rtl`` for languages written from right to left, else ``ltr``."""
    return "rtl" if primary(language) in _RIGHT_TO_LEFT else "ltr"


def counted(phrases: Mapping[str, str], count: int, labels: Labels) -> str:
    """A count with its noun: "1 article", "1,200 articles"."""
    from babel import Locale
    from babel.numbers import format_decimal

    locale = Locale.parse(labels.locale)
    phrase = phrases.get(locale.plural_form(count), phrases["other"])
    return phrase.format(format_decimal(count, locale=locale))


def day(written: date, labels: Labels) -> str:
    """A date in words: "15 January 2022"."""
    from babel.dates import format_date

    return format_date(written, "long", locale=labels.locale)


def language_name(language: str) -> str:
    """A language by its own name ("Bahasa Indonesia"), or its code where it is not known."""
    from babel import Locale, UnknownLocaleError

    if primary(language) == "id":
        return "Bahasa Indonesia"
    try:
        name = Locale.parse(primary(language)).get_language_name()
    except (UnknownLocaleError, ValueError, TypeError):
        return language
    return str(name) if name else language
