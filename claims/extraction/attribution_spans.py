"""Records with spans, asked for by place: what lies in a stretch of the text, what holds a place.

Keeps every step linear in the text, whatever the number of records.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Generic, Protocol, TypeVar


class Spanned(Protocol):
    """Anything with a start and an end."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


Record = TypeVar("Record", bound=Spanned)


class Spans(Generic[Record]):
    """Records in order of place."""

    def __init__(self, records: Sequence[Record]) -> None:
        self.records = sorted(records, key=lambda record: (record.start, record.end))
        self._starts = [record.start for record in self.records]

    def beginning_in(self, low: int, high: int) -> list[Record]:
        """Records that begin at ``low`` or after and before ``high``."""
        return self.records[bisect_left(self._starts, low) : bisect_left(self._starts, high)]

    def holding(self, place: int) -> Record | None:
        """The last record that begins at or before ``place`` and ends after it; right where records do not overlap."""
        index = bisect_right(self._starts, place) - 1
        if index >= 0 and place < self.records[index].end:
            return self.records[index]
        return None

    def last_before(self, place: int) -> Record | None:
        """The record that begins nearest before ``place``."""
        index = bisect_left(self._starts, place) - 1
        return self.records[index] if index >= 0 else None
