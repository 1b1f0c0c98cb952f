"""Finds what holds digits and is no number: dates, clock times, web and mail addresses, telephone numbers.

Works on folded text. The month names, clock words and day suffixes come from the language file.
"""

import re
from functools import lru_cache

import regex

from sources.text.language_data import load
from sources.text.numerals.folding import fold_words

# Every pattern begins with the few characters that one can begin with: most places of a text are none.
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_CONTACT = re.compile(
    r"(?=[hw#@+\d])(?:(?:https?://|www\.)[^\s<>\"”)\]]{1,2000}"
    r"|(?<!\w)[#@](?=\w*[a-z])\w{1,80}"
    r"|(?<![\w.,])\+\d{1,3}[ -]?(?:\(?\d{1,4}\)?[ -/]?){2,5}\d(?!\d)"
    r"|(?<![\w.,])(?<!\d[ \u00a0\u202f])0\d{2,4}[ -]\d{3,4}(?:[ -]?\d{2,4}){0,2}(?!\d)"
    r"|(?<![\w.,])0\d-\d{4}[ -]?\d{4}(?!\d)"
    r"|(?<![\w.,])0\d(?:[ .-]\d\d){4}(?!\d)"
    r"|(?<![\w.,])(?:\d{3}(?: \d\d){3}|\d\d \d{3} \d\d \d\d)(?! ?\d)"
    r"|(?<![\w.,])\d{1,4} (?:kls|ks|ls|js|ds|str|ws|ss|cs) \d{1,5}/\d\d(?!\d)"  # the number of a German case
    r"|(?<![\w.,])\d{3}-\d{3}-\d{4}(?!\d))"
)
_TELEPHONE = re.compile(
    r"(?<!\w)(?:tel|tfno|telefono|telefone|telefon|telefoon|telephone|phone|fax|hotline|(?:not)?rufnummer)\.?:?\s{0,2}"
    r"\(?\+?\d(?:[ \u00a0.()/-]{0,2}\d){5,14}(?!\d)"
)
_NUMERIC_DATE = re.compile(
    r"(?=['\d])(?:(?<![\d.,/-])(?:\d{4}([-/.])\d{1,2}\1\d{1,2}|\d{1,2}([-/.])\d{1,2}\2(?:\d{4}|\d{2}))(?![\d/-]|[.,]\d)"
    r"|(?<!\d)\d{2,4}\s?年(?:\s?\d{1,2}\s?月(?:\s?\d{1,2}\s?日)?)?"
    r"|(?<!\d)\d{1,2}\s?月\s?\d{1,2}\s?[日号]"
    r"|(?<!\d)(?:\d{4}\s?년\s?)?\d{1,2}\s?월(?:\s?\d{1,2}\s?일)?"
    r"|(?<!\d)(?:1[89]|20)\d\d\s?년"
    r"|(?<![\w.,$£€-])(?:1[89]|20)\d\d\s?[-–/]\s?(?:(?:1[89]|20)\d\d|\d\d)(?![\w%]|[.,]\d|-\d)"
    r"|(?<![\w.,])(?:(?:1[5-9]|20)\d0'?|(?:19|20)\d\d['′]?)s(?!\w)"
    r"|(?<!\w)'\d0s(?!\w)|(?<!\w)'\d\d(?=\s))"
)
_TIME = re.compile(
    r"(?=\d)(?:(?<![\d.,:])(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?:\s?(?:[ap]\.m\.|[ap]m\b|uhr\b|h\b))?(?![\d:])"
    r"|(?<![\d.,:$£€])(?:1[0-2]|0?[1-9])(?:\.[0-5]\d)?\s?(?:[ap]\.m\.|[ap]\.?m\b)"
    r"|(?<![\d.,:])\d{1,2}(?:[.:]\d{2})?\s?uhr\b"
    r"|(?<![\d.,:])\d{1,2}\s?h\s?[0-5]\d(?!\d|\s?m(?:in)?(?!\w))"
    r"|(?<![\d.,:$£€])(?:[01]\d|2[0-3])[0-5]\d\s(?:gmt|bst|utc|cet|cest|est|edt|pst|pdt|aest|aedt|wib|wita|wit)(?!\w)"
    r"|(?<![\d/])24/7(?![\d/])"
    r"|(?<!\d)\d{1,2}\s?[点點时時시]\s?(?:\d{1,2}\s?分)(?!之))"
)
# Hours of the clock where its word is that of a duration as well: "à 18 heures", "a las 3 de la madrugada".
_HOUR = re.compile(
    r"(?<![\d.,:])\d{1,2}(?:\s?(?:h|heures?|horas?|ore|uur))?\s"
    r"(?:du (?:matin|soir)|de l'apres-midi|de la (?:manana|madrugada|tarde|noche)|da (?:manha|madrugada|tarde|noite)"
    r"|d[ei]l? (?:mattino|mattina|notte|sera|pomeriggio)|'s (?:ochtends|nachts|avonds|middags))(?!\w)"
    r"|(?<=\blas )[a-z]{3,6}\sde la (?:manana|madrugada|tarde|noche)(?!\w)"
    r"|(?:(?<=\ba )|(?<=\bvers )|(?<=\blas )|(?<=\bas ))\d{1,2}\s?(?:h|heures|horas)(?!\w)(?!\s(?:par|de|por|al)\b)"
)
# "Senin (12/6)": a day and a month, where no fraction is written so.
_DAY_AND_MONTH = re.compile(r"(?<=\()(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2])(?=\))")
# "between nine in the evening and two in the morning", "until six in the morning".
_ENGLISH_HOUR = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|1[0-2]|[1-9])(?:[.:][0-5]\d|-thirty)?"
)
_OF_DAY = r"\s(?:in\sthe\s(?:early\s)?(?:morning|afternoon|evening)|at\snight)(?!\w)"
_HOURS = re.compile(
    rf"(?<!\w)(?:at|from|between|until|till|after|before|past|around|about|since|by)\s(?P<time>{_ENGLISH_HOUR}"
    rf"(?:{_OF_DAY}|\s(?:and|to|until|till)\s{_ENGLISH_HOUR}{_OF_DAY})"
    rf"(?:\s(?:and|to|until|till)\s{_ENGLISH_HOUR}{_OF_DAY})?)"
)
# "a quarter to eight", "half past three", "at half eight".
_PART_OF_HOUR = re.compile(
    rf"(?<!\w)(?:(?:a\s)?quarter\s(?:to|past)|half\spast|(?<=at\s)half)\s{_ENGLISH_HOUR}(?![\w%]|\s(?:per|in|out|million)(?!\w))"
)
_OCLOCK = re.compile(r"(?<!\w)(?:\d{1,2}|[a-z]{3,6})\so'clock(?!\w)")


