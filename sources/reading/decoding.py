"""Bytes to characters: which encoding a document is really in, whatever it declares.

The order follows the WHATWG encoding standard where it can (byte order mark, then UTF-8 if valid, then the
declared one) and from there weighs how plausible the letters are that each legacy encoding would give.
"""

import codecs
import re
import unicodedata
from dataclasses import dataclass

from sources.reading.records import NotText
from sources.reading.sniffing import looks_binary
from sources.text.language import identify

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_TYPOGRAPHY = "“”‘’–—…€„«»·°©®™•£§\xa0\xad"
# The letters beyond ASCII that the languages written in each code page use, both cases.
_USUAL: dict[str, str] = {
    "cp1252": "àâäáãåæçéèêëíìîïñóòôöõøœúùûüýÿß¿¡ªºÀÂÄÁÃÅÆÇÉÈÊËÍÎÏÑÓÔÖÕØŒÚÛÜ½¼²³´",
    "cp1250": "ąćęłńóśźżáčďéěíňřšťúůýžőűăâîşţöüßôľĺŕëçđĄĆĘŁŃÓŚŹŻÁČĎÉĚÍŇŘŠŤÚŮÝŽŐŰĂÂÎŞŢÖÜÔĽĐ",
    "cp1254": "ğışçöüâîûİĞŞÇÖÜ",
    "cp1257": "āčēģīķļņšūžąęėįųõäöüĀČĒĢĪĶĻŅŠŪŽĄĘĖĮŲÕÄÖÜ",
    "cp1258": "àáâãăđêôơưÀÁÂĂĐÊÔƠƯèéìíòóùúý₫\u0300\u0301\u0303\u0309\u0323",
}
_SCRIPTS: dict[str, str] = {
    "cp1251": "CYRILLIC",
    "koi8-u": "CYRILLIC",
    "cp866": "CYRILLIC",
    "cp1253": "GREEK",
    "cp1255": "HEBREW",
    "cp1256": "ARABIC",
    "cp874": "THAI",
}
# Whose writing each code page holds, to settle a tie by the language that a reading looks like.
_LANGUAGES: dict[str, tuple[str, ...]] = {
    "cp1252": ("en", "fr", "de", "es", "pt", "it", "nl", "sv", "da", "no", "nb", "nn", "fi", "is", "ca",
        "gl", "eu", "id", "ms", "af"),
    "cp1250": ("pl", "cs", "sk", "hu", "hr", "sl", "bs", "ro", "sq", "sr"),
    "cp1254": ("tr", "az"),
    "cp1257": ("lv", "lt", "et"),
    "cp1258": ("vi",),
    "cp1251": ("ru", "uk", "bg", "be", "sr", "mk"),
    "koi8-u": ("ru", "uk"),
    "cp866": ("ru", "be", "uk"),
    "cp1253": ("el",),
    "cp1255": ("he", "yi"),
    "cp1256": ("ar", "fa", "ur"),
    "cp874": ("th",),
    "shift_jis": ("ja",),
    "euc_jp": ("ja",),
    "euc_kr": ("ko",),
    "big5": ("zh",),
    "gb18030": ("zh",),
}  # fmt: skip
_LATE_CYRILLIC = frozenset("ыьэюяіїєјњљђћџЫЬЭЮЯІЇЄ")
_ACCENTED_GREEK = frozenset("άέήίόύώΆΈΉΊΌΎΏ")
_CYRILLIC_VOWELS = frozenset("аеёиоуыэюяіїєъАЕЁИОУЫЭЮЯІЇЄЪ")
_MISPLACED_THAI = re.compile(
    r"(?<![\u0e01-\u0e2e\u0e31\u0e34-\u0e39\u0e47-\u0e4d])[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]"
    r"|[\u0e40-\u0e44](?![\u0e01-\u0e2e])|[\u0e03\u0e05\u0e4e\u0e4f\u0e5a\u0e5b]"
)
_MONEY_BEFORE_LETTER = re.compile(r"[£¥¤¢¹³](?=[^\W\d_])|(?<=[^\W\d_])[£¥¤¢¹]")
_NO_CHARSETS = frozenset(
    (
        "idna",
        "punycode",
        "unicode_escape",
        "raw_unicode_escape",
        "unicode-escape",
        "raw-unicode-escape",
        "undefined",
        "utf-7",
    )
)
_MULTIBYTE = ("shift_jis", "euc_jp", "euc_kr", "big5", "gb18030")
_WORD = re.compile(r"[^\W\d_]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f]")
_JAPANESE_ESCAPE = re.compile(rb"\x1b(?:\$[@B]|\(J)")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Characters, the Python name of the encoding they came from, and notes for people."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def people_name(encoding: str) -> str:
    """The name people know an encoding by: "Windows-1252", "UTF-8"."""
    name = encoding.lower().replace("_", "-")
    if name.startswith("cp12"):
        return "Windows-" + name[2:]
    return {"cp874": "Windows-874", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16", "gb18030": "GB 18030"}.get(
        name, name.upper()
    )


