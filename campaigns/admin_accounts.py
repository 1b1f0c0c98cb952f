"""People's accounts in the admin: invitations by a link to choose a password, and help for who lost their second step."""

from typing import Any

from allauth.account.admin import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html

from campaigns.services.accounts import password_link, send_password_link, switch_off_two_factor

# Addresses and secrets of two-factor sign-in are nothing to look at; what people need of them is below.
admin.site.unregister([EmailAddress, Authenticator, User])


@admin.register(User)
class AccountAdmin(UserAdmin):
    """Who may sign in, with which role."""

    list_display = ("username", "email", "first_name", "last_name", "is_staff", "two_factor")
    actions = ("send_link", "switch_off_two_factor")
    readonly_fields = ("last_login", "date_joined")

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """With whether two-factor sign-in is on."""
        on = Authenticator.objects.filter(user=OuterRef("pk"), type=Authenticator.Type.TOTP)
        return super().get_queryset(request).annotate(has_two_factor=Exists(on))

    @admin.display(description="Two-factor sign-in", boolean=True, ordering="has_two_factor")
    def two_factor(self, person: Any) -> bool:
        """Whether signing in asks for a code as well."""
        return bool(person.has_two_factor)

    @admin.action(description="Send a link to choose a password", permissions=["change"])
    def send_link(self, request: HttpRequest, people: QuerySet[User]) -> None:
        """Invite: by mail where one can be sent, else show the link to hand over."""
        for person in people.filter(is_active=True):
            link = request.build_absolute_uri(password_link(person))
            self.log_change(request, person, "Made a link to choose a password.")
            if settings.EMAIL_HOST and person.email:
                send_password_link(person, link)
                messages.success(request, f"A link was sent to {person.username} at {person.email}.")
            else:
                messages.success(
                    request,
                    format_html(
                        "Hand this link to {}; it works once, for three days: <code>{}</code>",
                        person.username,
                        link,
                    ),
                )

    @admin.action(description="Switch off two-factor sign-in", permissions=["change"])
    def switch_off_two_factor(self, request: HttpRequest, people: QuerySet[User]) -> None:
        """For who lost both the device and the recovery codes."""
        for person in people:
            if switch_off_two_factor(person):
                self.log_change(request, person, "Switched off two-factor sign-in.")
                messages.success(request, f"{person.username} signs in with the password alone now.")