@lru_cache(maxsize=64)
def _date_pattern(language: str) -> "re.Pattern[str] | regex.Pattern[str] | None":
    data = load(language)
    months = [fold_words(name) for name in data.table("months")]
    months = [month for month in months if month and not month.isdigit()]
    if not months:
        return None
    names = "|".join(regex.escape(name) for name in sorted(months, key=len, reverse=True))
    of = "|".join(regex.escape(fold_words(word)) for word in data.listed("periods", "month_of"))
    joined = rf"(?:(?:{of})\s)?" if of else ""
    suffix = r"(?:st|nd|rd|th|er|º|°|\.)?"
    day = rf"(?:0?[1-9]|[12]\d|3[01]){suffix}"
    year = r"(?:1[5-9]|20)\d\d(?!\d|[.,]\d)"
    month = rf"(?:{names})(?!\w)\.?"
    edge = r"(?<![^\W\d_])"
    if data.spacing == "unspaced":
        return None
    span = r"(?:\s?[-–]\s?|\s(?:to|and|au|bis|y|et|und|en|e|al|a|tot|dan|hingga|sampai)\s(?:(?:le|el|il|o|den|dem|de)\s)?)"
    # The many places where no date can begin are passed over by their first character, and fastest by ``re``; but the
    # vowel signs of Indian scripts are part of a word for ``regex`` alone.
    engine = re if "".join(months).isascii() else regex
    opening = rf"(?=[\d{''.join(sorted({month[0] for month in months}))}])"
    after = rf"{edge}{month}\s{{0,2}}{day}(?![\d%]|[.,:]\d|\s?(?:%|per\s?cent|million|billion|thousand))"
    return engine.compile(
        rf"{opening}(?:(?<![\d.,])(?:{day}{span})?{day}\s{{0,2}}{joined}{month}(?:,?\s{{1,2}}{joined}{year})?"
        rf"|{after}(?:{span}{day}(?!\d))?(?:,?\s{{1,2}}{year})?"
        rf"|{edge}{month},?\s{{1,2}}{joined}{year})"
    )


