"""Sentences that belong to the website, not to the article: cookie notices, footers, calls to subscribe.

Left out of comparing, so that two pages with the same footer are not alike. Cleaning an article's text is the
business of reading.
"""

import re

# Each pattern needs a phrase that news text itself hardly uses; single words such as "cookie" would not do.
_PHRASES = re.compile(
    r"(?i)(?:"
    r"\b(?:we|our partners|this (?:web)?site|our (?:web)?site)\b[^.]{0,60}\b(?:use|uses|store)\b[^.]{0,30}\bcookies\b"
    r"|\b(?:accept|reject|manage|allow)\b (?:all |your |essential |optional )*cookies"
    r"|cookie (?:policy|settings|preferences|notice|consent|banner)"
    r"|all rights reserved|alle rechte vorbehalten|tous droits réservés|todos los derechos reservados"
    r"|todos os direitos reservados|tutti i diritti (?:sono )?riservati|hak cipta (?:dilindungi|©)|все права защищены"
    r"|privacy (?:policy|notice|settings)\b.{0,80}(?:terms|cookies|contact)|terms (?:of (?:use|service)|and conditions)\b"
    r"|sign up (?:for|to) (?:our|the|this)\b[^.]{0,40}\b(?:newsletter|e-?mails?|alerts?|briefing)"
    r"|subscribe (?:to|for) (?:our|the|this)\b[^.]{0,40}\b(?:newsletter|channel|e-?mails?|podcast)"
    r"|(?:abonnieren sie|suscríbete|assine|inscrivez-vous)\b[^.]{0,40}\bnewsletter"
    r"|©\s?(?:copyright\s)?\d{4}|copyright (?:©|\(c\)|\d{4})"
    r"|(?:wir|diese (?:web)?seite) (?:verwende[nt]|nutz(?:en|t))[^.]{0,30}cookies"
    r"|(?:nous utilisons|ce site utilise)[^.]{0,30}cookies|(?:utilizamos|este sitio (?:web )?utiliza)[^.]{0,30}cookies"
    r"|(?:situs (?:web )?ini|kami) menggunakan[^.]{0,20}cookie|мы используем[^.]{0,20}(?:cookie|куки)"
    r"|click here to (?:subscribe|read more|sign up)|follow us on (?:facebook|twitter|instagram|x)\b"
    r"|share (?:this|on) (?:article|story|facebook|twitter|whatsapp)|javascript (?:is )?(?:disabled|required)"
    r"|you can (?:change|withdraw|update) your (?:consent|preferences|choices|settings)"
    r"|(?:consent to|opt out of) the (?:use|sale|sharing) of"
    r")"
)


# No phrase matches without one of these; looking for them first is several times faster than the pattern.
_HINTS = (
    "cookie",
    "куки",
    "right",
    "recht",
    "droit",
    "derech",
    "direit",
    "diritt",
    "hak cipta",
    "права",
    "privacy",
    "terms",
    "sign up",
    "subscribe",
    "newsletter",
    "©",
    "copyright",
    "click",
    "follow us",
    "share",
    "javascript",
    "you can",
    "consent",
    "opt out",
)


def is_furniture(sentence: str) -> bool:
    """Whether a sentence belongs to the page around the article. Long sentences never do."""
    if len(sentence) > 400:
        return False
    lowered = sentence.lower()
    return any(hint in lowered for hint in _HINTS) and _PHRASES.search(sentence) is not None
