"""How people sign in: what django-allauth is told about accounts, and who must use two-factor sign-in.

Wrong passwords are counted by django-axes, in the database; wrong codes by allauth, in the cache.
"""

import base64
from collections.abc import Callable
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.utils import is_mfa_enabled
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse

# Before a secret that is encrypted.
SEALED = "fernet:"
# Said by the page itself, or seen at its head.
UNSAID = {"account/messages/logged_in.txt", "account/messages/logged_out.txt"}
# Where somebody without two-factor sign-in, who must have it, may go all the same.
ALWAYS_OPEN = (
    "account_logout",
    "account_reauthenticate",
    "mfa_activate_totp",
    "account_change_password",
    "display",
)


class Accounts(DefaultAccountAdapter):
    """Accounts are made by administrators."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": (
            "That name and password do not go together. Passwords tell capitals from small letters."
        ),
        "incorrect_password": "That is not your password. Passwords tell capitals from small letters.",
        "enter_current_password": "That is not your present password.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes an account for themselves."""
        return False

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to the account."""
        return reverse("mfa_index")

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Left to django-axes, which also holds where the cache is away."""

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **named: Any
    ) -> None:
        """Say what happened, but not what can be seen."""
        if message_template not in UNSAID:
            super().add_message(request, level, message_template, *args, **named)


class TwoFactor(DefaultMFAAdapter):
    """The second step of signing in."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "That code is not right, or it is no longer valid. Enter the one shown now.",
    }

    def get_totp_label(self, user: Any) -> str:
        """The name by which somebody signs in."""
        return str(user.get_username())

    def get_totp_issuer(self) -> str:
        """What the authenticator app lists it under."""
        return "Corroborate"

    def encrypt(self, text: str) -> str:
        """A secret as the database keeps it: of no use without SECRET_KEY."""
        return SEALED + _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret again; one of before secrets were encrypted as it stands.

        Raises ``InvalidToken`` where neither SECRET_KEY nor one of SECRET_KEY_FALLBACKS encrypted it.
        """
        if not encrypted_text.startswith(SEALED):
            return encrypted_text
        return _cipher().decrypt(encrypted_text.removeprefix(SEALED)).decode()


def _cipher() -> MultiFernet:
    """Encrypts under a key derived from SECRET_KEY (HKDF, RFC 5869); reads what a former key encrypted, too."""
    return MultiFernet(
        [Fernet(_derived(key)) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    )


def _derived(key: str) -> bytes:
    derived = HKDF(SHA256(), length=32, salt=None, info=b"two-factor secrets").derive(key.encode())
    return base64.urlsafe_b64encode(derived)


def address_of(request: HttpRequest) -> str | None:
    """Where somebody signs in from, as django-axes counts wrong passwords: what PROXIES proxies say, else the connection.

    None for a request that came through no connection.
    """
    try:
        return str(get_adapter().get_client_ip(request))
    except PermissionDenied:
        return None


def must_use_two_factor(user: Any) -> bool:
    """Whether this person must use two-factor sign-in, by REQUIRE_TWO_FACTOR, and does not yet."""
    if not user.is_authenticated or not settings.REQUIRE_TWO_FACTOR:
        return False
    if settings.REQUIRE_TWO_FACTOR == "staff" and not user.is_staff:
        return False
    return not is_mfa_enabled(user)


class RequireTwoFactor:
    """Leads whoever must use two-factor sign-in to the page where it is switched on, until it is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let a request by, or lead it there; programs are told why."""
        if not settings.REQUIRE_TWO_FACTOR or request.path in {reverse(name) for name in ALWAYS_OPEN}:
            return self.get_response(request)
        if request.path.startswith(f"/{settings.STATIC_URL.strip('/')}/") or not must_use_two_factor(
            request.user
        ):
            return self.get_response(request)
        if request.path.startswith("/api/"):
            return JsonResponse({"detail": "Switch on two-factor sign-in first, on the site."}, status=403)
        return HttpResponseRedirect(reverse("mfa_activate_totp"))
