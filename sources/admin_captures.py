"""Captures in the admin: every attempt to bring something in, with its reason where it was refused, and another try."""

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import Truncator

from sources.admin_base import ReadOnly, person_of
from sources.models import Capture
from sources.services.intake import try_again

TOLD = {"url": "address", "filename": "file"}


@admin.register(Capture)
class CaptureAdmin(ReadOnly):
    """Every attempt to bring something in; refused ones can be tried again."""

    list_display = ("source", "outcome_shown", "reason", "at", "by", "article_shown")
    list_filter = ("outcome", "reason_code", "at")
    list_select_related = ("article", "by")
    search_fields = ("source", "reason")
    empty_words = "Every attempt to bring an article in will stand here. Add the first under Articles."
    actions = ("try_again",)
    fields = ("source", "outcome", "reason", "reason_code", "article", "told", "at", "by")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Capture]:
        """Without the bytes."""
        return super().get_queryset(request).defer("content", "article__text")

    def has_retry_permission(self, request: HttpRequest) -> bool:
        """Those who may add articles."""
        return bool(request.user.has_perm("sources.add_article"))

    @admin.display(description="Outcome", ordering="outcome")
    def outcome_shown(self, capture: Capture) -> str:
        """By colour and word."""
        kind = {"taken": "agrees", "already": "quiet", "refused": "differs"}[capture.outcome]
        return format_html('<span class="state {}">{}</span>', kind, capture.get_outcome_display())

    @admin.display(description="Article")
    def article_shown(self, capture: Capture) -> str:
        """The article it became."""
        if capture.article is None:
            return "–"
        return format_html(
            '<a href="{}">{}</a>',
            reverse("admin:sources_article_change", args=[capture.article_id]),
            Truncator(capture.article.title).chars(60) or "Untitled",
        )

    @admin.display(description="What was said of it")
    def told(self, capture: Capture) -> str:
        """What came with the bytes, a line each: title, publisher, address."""
        lines = []
        for name, value in capture.metadata.items():
            if value := ", ".join(map(str, value)) if isinstance(value, list) else value:
                lines.append(f"{TOLD.get(name, name.replace('_', ' ')).capitalize()}: {value}")
        return "\n".join(lines) or "Nothing"

    @admin.action(description="Try again", permissions=["retry"])
    def try_again(self, request: HttpRequest, captures: QuerySet[Capture]) -> None:
        """Take each refused one in once more; the old row stays as it was."""
        taken = refused = 0
        for capture in captures.filter(outcome=Capture.Outcome.REFUSED).defer(None):
            again = try_again(capture=capture, by=person_of(request))
            if again.outcome == Capture.Outcome.REFUSED:
                refused += 1
                messages.warning(request, f"{Truncator(again.source).chars(80)}: {again.reason}")
            else:
                taken += 1
        if taken:
            messages.success(request, f"Taken in now: {taken}.")
        if not (taken or refused):
            messages.info(request, "None of these was refused, so there is nothing to try again.")
