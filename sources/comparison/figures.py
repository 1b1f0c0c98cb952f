"""Figures of a text as plain values, fast enough to run over every sentence of every article.

Only what comparing needs: digits in any script, separators by language, magnitudes. Statistics with their
units, and numbers in words, are the business of extraction.
"""

import math
import re
import unicodedata
from functools import cache, lru_cache

# Languages that write 1.234,5; the others write 1,234.5 (Unicode CLDR).
_COMMA_LANGUAGES = (
    "af az be bg bs ca cs da de el es et eu fi fr gl hr hu hy id is it ka kk lt lv mk nl no pl pt ro ru sk sl sq sr sv tr "
    "uk uz vi"
)
_DECIMAL_COMMA = frozenset(_COMMA_LANGUAGES.split())
_MAGNITUDES: dict[str, float] = {
    unicodedata.normalize("NFC", word): value
    for value, words in {
        1e2: "ร้อย",
        1e3: "thousand thousands k tsd tausend mil mila mille duizend tys tysiąc tysiące tysięcy тыс тысяч тысячи "
        "тысяча bin ribu nghìn ngàn elfu libo libong ألف آلاف हजार हज़ार हजारों พัน 천 千 tusen tuhat ezer mii "
        "χιλιάδες אלף হাজার ہزار هزار",
        1e4: "万 萬 만 หมื่น",
        1e5: "lakh lakhs laki लाख แสน লাখ لاکھ",
        1e6: "million millions mn mln m mio millionen millones millón milhão milhões milioni milione miljoen milion "
        "miliony milionów млн миллион миллиона миллионов мільйон мільйонів милиона милиони milyon juta triệu "
        "milyong مليون ملايين ล้าน मिलियन miljoner miljoona miljoonaa millioner millió milioane milionů "
        "εκατομμύρια εκατ מיליון মিলিয়ন میلیون",
        1e7: "crore crores करोड़ কোটি کروڑ",
        1e8: "億 亿 억",
        1e9: "billion billions bn bln mlrd milliarde milliarden mrd milliard milliards miliardi miliardo miljard miliard "
        "miliardy miliardów млрд миллиард миллиарда миллиардов milyar miliar bilion tỷ tỉ bilyon bilyong مليار "
        "مليارات अरब bilhão bilhões bilioni miljarder miliarde δισ מיליארד "
        "میلیارد",
        1e12: "trillion trillions tn trn trln 兆 조 triliun trilion trilyon trilyong trilioni trilhão trilhões",
    }.items()
    for word in words.split()
}
# "Bilion" is a thousand millions in Malay and a million millions in Polish; the leading digits decide then.
# Scripts without spaces: magnitudes follow each other and what is counted follows them (3千万人, 2 หมื่นล้านบาท). Not the
# beginnings of "species" and "per cent".
_UNSPACED = "|".join(
    {"พัน": "พัน(?!ธ)", "ร้อย": "ร้อย(?!ละ)"}.get(word, word)
    for word in _MAGNITUDES
    if (len(word) == 1 and ord(word) > 0x2E80) or "\u0e00" <= word[0] <= "\u0e7f"
)
_DIGIT = re.compile(r"[0-9]")
_FOREIGN_DIGIT = re.compile(r"[^\W_a-zA-Z0-9](?<=\d)")
_NUMBER = re.compile(
    r"(?<![^\W\d_])\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)(?:[.,]\d{1,3}(?!\d))?|\d+(?:[.,٫٬'’]\d+)*"
)
_ONE_UNSPACED = re.compile(_UNSPACED)
_TAIL_UNSPACED = re.compile(rf"\s?((?:{_UNSPACED}){{1,3}})")
_TAIL_WORD = re.compile(r"[ \u00a0\u202f-]?([^\s\d_.,;:!?()\[\]'\u2018-\u201f%]{1,12})")
# Swahili has the magnitude before the figure: milioni 3.2.
_MAGNITUDE_FIRST = frozenset(["sw"])
_HEAD_WORD = re.compile(r"([^\W\d_]{4,9})[ \u00a0]$")
# Thai counts years from the Buddha's death: พ.ศ. 2567, ปี 2567, 5 มีนาคม 2567.
_BUDDHIST_YEAR = re.compile(r"(?:พ\.?ศ\.?|ปี|คม|ยน|พันธ์)\s?$")
_SEPARATORS = re.compile(r"[.,٫٬'’ \u00a0\u202f]")


@cache
def _digit(character: str) -> str:
    value = unicodedata.decimal(character, None)
    return character if value is None else str(value)


def _plain_digits(text: str) -> str:
    if text.isascii() or not _FOREIGN_DIGIT.search(text):
        return text
    return "".join(_digit(character) if character > "\x7f" else character for character in text)


