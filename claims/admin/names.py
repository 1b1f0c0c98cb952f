"""Joining organisations, people and platforms in the admin is a decision: recorded, and undone from its page."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html

from claims.admin.names_tables import JoiningOrganisations, JoiningPeople, JoiningPlatforms
from claims.services.decisions import DecisionRefused
from claims.services.merge_names import merge_names
from claims.services.supersede_names import waiting_names
from sources.admin_base import person_of
from sources.admin_names import NamedAdmin, OrganisationAdmin, PersonAdmin, PlatformAdmin
from sources.models import Organisation, Person, Platform
from sources.models.names import Named


class WaitingFilter(admin.SimpleListFilter):
    """New names that an article holds, to accept, join or refuse."""

    title = "waiting"
    parameter_name = "waiting"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """One."""
        return [("yes", "To accept, join or refuse")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Narrow."""
        if self.value() != "yes":
            return queryset
        return queryset.filter(pk__in=waiting_names(queryset.model).values("pk"))


class DecidedNames(NamedAdmin):
    """Names whose joining is written down."""

    def get_list_filter(self, request: HttpRequest) -> Any:
        """What waits goes first."""
        return (WaitingFilter, *super().get_list_filter(request))

    actions = (*NamedAdmin.actions, "merge_chosen")

    @admin.action(description="Make one of them …", permissions=["change"])
    def merge_chosen(self, request: HttpRequest, rows: QuerySet[Any]) -> HttpResponse | None:
        """Ask which stays, then merge."""
        chosen = list(rows.order_by("-mentions_count", "pk"))
        if len(chosen) < 2:
            messages.error(request, "Choose two or more.")
            return None
        stays = next((row for row in chosen if str(row.pk) == request.POST.get("stays")), None)
        if stays is not None:
            self._join(request, stays, [row for row in chosen if row.pk != stays.pk])
            return None
        context = {
            **self.admin_site.each_context(request),
            "title": "Which one stays?",
            "opts": self.model._meta,
            "chosen": chosen,
        }
        return render(request, "admin/sources/merge_names.html", context)

    def _join(self, request: HttpRequest, stays: Named, others: Sequence[Any]) -> None:
        """Join, or say why not; the message leads to the decision and its undo."""
        try:
            decision = merge_names(stays=stays, others=others, by=person_of(request))
        except DecisionRefused as refusal:
            messages.error(request, str(refusal))
            return
        messages.success(
            request,
            format_html(
                '{} are one now: {}. <a href="{}">See the decision, or undo it</a>.',
                len(others) + 1,
                stays.name,
                reverse("admin:claims_decision_change", args=[decision.pk]),
            ),
        )


for model, listed, table in (
    (Organisation, OrganisationAdmin, JoiningOrganisations),
    (Person, PersonAdmin, JoiningPeople),
    (Platform, PlatformAdmin, JoiningPlatforms),
):
    admin.site.unregister(model)
    decided = type(f"Decided{listed.__name__}", (DecidedNames, listed), {"resource_classes": (table,)})
    admin.site.register(model, decided)
