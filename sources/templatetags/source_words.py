"""Filters for templates: languages by their own name, dates in words, counts with their noun."""

from datetime import date, datetime

from django import template
from django.utils import timezone

from sources import presentation

register = template.Library()


@register.filter
def language_name(code: str) -> str:
    """A language by its own name."""
    return presentation.language_name(code or "")


@register.filter
def direction(code: str) -> str:
    """ "rtl" or "ltr"."""
    return presentation.direction(code or "")


@register.filter
def in_words(day: date | datetime | None) -> str:
    """A date in words; of a moment, its day where the reader is."""
    if isinstance(day, datetime):
        day = timezone.localtime(day).date()
    return presentation.date_in_words(day)


@register.filter
def counted(number: int | None, nouns: str) -> str:
    """``{{ 12|counted:"article,articles" }}`` is "12 articles"; thousands are parted by commas."""
    one, many = nouns.split(",")
    return f"{number or 0:,} {one if number == 1 else many}"
