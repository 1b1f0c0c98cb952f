"""Accounts: links by which people choose a password, lost second steps, and the demo's accounts, one a role.

The demo's passwords are generated; a second run finds them again.
"""

import json
import secrets
from dataclasses import dataclass
from pathlib import Path

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.urls import reverse

from campaigns.services.roles import EDITORS, RESEARCHERS, SAFEGUARDING, STAFF


@dataclass(frozen=True, slots=True)
class Account:
    """A demo account as shown to the person who ran the demo."""

    role: str
    username: str
    password: str


# username: (the role's words, groups, may open the admin, is superuser)
DEMO = {
    "researcher": ("Researcher", [RESEARCHERS], False, False),
    "editor": ("Editor", [EDITORS], True, False),
    "staff": ("Staff", [STAFF], True, False),
    "administrator": ("Administrator", [EDITORS, STAFF, SAFEGUARDING], True, True),
}


@transaction.atomic
def make_demo_accounts(*, kept_in: Path) -> list[Account]:
    """Make the four accounts, or find them: their passwords are kept in a file only its owner reads."""
    passwords: dict[str, str] = json.loads(kept_in.read_text()) if kept_in.exists() else {}
    accounts = []
    for username, (role, groups, is_staff, is_superuser) in DEMO.items():
        password = passwords.setdefault(username, secrets.token_urlsafe(12))
        user, _ = User.objects.get_or_create(username=username)
        user.is_staff, user.is_superuser = is_staff, is_superuser
        if not user.check_password(password):
            user.set_password(password)
        user.save()
        user.groups.set(Group.objects.filter(name__in=groups))
        accounts.append(Account(role, username, password))
    kept_in.touch(mode=0o600)
    kept_in.write_text(json.dumps(passwords))
    return accounts


def password_link(person: User) -> str:
    """The address, without the site's name, at which this person chooses a password once."""
    token = app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(person)
    return reverse("account_reset_password_from_key", args=[user_pk_to_url_str(person), token])


def send_password_link(person: User, link: str) -> None:
    """Send it by mail, in the words of a forgotten password."""
    get_adapter().send_mail(
        "account/email/password_reset_key",
        person.email,
        {"username": person.username, "password_reset_url": link},
    )


def switch_off_two_factor(person: User) -> bool:
    """Forget a person's second step and recovery codes. Whether there were any."""
    forgotten, _ = Authenticator.objects.filter(user=person).delete()
    return forgotten > 0