def known_encoding(label: str | None) -> str | None:
    """Python's codec for a declared charset, read as browsers read it: Latin-1 and ASCII mean
    Windows-1252."""
    if not label:
        return None
    try:
        name = codecs.lookup(label.strip().strip("\"'").lower()).name
        "".encode(name)
    except (LookupError, ValueError, UnicodeError, TypeError):
        return None
    if name in _NO_CHARSETS:
        return None
    if name in ("iso8859-1", "ascii"):
        return "cp1252"
    wider = {
        "iso8859-9": "cp1254",
        "gb2312": "gb18030",
        "gbk": "gb18030",
        "tis-620": "cp874",
        "iso8859-11": "cp874",
    }
    return wider.get(name, name)


def _utf16_without_mark(content: bytes) -> str | None:
    """UTF-16 betrays itself by NULs on one side of each pair (Latin letters, spaces, line ends)."""
    sample = content[: 65_536 - 65_536 % 2]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) < 2 or min(even, odd) * 20 > max(even, odd) or max(even, odd) * 40 < len(sample) // 2:
        return None
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    try:
        text = sample.decode(encoding)
    except UnicodeDecodeError:
        text = sample[:-2].decode(encoding, "ignore")
    odd_ones = sum(
        unicodedata.category(character) in ("Cn", "Co", "Cs", "Cc") and character not in "\r\n\t"
        for character in text
    )
    if odd_ones * 50 > len(text):
        return None
    # A few stray NULs in UTF-8 text fall on one side by chance; real UTF-16 of such text has them by the
    # dozen.
    utf8_reading = sample.replace(b"\x00", b"")
    if max(even, odd) * 5 < len(sample) // 2 and _valid_utf8(utf8_reading) and not looks_binary(utf8_reading):
        return None
    return encoding


def _valid_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _case_slips(text: str) -> int:
    """Words that turn from small to capital letters half-way, the mark of a wrong Cyrillic or Latin code
    page."""
    slips = 0
    for word in _WORD.findall(text):
        tail = word[1:]
        falls = tail == tail.lower() or word == word.upper()
        slips += not falls
    return slips


def _script_of(character: str) -> str:
    return unicodedata.name(character, "NONE").partition(" ")[0]