def _values(token: str, decimal_comma: bool) -> list[float]:
    """One token's value; several where it is no one number (12.05.2020, 10.0.0.1)."""
    parts = _SEPARATORS.split(token)
    marks = _SEPARATORS.findall(token)
    if not marks:
        return [float(token)] if len(token) <= 15 else []
    if len(token) > 24:
        return []
    last = marks[-1]
    grouped = all(len(part) == 3 for part in parts[1:-1])
    if len(set(marks)) == 2 and marks.count(last) == 1 and grouped:
        return [float("".join(parts[:-1]) + "." + parts[-1])]
    if len(set(marks)) > 2:
        return [float(part) for part in parts]
    if last in " \u00a0\u202f'’٬":
        return [float("".join(parts))]
    indian = len(marks) > 1 and len(parts[-1]) == 3 and all(len(part) == 2 for part in parts[1:-1])
    if len(marks) > 1:
        if (grouped and len(parts[-1]) == 3 and len(parts[0]) <= 3) or indian:
            return [float("".join(parts))]
        return [float(part) for part in parts]
    is_decimal = last == "٫" or (last == ",") == decimal_comma
    if len(parts[1]) == 3 and 1 <= len(parts[0]) <= 3 and parts[0] != "0" and not is_decimal:
        return [float("".join(parts))]
    return [float(parts[0] + "." + parts[1])]


def figures(text: str, language: str) -> list[float]:
    """Values of the figures written in digits, in order: "20.4 million" and "2040万" are both 20400000.0."""
    plain = _plain_digits(text if text.isascii() else unicodedata.normalize("NFC", text))
    if not _DIGIT.search(plain):
        return []
    found: list[float] = []
    decimal_comma = language in _DECIMAL_COMMA
    joined_at = -1
    for match in _NUMBER.finditer(plain):
        values = _values(match.group(), decimal_comma)
        if not values:
            continue
        end = match.end()
        unspaced = _TAIL_UNSPACED.match(plain, end)
        if unspaced:
            factor = math.prod(_MAGNITUDES[word] for word in _ONE_UNSPACED.findall(unspaced.group(1)))
            end = unspaced.end()
        else:
            factor = _magnitude(plain, match.start(), end, language)
        if language == "th" and 2400 <= values[-1] <= 2600 and match.group().isdigit():
            values[-1] -= 543 if _BUDDHIST_YEAR.search(plain, max(0, match.start() - 8), match.start()) else 0
        values[-1] *= factor
        if joined_at == match.start() and found and factor < 1e8 and len(values) == 1:
            found[-1] += values[0]  # 1億2000万
        else:
            found += values
        joined_at = end if unspaced else -1
    return found


def _magnitude(plain: str, start: int, end: int, language: str) -> float:
    """By what the words beside the figure at ``start`` to ``end`` multiply it; two may follow (lakh crore, mil millones)."""
    if language in _MAGNITUDE_FIRST:
        head = _HEAD_WORD.search(plain, max(0, start - 12), start)
        if head and head.group(1).lower() in _MAGNITUDES:
            return _MAGNITUDES[head.group(1).lower()]
    word = _TAIL_WORD.match(plain, end)
    # "5 m" is five metres as often as five million, so what is so short counts only where it touches.
    if not word or (len(word.group(1)) < 3 and word.start(1) > end and word.group(1).isascii()):
        return 1.0
    if word.group(1) == "m" and plain[max(0, start - 1)] not in "$£€":
        return 1.0
    first = _MAGNITUDES.get(word.group(1).lower(), 1.0)
    following = _TAIL_WORD.match(plain, word.end()) if first > 1 else None
    second = _MAGNITUDES.get(following.group(1).lower(), 1.0) if following else 1.0
    return first * second if second > first else first


@lru_cache(maxsize=65_536)
def mantissa(value: float) -> str:
    """The leading digits of a value without its magnitude: equal for 8.000, 8,000 and 8 thousand."""
    return f"{abs(value):.6e}".partition("e")[0].rstrip("0").rstrip(".")


def agree(a: float, b: float) -> bool:
    """The same value, but for the last digits of floating point."""
    return abs(a - b) <= 1e-6 * max(abs(a), abs(b))


@lru_cache(maxsize=65_536)
def _significant(value: float) -> int:
    """How many digits a value is written with, without its magnitude: 8,000 has one, 8,412 four."""
    return len(mantissa(value).replace(".", ""))


def compatible(a: float, b: float) -> bool:
    """Could be one figure: equal, of another magnitude as written, or one of them the other rounded.

    A rounded figure has fewer digits than the other, at most two, and lies within a twentieth of it: 8,600 may stand
    for 8,628, but 8,628 and 8,790 are two figures, however near.
    """
    if agree(a, b) or mantissa(a) == mantissa(b):
        return True
    if abs(a - b) > 0.05 * max(abs(a), abs(b)):
        return False
    low, high = sorted((_significant(a), _significant(b)))
    return low < high and low <= 2


def replaces(a: float, b: float) -> bool:
    """Whether one figure stands where the other should: not equal, nor the same without its thousands or century."""
    if agree(a, b):
        return False
    low, high = sorted((abs(a), abs(b)))
    if low and any(agree(high, low * factor) for factor in (1e3, 1e6, 1e9, 1e12)):
        return False
    return not (1900 <= high <= 2100 and low < 100 and high % 100 == low)


def weight(value: float) -> float:
    """How much a figure tells: small counts and years stand in any text, 8,412 in few."""
    if value < 10 and value == int(value):
        return 0.3
    if 1900 <= value <= 2100 and value == int(value):
        return 0.5
    if value < 32 and value == int(value):
        return 0.6
    return 1.0
