"""Template tags of the page frame: the reader's display choices, an error id where a view can't give one."""

from typing import Any

from django import template
from django.conf import settings

from config import accounts, pages

register = template.Library()


@register.simple_tag(takes_context=True)
def chosen(context: dict[str, Any], name: str) -> str:
    """The reader's choice of "theme" or "density", from their cookie; the usual one without."""
    allowed = pages.THEMES if name == "theme" else pages.DENSITIES
    request = context.get("request")
    value = request.COOKIES.get(name, "") if request else ""
    return value if value in allowed else allowed[0]


@register.simple_tag
def reading_is_public() -> bool:
    """Whether people who are not signed in may read approved claims."""
    return bool(settings.PUBLIC_READING)


@register.simple_tag(takes_context=True)
def must_use_two_factor(context: dict[str, Any]) -> bool:
    """Whether this person gets nowhere before two-factor sign-in is on."""
    return accounts.must_use_two_factor(context["user"])


@register.simple_tag
def mail_is_sent() -> bool:
    """Whether a mail server is set up, so that somebody who forgot their password can be sent a link."""
    return bool(settings.EMAIL_HOST)


@register.simple_tag(takes_context=True)
def new_error_id(context: dict[str, Any], what: str) -> str:
    """An error id for pages that Django draws itself (a refused form, a lock-out), written to the log."""
    request = context.get("request")
    return pages.error_id(request, what) if request else ""
