"""What a figure takes from the one before it in its sentence: a change, a rate, what is counted, or that it is an age too."""

import datetime
import re

from claims.extraction import statistics_changes as changes
from claims.extraction import statistics_context as context
from claims.extraction.records import StatisticRecord
from claims.extraction.statistics_ages import set_against
from claims.extraction.statistics_counted import Counted
from sources.text.language_data import load
from sources.text.numerals import Numeral
from sources.text.sentences import Sentence

_CHANGING = frozenset({"count", "rate", "share", "multiple", "money"})
_APPOSED = re.compile(r"[^,.;:]{0,80},\s(?:an?\s|soit\s|un\s|ein\s|een\s|yaitu\s)?(?:[^,.;:\d]{2,24}\s?)?")


class Beside(Counted):
    """Knows the last figure that was read, and the last one that counts something."""

    def __init__(
        self, text: str, language: str, sentences: list[Sentence], published_on: datetime.date | None
    ) -> None:
        super().__init__(text, language, sentences, published_on)
        self.last: StatisticRecord | None = None
        # Where the last figure ends that counts something, and what.
        self.named: tuple[int, str | None] = (0, None)

    def _is_rate_of_last(self, place: int) -> bool:
        """Whether a rate stands right after the figure before, which is per that already."""
        last = self.last
        return last is not None and last.per is not None and 0 <= place - last.end < 3

    def _another_age(self, start: int, sentence: Sentence) -> bool:
        """Whether the figure just before is an age, and this one joined to it."""
        last = self.last
        if last is None or last.kind != "age" or last.start < sentence.start:
            return False
        return self.text[last.end : start].strip() in load(self.code).listed("ranges", "and")

    def _part_of_named(self, end: int, sentence: Sentence) -> bool:
        """Whether a share goes on with "yang", of what the figure before it in the sentence counts."""
        after = self.text[end : end + 6] == " yang " and self.code in ("id", "ms")
        return after and sentence.start <= self.named[0] < end

    def _set_against(self, start: int, sentence: Sentence, normalized: str) -> str | None:
        """What the figure before is per, where this one is set against it: "3.4 hours a day, compared with 2.8 hours"."""
        last = self.last
        if last is None or last.start < sentence.start or last.unit_normalized != normalized:
            return None
        return last.per if set_against(self.text[last.end : start]) else None

    def _same_change(self, start: int, sentence: Sentence) -> str | None:
        """The change of the figure just before, where this is what it led to: "stieg um 12 Prozent auf 300"."""
        last = self.last
        if last is None or last.change is None or last.start < sentence.start:
            return None
        between = self.text[last.end : start]
        if self.english is not None:  # "rose by 31 per cent in Kent and by 9 per cent in Essex"
            return last.change if re.fullmatch(r"[^.;:]{0,60}(?:\band|,)\s+by\s+", between) else None
        led = self.code in changes.WITH_SUBJECTS and re.fullmatch(
            r"\s(?!dari\s|daripada\s)\w{1,5}\s", between
        )
        return last.change if led else None

    def _changed(
        self, numeral: Numeral, sentence: Sentence, kind: str, start: int, change: str | None
    ) -> str | None:
        """What rises to, falls by or reaches a figure that counts nothing beside it."""
        if kind not in _CHANGING:
            return None
        last = self.last
        changes_with = change or context.is_risen_from(self.text, start, sentence.start, self.code)
        if changes_with and last is not None and last.counted and sentence.start <= last.start:
            between = self.text[last.end : start]
            if len(between) < 110 and _APPOSED.fullmatch(between):
                return last.counted  # "300 reports in May, up 12 per cent"
        if self.english is not None:
            return changes.english_subject(self.english, numeral.start, numeral.end, sentence)
        if change is None and self.code not in changes.WITH_SUBJECTS:
            return None
        return changes.plain_subject(self.text, start, numeral.end, sentence, self.code)

    def _times(self, end: int) -> tuple[int, str] | None:
        """Where "times more" or "times fewer" ends, and which way it went."""
        table = load(self.code).table("changes", "times")
        found = next((word for word in table if self.text.startswith(word, end + 1)), None)
        if found is None or self.text[end + 1 + len(found) : end + 2 + len(found)].isalnum():
            return None
        return end + 1 + len(found), str(table[found])

    def _set_apart(self, start: int, end: int, sentence: Sentence) -> bool:
        """Whether dashes or brackets set a share apart beside a figure that it is worked out from."""
        last = self.last
        if self.english is None or last is None or last.start < sentence.start or not last.counted:
            return False
        ahead, behind = self.text[max(0, start - 2) : start], self.text[end : end + 2]
        return bool(re.search(r"[–—(]\s?\Z", ahead) and re.match(r"\s?[–—)]", behind))
