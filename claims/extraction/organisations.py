"""Turns the names of a text into the records of organisations, people and platforms.

A platform whose company speaks under the same name (Facebook) is listed as both.
"""

from claims.extraction.records import NameRecord
from sources.text.names import NameMention
from sources.text.names_register import entries


def sort_names(
    mentions: list[NameMention],
) -> tuple[tuple[NameRecord, ...], tuple[NameRecord, ...], tuple[NameRecord, ...]]:
    """Organisations, people and platforms, each in text order."""
    known = entries()
    organisations: list[NameRecord] = []
    people: list[NameRecord] = []
    platforms: list[NameRecord] = []
    for mention in mentions:
        record = NameRecord(
            mention.start, mention.end, mention.exact, mention.name, mention.kind, mention.key
        )
        if mention.kind == "person":
            people.append(record)
        elif mention.kind == "platform":
            platforms.append(record)
            entry = known.get(mention.key or "")
            if entry is not None and entry.organisation:
                organisations.append(
                    NameRecord(
                        mention.start, mention.end, mention.exact, mention.name, "organisation", mention.key
                    )
                )
        else:
            organisations.append(record)
    return tuple(organisations), tuple(people), tuple(platforms)