def plausibility(text: str, encoding: str) -> float:
    """How much ``text``, decoded from ``encoding``, looks like writing: per character beyond ASCII, at most
    1.

    Letters the encoding's languages use count for it; letters they never use, symbols inside words, control
    characters, mixed scripts and capitals inside words count against.
    """
    beyond = [character for character in text if character > "\x7f"]
    if not beyond:
        return 1.0 if not _CONTROL.search(text) else 0.0
    score = 0.0
    usual = frozenset(_USUAL.get(encoding, "") + _TYPOGRAPHY)
    script = _SCRIPTS.get(encoding)
    for character in beyond:
        if character in usual:
            score += 1.0
        elif encoding in _MULTIBYTE and (
            "\u3000" <= character <= "\u303f" or "\uff01" <= character <= "\uff60"
        ):
            score += 0.7
        elif character.isalpha():
            if encoding in _MULTIBYTE:
                score += _multibyte_weight(character, encoding)
            elif script:
                score += 1.0 if _script_of(character) == script else -1.5
            else:
                score -= 0.6
        elif unicodedata.category(character) == "Mn" and script:
            score += 0.8
        elif unicodedata.category(character).startswith("P"):
            score += 0.3
        elif unicodedata.category(character) in ("Cc", "Co", "Cn") or character == "\ufffd":
            score -= 4.0
        else:
            score -= 1.0
    score -= 1.5 * _case_slips(text)
    if script == "CYRILLIC" and sum(map(str.isupper, beyond)) > 0.6 * len(beyond):
        # KOI8 read as Windows-1251, and the reverse, turns small letters into capitals.
        score -= 0.4 * len(beyond)
    if script == "CYRILLIC" and len(beyond) >= 20 and not set(text) & _LATE_CYRILLIC:
        # Hebrew read as Windows-1251 fills the alphabet's beginning alone.
        score -= 0.3 * len(beyond)
    if script == "GREEK" and len(beyond) >= 20 and not set(text) & _ACCENTED_GREEK:
        # Hebrew read as Windows-1253 has no accents; Greek has one in nearly every word.
        score -= 0.3 * len(beyond)
    if script == "CYRILLIC":
        score -= 2.0 * sum(
            1 for word in _WORD.findall(text) if len(word) > 3 and not set(word) & _CYRILLIC_VOWELS
        )
    if script == "THAI":
        # East Asian double bytes read as Thai put marks where no consonant carries them, and obsolete
        # letters.
        score -= 2.0 * len(_MISPLACED_THAI.findall(text))
    score -= 1.5 * len(_MONEY_BEFORE_LETTER.findall(text))
    score -= 2.0 * sum(
        1
        for match in re.finditer(r"(?<=[^\W\d_])[^\w\s](?=[^\W\d_])", text)
        if match.group() > "\x7f" and match.group() not in "’‘·\xad–—…"
    )
    if script:
        score -= 1.5 * sum(1 for word in _WORD.findall(text) if _mixes_scripts(word))
    return score / len(beyond)


def _mixes_scripts(word: str) -> bool:
    ascii_letters = sum(character < "\x80" for character in word)
    return 0 < ascii_letters < len(word)


def _multibyte_weight(character: str, encoding: str) -> float:
    """Common characters of the encoding's own language count in full: kana, Hangul, the first plane of
    Hanzi."""
    script = _script_of(character)
    if encoding in ("shift_jis", "euc_jp"):
        return {"HIRAGANA": 1.6, "KATAKANA": 1.2, "CJK": 0.5, "HALFWIDTH": -1.0}.get(script, -1.0)
    if encoding == "euc_kr" and not "\u3130" <= character <= "\u318f":
        return {"HANGUL": 1.0, "CJK": 0.1}.get(script, -1.0)
    codec, low, high = ("big5", 0xA4, 0xC6) if encoding == "big5" else ("gb2312", 0xB0, 0xD7)
    if script != "CJK":
        return -1.0
    try:
        lead = character.encode(codec)[0]
    except UnicodeEncodeError:
        return -0.7
    return 1.0 if low <= lead <= high else -0.3


def _sample(content: bytes) -> bytes:
    """The stretch richest in bytes beyond ASCII, so that a long English opening does not hide the
    evidence."""
    size = 16_384
    if len(content) <= size:
        return content
    starts = (*range(0, len(content) - size, size), len(content) - size)
    best = max(starts, key=lambda start: sum(byte > 0x7F for byte in content[start : start + size]))
    while best and content[best - 1] not in b" \n\r\t":
        best -= 1
        if content[best] in b" \n\r\t":
            break
    return content[best : best + size]


def _telling(text: str) -> str:
    """The sentences that hold characters beyond ASCII: the others may be in another language."""
    return " ".join(part for part in re.split(r"[.!?\n]", text) if not part.isascii())


