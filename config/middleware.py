"""Says what happened where Django would answer with an empty page or without a word; the pages are in config.pages."""

from collections.abc import Callable
from urllib.parse import urlencode, urlsplit, urlunsplit

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from config import pages

SIGNED_OUT = "You had been signed out, so what you sent was not saved. Sign in, and send it again."
READING = ("GET", "HEAD", "OPTIONS")


class SayWhatHappened:
    """A form sent after the session ended, and an address that takes forms only."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Django gives what comes next."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Leave every other answer as it is. Programs under /api/ are answered by status alone."""
        response = self.get_response(request)
        if request.path.startswith("/api/"):
            return response
        if response.status_code == 405 and request.method in READING:
            allowed = response.headers.get("Allow", "")
            response = pages.only_forms(request)
            response["Allow"] = allowed
        elif request.method not in READING and _leads_to_sign_in(response):
            messages.warning(request, SIGNED_OUT)
            return _back_to_the_form(request, response)
        return response


def _back_to_the_form(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """After signing in one stands before the form again, not at the address that it was sent to."""
    form = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(form, {request.get_host()}, require_https=request.is_secure()):
        where = urlsplit(form)
        onwards = urlencode({"next": urlunsplit(("", "", where.path, where.query, ""))})
        response["Location"] = f"{response['Location'].partition('?')[0]}?{onwards}"
    return response


def _leads_to_sign_in(response: HttpResponse) -> bool:
    where = response.headers.get("Location", "").partition("?")
    return bool(where[1]) and where[0] in (resolve_url(settings.LOGIN_URL), reverse("admin:login"))
