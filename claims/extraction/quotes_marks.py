"""Pairs quotation marks: which mark opens, which closes, and which is an inch, an apostrophe or a stray.

Says only where marked words stand; whether they are speech, and whose, is left to ``quotes`` and ``speakers``.
"""

import re
from dataclasses import dataclass

DOUBLE = '"“”„‟＂'
ANGLE = "«»"
SINGLE_ANGLE = "‹›"
SINGLE = "'‘’‚‛"
CORNERS = {"「": "」", "『": "』", "《": "》", "〈": "〉"}

_PARAGRAPH = re.compile(r"[^\r\n\u2028\u2029\x0b\x0c\x85]+")
_WORD_AFTER = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_WORD_BEFORE = re.compile(r"[^\W\d_]+\Z")
_OPENING_AT_END = re.compile(r"[,.?!…] ?“([^\W\d_]+)")
# Two apostrophes typed for one double mark.
_DOUBLED = re.compile(r"(?<!')''(?!')|``")
_TERMINAL = frozenset(".,!?…;:—–-")
_STOPS = frozenset(".!?…:")
# A quotation that never closes is cut at its paragraph; one longer than this is doubted the longer it grows.
_LONG = 1500
_NEVER = 1e9


@dataclass(frozen=True, slots=True)
class MarkedSpan:
    """Words between marks. ``start`` to ``end`` includes the marks, ``inner_start`` to ``inner_end`` does not.

    ``continues`` tells that the paragraph before broke off inside the same quotation; ``closed`` that a closing mark
    stands at the end; ``depth`` counts the quotations around this one.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    paragraph: int
    closed: bool = True
    continues: bool = False
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the text that is not blank."""

    start: int
    end: int


def paragraphs(text: str) -> list[Paragraph]:
    """The lines of ``text`` that hold more than white space."""
    found = []
    for match in _PARAGRAPH.finditer(text):
        start, end = match.span()
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start < end:
            found.append(Paragraph(start, end))
    return found


def find_marked(text: str, lines: list[Paragraph], speech_verbs: frozenset[str]) -> list[MarkedSpan]:
    """Every pair of quotation marks of ``text`` in order of place; nested ones carry their depth. Linear in time."""
    text = _DOUBLED.sub(lambda found: ' "' if text[found.end() : found.end() + 1].isalnum() else '" ', text)
    spans: list[MarkedSpan] = []
    for family in (DOUBLE, ANGLE, SINGLE_ANGLE):
        if any(mark in text for mark in family):
            spans += _pair(text, lines, family, speech_verbs)
    spans += _corners(text, lines)
    if any(mark in text for mark in SINGLE):
        spans += _singles(text, lines)
    return _with_depth(spans)


@dataclass(slots=True)
class _Mark:
    position: int
    open_cost: float
    close_cost: float
    ignore_cost: float


def _weigh(text: str, position: int, line: Paragraph, speech_verbs: frozenset[str], trust: float) -> _Mark:
    """What it costs to read the mark at ``position`` as opening, as closing, as neither.

    ``trust`` weighs the mark's own shape and the spaces around it: 1 in text as typeset, less where a converter has
    turned marks round.
    """
    mark = text[position]
    before = text[position - 1] if position > line.start else ""
    after = text[position + 1] if position + 1 < line.end else ""
    left, right = position - 1, position + 1
    while left >= line.start and position - left < 4 and text[left].isspace():
        left -= 1
    while right < line.end and right - position < 4 and text[right].isspace():
        right += 1
    last = text[left] if left >= line.start else ""
    first = text[right] if right < line.end else ""
    opening, closing, ignoring = 0.0, 0.0, 3.0
    if mark in "“„‟«‹":
        closing += 1.5 * trust
    elif mark in "”»›":
        opening += 1.5 * trust
    if not before:
        opening -= 1.0
        closing += 2.5
    if not after:
        closing -= 0.5
        opening += 4.0
    if before and not before.isspace() and before not in "([{—–-/" and before not in DOUBLE + SINGLE:
        opening += 2.0 * trust
    if after.isspace():
        opening += 1.5 * trust
    if before.isspace():
        closing += 1.5 * trust
    if after.isalnum():
        closing += 1.5 * trust
    if last and last not in ",:.?!…;—–-([":
        opening += 0.3
    if last and last not in _TERMINAL:
        closing += 0.7
    if first and (first.islower() or not first.isalnum()):
        opening += 0.5
    following = _WORD_AFTER.match(text, right, min(line.end, right + 40))
    if following and following.group().lower() in speech_verbs and following.group()[0].islower():
        placed_to_open = trust == 1.0 and (not before or before.isspace()) and not after.isspace()
        opening += 1.0 if placed_to_open else 7.0 if last in _TERMINAL and last else 3.0
        closing -= 0.5 if placed_to_open else 2.0
    preceding = _WORD_BEFORE.search(text, max(line.start, left - 30), left + 1 - (last in ",:"))
    if last == ":" or (preceding and preceding.group().lower() in speech_verbs):
        opening -= 1.0
        closing += 1.0
    if mark == '"' and before.isdigit():
        ignoring = (
            1.0
            if re.match(r"\s?(?:x|by|tall|wide|long|high|,|\)|\Z)", text[position + 1 : position + 7])
            else 2.0
        )
    return _Mark(position, opening, closing, ignoring)


