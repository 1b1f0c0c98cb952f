"""Names of countries and cities in a language, from locale data: what is no person or body when it stands where one might.

Which places a text is about is left to the engines that read it.
"""

from functools import cache


@cache
def places(language: str) -> frozenset[str]:
    """Countries, regions of the world and the larger cities as ``language`` (ISO 639-1) writes them; English ones beside."""
    from babel.core import Locale, UnknownLocaleError, get_global

    zones = [zone for found in get_global("territory_zones").values() for zone in found]
    names = {zone.rsplit("/", 1)[-1].replace("_", " ") for zone in zones if "/" in zone}
    for code in {language, "en"}:
        try:
            locale = Locale.parse(code)
        except (UnknownLocaleError, ValueError, TypeError):
            continue
        names.update(str(name) for key, name in locale.territories.items() if not str(key).isdigit())
        names.update(str(zone["city"]) for zone in locale.time_zones.values() if "city" in zone)
    return frozenset(name for name in names if len(name) > 2)


@cache
def no_names(language: str) -> frozenset[str]:
    """Countries, and places of several words: what nobody is called. Cities of one word ("Sofia") are names as well."""
    from babel.core import Locale, UnknownLocaleError

    try:
        countries = {
            str(name) for key, name in Locale.parse(language).territories.items() if not key.isdigit()
        }
    except (UnknownLocaleError, ValueError, TypeError):
        countries = set()
    return frozenset({name for name in places(language) if " " in name} | countries)
