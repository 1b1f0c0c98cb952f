"""What English words beside a number say it is: an age, a limit of time, the time of something, a change of so much.

Only the text right beside the number is read, not its grammar.
"""

import re

_YEARS = (
    r"(?:\d{1,2}|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    r"|eighteen)"
)
OF_AGE = re.compile(
    r"(?:\s?\([^()\n]{1,14}\)|\))?\s+(?:(?:of|in)\s+)?(?:(?:all|the|those)\s+)?(?:(?:[A-Z]{2}|[A-Z][a-z]+)\s+)?"
    rf"(?P<aged>(?:{_YEARS}[\s-]?(?:to|and|or|–|-)[\s-]?)?{_YEARS}[\s-]years?[\s-]olds(?!\w)"
    r"|\d{1,2}\s?[-–]\s?\d{1,2}s(?!\w)|\d{1,2}\sto\s\d{1,2}s(?!\w)|(?:under|over)-\d{1,2}s(?!\w))"
)
"""People by their age after a share, a bracket between them or none: "of 5 to 7-year-olds", "(88%) 3-17-year-olds"."""
_SHIFT = re.compile(r"\s+(?:later|ago|earlier|before|after|afterwards)(?!\w)")  # "two years later" tells when
# "children under 13", "users aged over 65": an age, whatever the number.
_OF_PEOPLE = re.compile(
    r"\b(?:child|children|people|girls?|boys?|women|men|users?|adults?|pupils?|students?|victims?|teenagers?|anyone|those|"
    r"everyone|minors|persons?|consumers|members|voters|aged)\s+(?:just\s+)?(?:under|over|below|above)\s+$",
    re.IGNORECASE,
)
_AGED_AND = re.compile(r"\bage[sd]\s\d{1,2}(?:,\s\d{1,2})*,?\s(?:and|or|to)\s\Z")
_TIME_TO = re.compile(
    r"\s+(?:in\s+which\s+)?to\s+(?:reply|respond|comply|answer|appeal|act|object|decide|remove|pay)\b",
    re.IGNORECASE,
)
_WITHIN = re.compile(r"within\s", re.IGNORECASE)
_SET_AGAINST = re.compile(
    r"[^.;:!?\n\d]{0,60}\b(?:compared\s+(?:with|to)|against|versus|(?:up|down)\s+from|(?:more|less|longer)\s+than)\s+"
    r"(?:(?:just|only|about|around|nearly|almost|some)\s+)?",
    re.IGNORECASE,
)
_BY = re.compile(r"\b(?:by|of)\s+(?:\w+\s+){0,2}$")


# "rang 101", "call 999": a number to call, where nothing follows that it could count.
_CALLED = re.compile(
    r"\b(?:call(?:s|ed|ing)?|r[iau]ng|ringing|dial(?:s|led|ling)?|phon(?:e|es|ed|ing)|text(?:ed|ing)?|via|on|contact(?:ed)?)\s\Z",
    re.IGNORECASE,
)
_CALLABLE = re.compile(r"\d{3,6}(?![\d,.]*\d|\s?%|\s[^\W\d_]+s\b)")
_REGISTERED = re.compile(r"\(\d{6,8}\)")


def of_age_end(text: str, end: int, limit: int) -> int:
    """Where a noun that ends at ``end`` ends with the ages it is of: "parents of 8 to 17-year-olds"."""
    aged = OF_AGE.match(text, end, min(limit, end + 40))
    of = aged is not None and text[aged.start() : aged.start("aged")].split()[:1] == ["of"]
    return aged.end() if aged is not None and of else end


def names_a_line(text: str, start: int, end: int) -> bool:
    """Whether a bare number is one to call, or that of a register: "rang 101", "a charity (1098765)"."""
    if _REGISTERED.match(text, start - 1) and text[end : end + 1] == ")":
        return True
    return bool(_CALLABLE.match(text, start)) and _CALLED.search(text, max(0, start - 14), start) is not None


_VOTE = re.compile(
    r"\bvot(?:e|es|ed|ing)\b[^.;\n\d]{0,60}(?P<score>\d{1,3}(?:\sto\s|\s?[-–]\s?)\d{1,3})(?![\d,]|\s?%|\sper\b)"
)


def counts_a_vote(text: str, start: int, end: int) -> bool:
    """Whether a number is half of how a vote went: "voted by 261 to 150"."""
    found = _VOTE.search(text, max(0, start - 90), end + 12)
    return found is not None and found.start("score") <= start and end <= found.end("score")


def limits_age(text: str, start: int) -> bool:
    """Whether people stand with "under" or "over" before ``start``: "children under 13"."""
    return _OF_PEOPLE.search(text, max(0, start - 40), start) is not None


def joined_age(text: str, start: int) -> bool:
    """Whether a number goes on from an age before ``start``: "aged 12 and 13"."""
    return _AGED_AND.search(text, max(0, start - 40), start) is not None


def tells_when(text: str, end: int) -> bool:
    """Whether a duration that ends at ``end`` only tells when: "two years later"."""
    return _SHIFT.match(text, end) is not None


def limits_time(text: str, start: int, end: int) -> bool:
    """Whether a duration at ``start:end`` is the time that something may take: "within 24 hours", "30 days to reply"."""
    return _WITHIN.match(text, start, end) is not None or _TIME_TO.match(text, end) is not None


def set_against(between: str) -> bool:
    """Whether what stands between two figures sets the second against the first: "compared with", ", up from"."""
    return _SET_AGAINST.fullmatch(between) is not None


def changed_by(text: str, start: int) -> bool:
    """Whether a duration that begins at ``start`` is by how much something changed, not in what time."""
    return _BY.search(text, max(0, start - 24), start) is not None
