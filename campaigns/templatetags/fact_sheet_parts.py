"""Template tags that other pages use to reach fact sheets."""

from typing import Any

from django import template

from campaigns.models import FactSheet

register = template.Library()


@register.simple_tag
def fact_sheets_of(user: Any) -> list[FactSheet]:
    """The fact sheets a person may add to, changed last first; one query a page."""
    if not user.is_authenticated or not user.has_perm("campaigns.change_factsheet"):
        return []
    return list(FactSheet.objects.visible_to(user).order_by("-changed_at")[:8])
