"""Pages of no application: home, glossary, display settings, and errors with an id that stands in the log too."""

import logging
import re
import secrets
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import nh3
from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST
from markdown_it import MarkdownIt

logger = logging.getLogger("corroborate.errors")

THEMES = ("auto", "light", "dark", "contrast")
DENSITIES = ("roomy", "compact")
HELP_PAGES = {
    "researcher": "For researchers",
    "editor": "For editors",
    "correcting": "Correcting what was read",
    "staff": "For staff",
    "administrator": "For administrators",
    "checks": "Checks on a claim",
}
COOKIE_AGE = 60 * 60 * 24 * 365


@cache
def _markdown(path: Path, changed: float) -> str:
    """A page of docs/ as HTML, headings with ids to link to. Cached until the file changes."""
    html = MarkdownIt("commonmark").enable("table").render(path.read_text(encoding="utf-8"))
    clean = nh3.clean(html)
    # pages of docs/ point to each other by file; here they are pages of the site
    clean = re.sub(r'href="(?:\./)?glossary\.md', 'href="/glossary/', clean)
    clean = re.sub(r'href="(?:\./)?([a-z]+)\.md', r'href="/help/\1/', clean)
    # a word that opens a paragraph in bold is an entry; it gets an id so that pages can link to it
    return re.sub(
        r"<p><strong>([^<]{1,60}?)\.?</strong>",
        lambda match: f'<p id="{_anchor(match[1])}"><strong>{match[1]}</strong>.',
        clean,
    )


def _anchor(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")


def glossary(request: HttpRequest) -> HttpResponse:
    """Every word that the screens use, from docs/glossary.md."""
    path = settings.BASE_DIR / "docs" / "glossary.md"
    html = _markdown(path, path.stat().st_mtime) if path.exists() else ""
    return render(request, "pages/glossary.html", {"html": html, "section": "glossary"})


def help_page(request: HttpRequest, name: str) -> HttpResponse:
    """A page of docs/ for people at work, by its name."""
    path = settings.BASE_DIR / "docs" / f"{name}.md"
    if name not in HELP_PAGES or not path.exists():
        raise Http404("No such help page.")
    html = _markdown(path, path.stat().st_mtime)
    return render(
        request,
        "pages/help.html",
        {"html": html, "name": name, "title": HELP_PAGES[name], "names": HELP_PAGES, "section": "help"},
    )


@require_POST
def display(request: HttpRequest) -> HttpResponse:
    """Keep a reader's choice of colours and density in a cookie, and go back to where they were."""
    came_from = urlsplit(request.headers.get("Referer", ""))
    back = came_from.path + (f"?{came_from.query}" if came_from.query else "")
    if not (back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)):
        back = "/"
    response = HttpResponseRedirect(back)
    for name, allowed in (("theme", THEMES), ("density", DENSITIES)):
        chosen = request.POST.get(name, "")
        if chosen in allowed:
            response.set_cookie(name, chosen, max_age=COOKIE_AGE, samesite="Lax", secure=request.is_secure())
    return response


def error_id(request: HttpRequest, what: str) -> str:
    """A short id, shown on the page and written to the log beside the address."""
    made = secrets.token_hex(4)
    logger.warning("error %s: %s at %s", made, what, request.path)
    return made


def _problem(request: HttpRequest, status: int, what: str) -> HttpResponse:
    """The page of an error, or a sentence in JSON for programs."""
    made = error_id(request, what)
    if request.path.startswith("/api/"):
        return JsonResponse({"detail": f"{what.capitalize()}.", "error_id": made}, status=status)
    return render(None if status == 500 else request, f"{status}.html", {"error_id": made}, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400; 413 where more was sent than a form may hold."""
    if isinstance(exception, RequestDataTooBig) and not request.path.startswith("/api/"):
        most = f"{settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1024**2} MB"
        context = {"error_id": error_id(request, "request too large"), "most": most}
        return render(request, "413.html", context, status=413)
    return _problem(request, 400, "bad request")


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: signed in, but this is for others."""
    return _problem(request, 403, "permission denied")


def only_forms(request: HttpRequest) -> HttpResponse:
    """405: an address that takes forms was opened as a page, by hand or after signing in anew."""
    return _problem(request, 405, "not a page")


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    return _problem(request, 404, "not found")


def server_error(request: HttpRequest) -> HttpResponse:
    """500, drawn without the database, since that may be what failed."""
    return _problem(request, 500, "server error")