@lru_cache(maxsize=64)
def _clock(language: str) -> "re.Pattern[str] | None":
    """Hours and minutes before a zone or a part of the day: "10.15 WIB"."""
    data = load(language)
    hours = data.table("units", "durations")
    words = "|".join(
        re.escape(fold_words(word)) for word in data.listed("periods", "clock") if word not in hours
    )
    return re.compile(rf"(?<![\d.,:])(?:[01]?\d|2[0-4])\.[0-5]\d\s?(?:{words})(?!\w)") if words else None


def spans(folded: str, original: str, language: str) -> list[tuple[int, int, str]]:
    """Spans of folded text that are no numbers, with their kind: contact, date or time; in order, apart."""
    found = [(m.start(), m.end(), "contact") for m in _CONTACT.finditer(folded)]
    found += [(m.start(), m.end(), "date") for m in _NUMERIC_DATE.finditer(folded)]
    found += [(m.start(), m.end(), "time") for m in _TIME.finditer(folded)]
    clock = _clock(language)
    if clock is not None:
        found += [(m.start(), m.end(), "time") for m in clock.finditer(folded)]
    if "tel" in folded or "phone" in folded or "tfno" in folded or "fax" in folded or "rufnummer" in folded:
        found += [(m.start(), m.end(), "contact") for m in _TELEPHONE.finditer(folded)]
    if language != "en":
        found += [(m.start(), m.end(), "time") for m in _HOUR.finditer(folded)]
        found += [(m.start(), m.end(), "date") for m in _DAY_AND_MONTH.finditer(folded)]
    if "@" in folded:
        found += [(m.start(), m.end(), "contact") for m in _MAIL.finditer(folded)]
    if language == "en":
        found += [(m.start("time"), m.end("time"), "time") for m in _HOURS.finditer(folded)]
        found += [(m.start(), m.end(), "time") for m in _PART_OF_HOUR.finditer(folded)]
    if "o'clock" in folded:
        found += [(m.start(), m.end(), "time") for m in _OCLOCK.finditer(folded)]
    pattern = _date_pattern(language)
    if pattern is not None:
        capitals = load(language).table("periods").get("capital_months", False) and not original.islower()
        for match in pattern.finditer(folded):
            # "may" and "march" are verbs too; where months have capitals, theirs tells them apart.
            letters = re.search(r"[^\W\d_]", match[0])
            place = match.start() + (letters.start() if letters else 0)
            if (
                capitals
                and len(original) == len(folded)
                and original[place].islower()
                and not match[0][0].isdigit()
            ):
                continue
            found.append((match.start(), match.end(), "date"))
    found.sort(key=lambda span: (span[0], -span[1]))
    apart: list[tuple[int, int, str]] = []
    for span in found:
        if not apart or span[0] >= apart[-1][1]:
            apart.append(span)
    return apart