def _turned_round(text: str, speech_verbs: frozenset[str]) -> bool:
    """Whether opening marks stand where speech ends (a comma, a space, the mark, a verb of speech)."""
    return any(found[1].lower() in speech_verbs for found in _OPENING_AT_END.finditer(text))


def _pair(text: str, lines: list[Paragraph], family: str, speech_verbs: frozenset[str]) -> list[MarkedSpan]:
    """The cheapest reading of one family of marks over the whole text, by dynamic programming over three states.

    The states are outside, inside and inside twice (a quotation in a quotation of the same marks). A paragraph may end
    inside at a price, smaller where the next begins with a mark: the convention for speech of several paragraphs.
    """
    pattern = re.compile("[" + re.escape(family) + "]")
    cost: list[float] = [0.0, _NEVER, _NEVER]
    # Each step remembers, for every state, the state it came from and what the mark was taken for.
    steps: list[tuple[int, int, list[tuple[int, str]]]] = []
    previous_position = [0]
    trust = 0.25 if _turned_round(text, speech_verbs) else 1.0
    marks_by_line = [
        [found.start() for found in pattern.finditer(text, line.start, line.end)] for line in lines
    ]
    for number, line in enumerate(lines):
        marks = marks_by_line[number]
        carried = cost[1] < _NEVER
        for order, position in enumerate(marks):
            mark = _weigh(text, position, line, speech_verbs, trust)
            length = position - previous_position[0]
            stretch = 0.004 * max(0, length - _LONG) if length > _LONG else 0.0
            choices: list[list[tuple[float, int, str]]] = [[], [], []]
            choices[0] += [
                (cost[0] + mark.ignore_cost, 0, "ignore"),
                (cost[1] + mark.close_cost + stretch, 1, "close"),
            ]
            choices[1] += [
                (cost[1] + mark.ignore_cost + 0.5 + stretch, 1, "ignore"),
                (cost[0] + mark.open_cost, 0, "open"),
                (cost[2] + mark.close_cost + stretch, 2, "close"),
            ]
            choices[2] += [
                (cost[2] + mark.ignore_cost + 1.0 + stretch, 2, "ignore"),
                (cost[1] + mark.open_cost + 2.5 + stretch, 1, "open"),
            ]
            if order == 0 and carried and position == line.start:
                choices[1].append((cost[1] + mark.open_cost, 1, "again"))
            best = [min(options) for options in choices]
            cost = [option[0] for option in best]
            steps.append((position, number, [(option[1], option[2]) for option in best]))
            previous_position[0] = position
        following = marks_by_line[number + 1] if number + 1 < len(lines) else []
        resumes = bool(following) and following[0] == lines[number + 1].start
        # Only a line that the next one resumes may stay open; any other is cut here.
        cut = min((cost[0], 0), (cost[1] + 4.0, 1), (cost[2] + 6.0, 2))
        stay = min((cost[1] + 0.7, 1), (cost[2] + 2.0, 2)) if resumes else (_NEVER, 1)
        cost = [cut[0], stay[0], _NEVER]
        steps.append((-1, number, [(cut[1], "end"), (stay[1], "stay"), (2, "end")]))
        lowest = min(cost)
        cost = [value - lowest for value in cost]
    return _read_back(text, lines, steps, 0)


