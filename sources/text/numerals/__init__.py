"""Every number of a text, in digits or words, in any language: where it is, its value and what kind it is.

What a number counts, and whether it claims something, is left to ``claims.extraction.statistics``.
"""

from sources.text.numerals import kinds, masks, ranges
from sources.text.numerals.figures import swapped
from sources.text.numerals.folding import fold
from sources.text.numerals.grammar import numbers
from sources.text.numerals.lexicon import lexicon, other_marks
from sources.text.numerals.meanings import Reading
from sources.text.numerals.model import NO_QUANTITY, Numeral
from sources.text.numerals.readings import merged, settled

__all__ = ["NO_QUANTITY", "Numeral", "find"]


def find(text: str, language: str) -> list[Numeral]:
    """All numbers of ``text`` in order, without overlap; ``language`` is ISO 639-1.

    Every span satisfies ``text[start:end] == exact``. Time is linear in the length of ``text``. A language
    without a file is read by its locale's separators (Babel), digits of any script included.
    """
    folded = fold(text)
    words = lexicon(language)
    if words.data.listed("separators", "swapped") and swapped(folded.text):
        words = other_marks(language)
    blocked = masks.spans(folded.text, text, language)
    found: list[Reading] = [
        Reading(start, end, 0.0, None, kind, kind, number_start=start, number_end=end)
        for start, end, kind in blocked
    ]
    reached = 0
    for number in numbers(folded.text, words, [(start, end) for start, end, _ in blocked]):
        reading = kinds.classify(number, folded.text, text, words, reached)
        if reading is not None:
            reached = reading.end
            found.append(reading)
    found.sort(key=lambda reading: (reading.start, -reading.end))
    joined = ranges.join(merged(settled(found, folded.text, words), folded.text), folded.text, language)
    numerals = []
    reached = 0
    for reading in joined:
        if reading.start < reached or reading.end <= reading.start:
            continue
        reached = reading.end
        start, end = folded.source(reading.start, reading.end)
        unit = ""
        if reading.unit is not None:
            unit_start, unit_end = folded.source(reading.unit.start, reading.unit.end)
            unit = text[unit_start:unit_end]
        numerals.append(
            Numeral(
                start,
                end,
                text[start:end],
                reading.value,
                reading.value_max,
                reading.kind,
                unit,
                reading.unit.name if reading.unit is not None else "",
                reading.form,
                folded.source(reading.number_start, reading.number_end)[1],
            )
        )
    return numerals
