"""What the lists of the admin share: the plural as their title, facets, no count of the whole table."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.models import User
from django.forms.formsets import DELETION_FIELD_NAME
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest, HttpResponse

from sources.presentation import language_name


def person_of(request: HttpRequest) -> User:
    """Who asks. The admin lets nobody in who is not signed in."""
    assert isinstance(request.user, User)
    return request.user


def typed(request: HttpRequest, name: str = "reason") -> str:
    """What somebody wrote into a field, without the NUL that no database holds."""
    return str(request.POST.get(name, "")).replace("\x00", "").strip()[:2000]


class LanguageFilter(admin.AllValuesFieldListFilter):
    """Languages by their own name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Called "language" whatever the field is called."""
        super().__init__(*args, **kwargs)
        self.title = "language"

    def choices(self, changelist: Any) -> Any:
        """Each code of Django's choices in its own name, the count behind it as it was."""
        codes = {code for code in self.lookup_choices if code}
        for choice in super().choices(changelist):
            code, gap, count = str(choice["display"]).partition(" ")
            yield {**choice, "display": language_name(code) + gap + count} if code in codes else choice


class PersonFilter(admin.RelatedOnlyFieldListFilter):
    """Who did it: only those who did anything."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Called "person" whatever the field is called."""
        super().__init__(*args, **kwargs)
        self.title = "person"


class LabelledFormSet(BaseInlineFormSet):  # type: ignore[type-arg]
    """Rows of which the box that takes one away says so."""

    def add_fields(self, form: Any, index: int | None) -> None:
        """The row's own fields, named."""
        super().add_fields(form, index)
        if DELETION_FIELD_NAME in form.fields:
            form.fields[DELETION_FIELD_NAME].widget.attrs["aria-label"] = "Take this row away"


class LabelledInline(admin.TabularInline):  # type: ignore[type-arg]
    """A table of rows whose fields each say what they are: the head of a column is no label to a screen reader."""

    formset = LabelledFormSet

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **given: Any) -> Any:
        """The field, named as its column is."""
        field = super().formfield_for_dbfield(db_field, request, **given)
        if field is not None:
            field.widget.attrs["aria-label"] = str(db_field.verbose_name).capitalize()
        return field


class ListAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """A list that is called by what it lists."""

    show_facets = admin.ShowFacets.ALWAYS
    show_full_result_count = False
    list_per_page = 50
    empty_words = ""  # what an empty list says: what will stand here, and the one step that brings it

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The plural as the title, instead of "Select … to change"."""
        plural = str(self.model._meta.verbose_name_plural)
        title = plural[:1].upper() + plural[1:]
        more = {"title": title, "empty_words": self.empty_words, **(extra_context or {})}
        return super().changelist_view(request, more)


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