def _most_plausible(content: bytes, declared: str | None) -> tuple[str, float]:
    sample = _sample(content)
    scores: dict[str, float] = {}
    readings: dict[str, str] = {}
    for encoding in dict.fromkeys([*([declared] if declared else []), *_USUAL, *_SCRIPTS, *_MULTIBYTE]):
        strict = encoding in _MULTIBYTE
        try:
            text = sample.decode(encoding, "strict" if strict else "replace")
        except UnicodeDecodeError as problem:
            if not strict or problem.start < len(sample) - 4 or len(sample) == len(content):
                continue
            text = sample[: problem.start].decode(encoding, "ignore")
        # The declared encoding wins where nothing speaks against it, then Western European, the commonest.
        head_start = 0.15 if encoding == declared else 0.05 if encoding == "cp1252" else 0.0
        scores[encoding] = plausibility(text, _family(encoding)) + head_start
        readings[encoding] = text
    best = max(scores, key=scores.__getitem__)
    close = [encoding for encoding in scores if scores[encoding] > scores[best] - 0.3]
    if len({readings[encoding] for encoding in close}) > 1:
        for encoding in close:
            language = identify(_telling(readings[encoding])).code
            if language in _LANGUAGES.get(_family(encoding), ()):
                scores[encoding] += 0.3
        best = max(close, key=scores.__getitem__)
    return best, scores[best]


def _family(encoding: str) -> str:
    """The code page whose letters a declared ISO 8859 encoding shares."""
    families = {
        "iso8859-2": "cp1250", "iso8859-15": "cp1252", "iso8859-5": "cp1251", "iso8859-6": "cp1256",
        "iso8859-7": "cp1253", "iso8859-8": "cp1255", "iso8859-4": "cp1257", "iso8859-13": "cp1257",
        "koi8-r": "koi8-u", "mac-cyrillic": "cp1251", "iso8859-16": "cp1250", "mac-roman": "cp1252",
        "cp932": "shift_jis", "cp949": "euc_kr", "big5hkscs": "big5", "cp950": "big5",
    }  # fmt: skip
    return families.get(encoding, encoding)


def _last_guess(content: bytes) -> str | None:
    from charset_normalizer import from_bytes

    match = from_bytes(_sample(content)).best()
    return known_encoding(match.encoding) if match else None


def decode(content: bytes, declared: str | None = None) -> Decoded:
    """Decode ``content``; ``declared`` is the charset label a header or the document gives, if any.

    Raises NotText where no encoding gives writing. Undecodable bytes become U+FFFD, with a note that counts
    them.
    """
    label = known_encoding(declared)
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _finish(content[len(mark) :], encoding, declared, label)
    if label in ("utf-32", "utf-32-le", "utf-32-be", "utf-7"):
        label = None
    utf16 = _utf16_without_mark(content)
    if utf16:
        return _finish(content, utf16, declared, label)
    if looks_binary(content):
        raise NotText("The file is not text: most of it is not made of letters.")
    if _JAPANESE_ESCAPE.search(content[:65_536]) and content.isascii():
        return _finish(content, "iso2022_jp", declared, label)
    if _valid_utf8(content):
        return _finish(content, "utf-8", declared, label)
    text = content.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    sound = sum(character > "\x7f" for character in text) - broken
    if sound > 4 * broken:
        return _finish(content, "utf-8", declared, label)
    if label in ("utf-16", "utf-16-le", "utf-16-be", "utf-8"):
        label = None
    encoding, score = _most_plausible(content, label)
    if score < 0.2:
        guess = _last_guess(content)
        if guess:
            encoding, score = guess, max(score, 0.0)
    if score < -1.5:
        raise NotText("The file is not text: no known encoding gives readable letters.")
    return _finish(content, encoding, declared, label)


def _finish(content: bytes, encoding: str, declared: str | None, label: str | None) -> Decoded:
    text = content.decode(encoding, "replace")
    notes = []
    replaced = text.count("\ufffd")
    used = people_name(encoding)
    declared_name = (declared or "").strip().strip("\"'")
    same = (
        label == encoding or (label or "").partition("-le")[0].partition("-be")[0] == encoding[:6] == "utf-16"
    )
    if declared_name and not same and not text.isascii():
        notes.append(f"Declared as {declared_name[:40]} but read as {used}.")
    elif not declared_name and encoding not in ("utf-8", "utf-16-le", "utf-16-be"):
        notes.append(f"No encoding was declared; read as {used}.")
    if replaced:
        verb = "byte or character was" if replaced == 1 else "bytes or characters were"
        notes.append(f"{replaced:,} {verb} not valid {used} and shown as \ufffd.")
    return Decoded(text, encoding, tuple(notes))
