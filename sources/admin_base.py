"""What the lists of the admin share: the plural as their title, facets, no count of the whole table."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse


def person_of(request: HttpRequest) -> User:
    """Who asks. The admin lets nobody in who is not signed in."""
    assert isinstance(request.user, User)
    return request.user


class ListAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """A list that is called by what it lists."""

    show_facets = admin.ShowFacets.ALWAYS
    show_full_result_count = False
    list_per_page = 50

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The plural as the title, instead of "Select … to change"."""
        plural = str(self.model._meta.verbose_name_plural)
        title = plural[:1].upper() + plural[1:]
        return super().changelist_view(request, {"title": title, **(extra_context or {})})


class ReadOnly(ListAdmin):
    """Rows that only services write."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody adds by hand."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody changes by hand."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nothing is lost."""
        return False
