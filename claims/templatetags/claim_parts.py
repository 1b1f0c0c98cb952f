"""Template parts of claims: the figure, set large with its sign and unit."""

from typing import Any

from django import template

from claims.presentation import Figure, figure_of, period_in_words

register = template.Library()


@register.filter
def as_figure(holder: Any) -> Figure | None:
    """The figure of a claim as set on a page, or None."""
    return figure_of(holder) if holder is not None else None


@register.filter
def period_words(resolved: str) -> str:
    """What a period was taken to mean, in words."""
    return period_in_words(resolved or "")
