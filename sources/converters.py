"""Parts of addresses: slugs in any script, as names have them. Control characters, which no database takes, are none."""

from django.urls import register_converter


class AnySlug:
    """Whatever a row's slug may hold: rows made in bulk are held to the length alone."""

    regex = r"[^/\x00-\x1f\x7f]{1,200}"

    def to_python(self, value: str) -> str:
        """As it is."""
        return value

    def to_url(self, value: str) -> str:
        """As it is."""
        return value


register_converter(AnySlug, "any_slug")