def _read_back(
    text: str, lines: list[Paragraph], steps: list[tuple[int, int, list[tuple[int, str]]]], state: int
) -> list[MarkedSpan]:
    """Follow the cheapest path from its end and turn it into spans."""
    path: list[tuple[int, int, str, int]] = []
    for position, number, back in reversed(steps):
        origin, action = back[state]
        path.append((position, number, action, origin))
        state = origin
    path.reverse()
    spans: list[MarkedSpan] = []
    stack: list[tuple[int, bool]] = []
    for position, number, action, _ in path:
        line = lines[number]
        if action == "open":
            stack.append((position, False))
        elif action == "again":
            stack[:] = [(position, True)]
        elif action == "close" and stack:
            start, again = stack.pop()
            spans.append(_span(text, start, position + 1, number, True, again))
        elif position == -1 and stack:
            if action == "stay":
                start, again = stack[0]
                spans.append(_span(text, start, line.end, number, False, again))
                # Placeholder: replaced by the mark that resumes the quotation in the next line.
                stack[:] = [(line.end, True)]
            else:
                start, again = stack[0]
                if start < line.end:
                    spans.append(_span(text, start, line.end, number, False, again))
                stack.clear()
    return [span for span in spans if span.inner_start < span.inner_end]


def _span(text: str, start: int, end: int, number: int, closed: bool, continues: bool) -> MarkedSpan:
    inner_start, inner_end = start + 1, end - 1 if closed else end
    while inner_start < inner_end and text[inner_start].isspace():
        inner_start += 1
    while inner_end > inner_start and text[inner_end - 1].isspace():
        inner_end -= 1
    return MarkedSpan(start, end, inner_start, inner_end, number, closed, continues)


def _corners(text: str, lines: list[Paragraph]) -> list[MarkedSpan]:
    """Corner brackets pair by themselves."""
    if not any(mark in text for mark in CORNERS):
        return []
    pattern = re.compile("[" + "".join(CORNERS) + "".join(CORNERS.values()) + "]")
    spans = []
    for number, line in enumerate(lines):
        stack: list[tuple[str, int]] = []
        for found in pattern.finditer(text, line.start, line.end):
            mark = found.group()
            if mark in CORNERS:
                stack.append((CORNERS[mark], found.start()))
            elif stack and stack[-1][0] == mark:
                spans.append(_span(text, stack.pop()[1], found.end(), number, True, False))
    return [span for span in spans if span.inner_start < span.inner_end]


def _singles(text: str, lines: list[Paragraph]) -> list[MarkedSpan]:
    """Single marks: a closing one that punctuation precedes wins over a plural's apostrophe."""
    pattern = re.compile("[" + SINGLE + "]")
    spans = []
    again = False
    for number, line in enumerate(lines):
        start: int | None = None
        close: int | None = None
        for found in pattern.finditer(text, line.start, line.end):
            position = found.start()
            mark = text[position]
            before = text[position - 1] if position > line.start else " "
            after = text[position + 1] if position + 1 < line.end else " "
            opens = mark != "’" and not before.isalnum() and not after.isspace() and before not in _TERMINAL
            closes = mark not in "‘‚" and not before.isspace() and not after.isalnum()
            if start is not None and closes:
                close = position
                if before in _TERMINAL or not after.isalnum():
                    spans.append(_span(text, start, close + 1, number, True, again and start == line.start))
                    start = None
            elif start is None and opens and (after.isalnum() or after in '¿¡…"“'):
                start = position
        following = text[lines[number + 1].start :][:2] if number + 1 < len(lines) else ""
        goes_on = start == line.start and following[:1] == text[start] and following[1:].isalnum()
        if goes_on:  # the next paragraph repeats the opening mark
            spans.append(_span(text, line.start, line.end, number, False, again))
        again = goes_on
    return [span for span in spans if span.inner_start < span.inner_end]


def _with_depth(spans: list[MarkedSpan]) -> list[MarkedSpan]:
    """Order by place and count what encloses each span; of two that merely cross, the later is dropped."""
    ordered = sorted(set(spans), key=lambda span: (span.start, -span.end))
    kept: list[MarkedSpan] = []
    around: list[MarkedSpan] = []
    for span in ordered:
        while around and around[-1].end <= span.start:
            around.pop()
        if around and span.end > around[-1].end:
            continue
        kept.append(
            MarkedSpan(
                span.start,
                span.end,
                span.inner_start,
                span.inner_end,
                span.paragraph,
                span.closed,
                span.continues,
                len(around),
            )
        )
        around.append(span)
    return kept
