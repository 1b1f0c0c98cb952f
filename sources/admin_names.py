"""Organisations, people, platforms and publishers in the admin: accept or refuse what was found in articles.

Joining two touches claims, so the claims' admin adds it.
"""

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html

from sources.admin_base import LabelledInline, ListAdmin
from sources.admin_names_tables import OrganisationTable, PersonTable, PlatformTable, PublisherTable
from sources.admin_tables import TablesAdmin
from sources.models import Name, Organisation, Person, Platform, Publisher
from sources.models.names import Named

REVIEW_CLASS = {"reviewed": "agrees", "unreviewed": "unsure", "refused": "differs"}


class NameInline(LabelledInline):
    """Spellings, in one language or in any."""

    model = Name
    fields = ("text", "language")
    extra = 1


class NamedAdmin(TablesAdmin, ListAdmin):
    """What organisations, people and platforms share."""

    inlines = (NameInline,)
    search_fields = ("name", "slug", "names__text")
    list_filter: ClassVar[Any] = ("review",)
    prepopulated_fields = {"slug": ("name",)}
    actions: Any = ("accept_chosen", "refuse_chosen")
    joins: tuple[str, ...] = ()
    empty_words = "Names will stand here once articles that hold them have been read, or when you add one."

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Those that stand, with how often articles name them."""
        rows = super().get_queryset(request).select_related(*self.joins)
        if request.resolver_match and (request.resolver_match.url_name or "").endswith("_changelist"):
            rows = rows.filter(merged_into__isnull=True)
        return rows.annotate(mentions_count=Count("mentions", distinct=True))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A wrong one is refused, and remembered."""
        return False

    @admin.display(description="Review", ordering="review")
    def state(self, row: Named) -> str:
        """By colour and word."""
        return format_html(
            '<span class="state {}">{}</span>', REVIEW_CLASS[row.review], row.get_review_display()
        )

    @admin.display(description="Mentions", ordering="mentions_count")
    def mentions(self, row: Any) -> int:
        """How often articles name it."""
        return int(row.mentions_count)

    def _review(self, request: HttpRequest, rows: QuerySet[Any], review: str, done: str) -> None:
        count = self.model._default_manager.filter(pk__in=list(rows.values_list("pk", flat=True))).update(
            review=review
        )
        messages.success(request, f"{done}: {count}.")

    @admin.action(description="Accept", permissions=["change"])
    def accept_chosen(self, request: HttpRequest, rows: QuerySet[Any]) -> None:
        """Mark as reviewed."""
        self._review(request, rows, Named.Review.REVIEWED, "Accepted")

    @admin.action(description="Refuse: not a name", permissions=["change"])
    def refuse_chosen(self, request: HttpRequest, rows: QuerySet[Any]) -> None:
        """Refuse for good: no article names it from now on."""
        self._review(request, rows, Named.Review.REFUSED, "Refused")


@admin.register(Organisation)
class OrganisationAdmin(NamedAdmin):
    """Bodies that are named in articles."""

    resource_classes = (OrganisationTable,)
    list_display = ("name", "kind", "owner", "state", "mentions", "wikidata")
    list_filter = ("review", "kind")
    joins = ("owner",)
    fields = ("name", "slug", "kind", "owner", "review", "wikidata")
    autocomplete_fields = ("owner",)


@admin.register(Person)
class PersonAdmin(NamedAdmin):
    """People who are named or speak."""

    resource_classes = (PersonTable,)
    list_display = ("name", "role", "organisation", "state", "mentions")
    joins = ("organisation",)
    fields = ("name", "slug", "role", "organisation", "review", "wikidata")
    autocomplete_fields = ("organisation",)


@admin.register(Platform)
class PlatformAdmin(NamedAdmin):
    """Services on which things happen."""

    resource_classes = (PlatformTable,)
    list_display = ("name", "owner", "state", "mentions", "wikidata")
    joins = ("owner",)
    fields = ("name", "slug", "owner", "review", "wikidata")
    autocomplete_fields = ("owner",)


@admin.register(Publisher)
class PublisherAdmin(TablesAdmin, ListAdmin):
    """Who publishes articles."""

    resource_classes = (PublisherTable,)
    list_display = ("name", "kind", "country", "articles")
    list_filter = ("kind", "country")
    search_fields = ("name",)
    empty_words = "Publishers come in with their articles. Add the first article under Articles."

    def get_queryset(self, request: HttpRequest) -> QuerySet[Publisher]:
        """With how many articles each has."""
        return super().get_queryset(request).annotate(articles_count=Count("articles"))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Articles name it."""
        return False

    @admin.display(description="Articles", ordering="articles_count")
    def articles(self, publisher: Any) -> int:
        """How many articles."""
        return int(publisher.articles_count)
