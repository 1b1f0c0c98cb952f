"""The admin: lists grouped by what people do with them, its own front page, and the sign-in of the rest of the site.

What each list shows is left to the applications; which lists there are, and to whom, to their permissions.
"""

from typing import Any

from django.contrib import admin
from django.contrib.admin.apps import AdminConfig
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

# Group, then each list with what it holds. A list that is named nowhere stands in the last group.
GROUPS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        "Review",
        (
            ("claims.Review", "Two claims side by side: are they one?"),
            ("claims.Claim", "Each figure or quote once, with its evidence"),
            ("claims.Statement", "What was found in articles, to correct or refuse"),
            ("claims.Difference", "Figures on one thing that differ, and why"),
            ("claims.Decision", "Who decided what, when and why; each can be undone"),
        ),
    ),
    (
        "Sources",
        (
            ("sources.Article", "Bring one in, mark its text, see how far it is"),
            ("sources.Capture", "Every attempt to bring something in, and why it was refused"),
            ("sources.Story", "Which articles are one text, and so one origin"),
            ("sources.Publisher", "Who published the articles"),
        ),
    ),
    (
        "Names",
        (
            ("sources.Organisation", "Accept, refuse or join what articles name"),
            ("sources.Person", "People who are named or speak"),
            ("sources.Platform", "Services on which things happen, and who owns them"),
        ),
    ),
    (
        "Campaigns",
        (
            ("campaigns.Campaign", "Who asks for what, with letters and outcomes"),
            ("campaigns.Demand", "What each campaign asks for, and what became of it"),
            ("claims.CampaignMention", "Campaigns found in articles, to take on or refuse"),
            ("campaigns.FactSheet", "Words and language of each; lines are chosen on its own page"),
            ("campaigns.Edition", "Fact sheets as issued, frozen"),
        ),
    ),
    (
        "Records",
        (
            ("claims.Proposal", "Every proposal, decided or waiting"),
            ("sources.ArticleMatch", "Pairs of articles that were compared"),
            ("sources.ArticleVerdict", "People's word that two articles are one text, or two"),
            ("claims.ReadThrough", "Articles of which somebody marked everything"),
            ("claims.DeskSettings", "How often two people answer one proposal"),
        ),
    ),
    (
        "Accounts",
        (
            ("auth.User", "People and their roles"),
            ("auth.Group", "Roles and what each may do"),
            ("axes.AccessAttempt", "Wrong passwords that count towards a pause"),
            ("axes.AccessFailureLog", "Every sign-in that failed"),
            ("axes.AccessLog", "Every sign-in that went through"),
        ),
    ),
)
OTHERS = "Other records"


class CorroborateAdminSite(admin.AdminSite):
    """Django's admin with the lists in the order of the work."""

    site_header = site_title = "Corroborate"
    index_title = "Admin"

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """The lists that this person may see: by group, or, asked for one application, Django's own."""
        applications = super().get_app_list(request, app_label)
        if app_label is not None:
            return applications
        models = {
            model["model"]._meta.label: model
            for application in applications
            for model in application["models"]
        }
        groups = []
        for name, members in GROUPS:
            rows = [{**models.pop(label), "says": says} for label, says in members if label in models]
            if rows:
                groups.append(_group(name, rows))
        if models:
            groups.append(_group(OTHERS, list(models.values())))
        return groups

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """The front page: what waits for this person, then the lists."""
        from sources.models import Article

        more = {"waits": waiting_for(request), "is_empty": not Article.objects.exists()}
        return super().index(request, {**(extra_context or {}), **more})

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """One sign-in for the whole site. Somebody signed in whose role has no admin is told so, with 403."""
        wanted = request.GET.get("next", "")
        onward = (
            wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else reverse("admin:index")
        )
        if self.has_permission(request):
            return redirect(onward)
        if request.user.is_authenticated:
            raise PermissionDenied("No admin for this role.")
        return redirect(f"{reverse('account_login')}?{urlencode({'next': onward})}")


def _group(name: str, models: list[dict[str, Any]]) -> dict[str, Any]:
    """A group in the shape in which Django's templates expect an application."""
    return {
        "name": name,
        "app_label": name.lower().replace(" ", "-"),
        "app_url": "",
        "has_module_perms": True,
        "models": models,
    }


def waiting_for(request: HttpRequest) -> list[dict[str, Any]]:
    """What waits for somebody's word or hand, most pressing first: count, noun in both numbers, what is asked, where."""
    from campaigns.services.found import waiting
    from claims.models import Proposal
    from claims.services.supersede_names import waiting_names
    from sources.models import Capture, Organisation, ProcessingStep

    desk, may = "admin:claims_review_changelist", request.user.has_perm
    found = []
    if may("claims.decide"):
        count = Proposal.objects.visible_to(request.user).pending().count()
        found.append((count, "proposal,proposals", "to decide on the review desk", reverse(desk)))
    if may("sources.change_article"):
        count = ProcessingStep.objects.filter(state="failed").values("article").distinct().count()
        link = reverse("admin:sources_article_changelist") + "?worker=failed"
        found.append((count, "article,articles", "stopped on the way: a step failed", link))
    if may("sources.view_capture"):
        count = Capture.objects.filter(outcome=Capture.Outcome.REFUSED).count()
        link = reverse("admin:sources_capture_changelist") + "?outcome__exact=refused"
        found.append((count, "capture,captures", "refused, each with its reason", link))
    if may("sources.change_organisation"):
        count = waiting_names(Organisation).count()
        link = reverse("admin:sources_organisation_changelist") + "?waiting=yes"
        found.append((count, "new organisation,new organisations", "to accept, join or refuse", link))
    if may("campaigns.add_campaign"):
        count = waiting().count()
        link = reverse("admin:claims_campaignmention_changelist")
        found.append((count, "campaign mention,campaign mentions", "to take on or refuse", link))
    return [
        {"count": count, "nouns": nouns, "words": words, "link": link}
        for count, nouns, words, link in found
        if count
    ]


class CorroborateAdminConfig(AdminConfig):
    """Makes the site above the one with which applications register."""

    default_site = "config.admin_site.CorroborateAdminSite"
