"""Signing in: the second step, recovery codes, links to choose a password, who must use two factors, the admin."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.core import mail
from django.core.cache import cache
from django.test import Client
from redis.exceptions import ConnectionError as CacheAway

from tests.pages_corpus import PASSWORD
from tests.pages_fixtures import people, signed_in

__all__ = ["people", "signed_in"]
pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
NEW = "quiet-harbour-lamp-9"
ON, CODES = "/account/two-factor/", "/account/recovery-codes/"


@pytest.fixture(autouse=True)
def _no_tries_yet() -> None:
    cache.clear()


def code_now(secret: str) -> str:
    """What an authenticator app shows now."""
    return totp.format_hotp_value(totp.hotp_value(secret, next(totp.yield_hotp_counters_from_time())))


def enter(name: str, where: str = "/sign-in/") -> tuple[Client, Any]:
    client = Client()
    return client, client.post(where, {"login": name, "password": PASSWORD})


def switch_on(client: Client) -> tuple[str, list[str]]:
    """Confirm the password, scan, enter the code: the secret and the recovery codes shown."""
    asked = client.get(ON)
    if asked.status_code == 302:  # unless the password was given a moment ago
        assert asked["Location"].startswith("/account/confirm/")
        client.post(asked["Location"], {"password": PASSWORD})
    (secret,) = re.findall(r">([A-Z2-7]{16,})</output>", client.get(ON).content.decode())
    shown = client.post(ON, {"code": code_now(secret)}, follow=True)
    assert shown.request["PATH_INFO"] == CODES
    return secret, re.findall(r"<code>(\w+)</code>", shown.content.decode())


def test_the_second_step_is_asked_for_once_it_is_on(signed_in: SignIn, people: dict[str, User]) -> None:
    owner, first = enter("rosa")
    assert first["Location"] == "/claims/", "a password alone, while it is off"
    secret, codes = switch_on(owner)
    assert len(codes) == len(set(codes)) == 10
    client, asked = enter("rosa", "/sign-in/?next=/platforms/")
    assert asked["Location"].startswith("/sign-in/code/")
    assert client.get("/claims/").status_code == 302, "the password alone opens nothing"
    wrong = client.post(asked["Location"], {"code": "000000"})
    assert "That code is not right" in wrong.content.decode()
    cache.clear()  # a code is good once, and this one was used to switch it on
    right = client.post(asked["Location"], {"code": code_now(secret)})
    assert right["Location"] == "/platforms/"
    assert client.get("/claims/").status_code == 200


def test_secrets_are_kept_encrypted_and_outlive_a_new_key(people: dict[str, User], settings: Any) -> None:
    secret, _ = switch_on(enter("rosa")[0])
    kept = {one.type: one.data for one in Authenticator.objects.all()}
    assert secret not in str(kept)
    assert kept["totp"]["secret"].startswith("fernet:")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key, as long as a key has to be"
    cache.clear()
    client, asked = enter("rosa")
    assert client.post(asked["Location"], {"code": code_now(secret)})["Location"] == "/claims/"


def test_a_secret_of_before_encryption_goes_on_working(people: dict[str, User]) -> None:
    secret, _ = switch_on(enter("rosa")[0])
    Authenticator.objects.filter(type="totp").update(data={"secret": secret})
    cache.clear()
    client, asked = enter("rosa")
    assert client.post(asked["Location"], {"code": code_now(secret)})["Location"] == "/claims/"


def test_a_recovery_code_signs_in_once(people: dict[str, User]) -> None:
    _, codes = switch_on(enter("rosa")[0])
    client, asked = enter("rosa")
    assert client.post(asked["Location"], {"code": codes[0]})["Location"] == "/claims/"
    assert "9 codes left" in client.get("/account/").content.decode()
    other, asked = enter("rosa")
    assert "That code is not right" in other.post(asked["Location"], {"code": codes[0]}).content.decode()


def test_new_recovery_codes_replace_the_old_and_are_saved_as_a_file(people: dict[str, User]) -> None:
    client, _ = enter("rosa")
    _, codes = switch_on(client)
    shown = client.post(f"{CODES}new/", follow=True).content.decode()
    assert not any(code in shown for code in codes)
    saved = client.get(f"{CODES}file/")
    assert saved["Content-Disposition"].startswith("attachment")
    assert set(saved.content.decode().split()) == set(re.findall(r"<code>(\w+)</code>", shown))


def test_switching_it_off_forgets_the_codes(people: dict[str, User]) -> None:
    client, _ = enter("rosa")
    switch_on(client)
    assert client.post("/account/two-factor/off/")["Location"] == "/account/"
    assert not Authenticator.objects.exists()
    assert enter("rosa")[1]["Location"] == "/claims/"


def test_eight_wrong_codes_rest_the_second_step(people: dict[str, User]) -> None:
    _, codes = switch_on(enter("rosa")[0])
    client, asked = enter("rosa")
    for _ in range(8):
        client.post(asked["Location"], {"code": "000000"})
    late = client.post(asked["Location"], {"code": codes[0]})
    assert late.status_code == 200
    assert client.get("/claims/").status_code == 302, "even the right one is too late"


def test_wrong_passwords_pause_sign_in_even_where_the_cache_is_away(
    people: dict[str, User], settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*arguments: Any, **named: Any) -> None:
        raise CacheAway("away")

    for verb in ("get", "set", "add", "delete"):
        monkeypatch.setattr(f"django.core.cache.backends.redis.RedisCache.{verb}", away)
    settings.AXES_FAILURE_LIMIT = 3
    client = Client()
    for _ in range(3):
        paused = client.post("/sign-in/", {"login": "rosa", "password": "wrong"})
    assert paused.status_code == 429
    assert "Sign-in is paused" in paused.content.decode()
    assert enter("rosa")[1].status_code == 429, "the right password waits too"
    assert enter("edda")[1]["Location"] == "/claims/", "others do not"


@pytest.mark.parametrize(("proxies", "apart"), [(0, False), (1, True)])
def test_a_proxy_is_believed_only_where_there_is_one(
    proxies: int, apart: bool, people: dict[str, User], settings: Any
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT, settings.AXES_FAILURE_LIMIT = proxies, 2
    fields = {"login": "rosa", "password": "wrong"}
    for _ in range(2):
        Client().post("/sign-in/", fields, headers={"x-forwarded-for": "203.0.113.7"})
    fields["password"] = PASSWORD
    other = Client().post("/sign-in/", fields, headers={"x-forwarded-for": "203.0.113.8"})
    assert other.status_code == (302 if apart else 429)


def test_nobody_makes_an_account_for_themselves(client: Client) -> None:
    fields = {"username": "new", "password1": NEW}
    for answer in (client.get("/sign-up/"), client.post("/sign-up/", fields)):
        assert "Accounts are made for you" in answer.content.decode()
    assert not User.objects.filter(username="new").exists()


def test_the_admin_lets_in_through_the_same_door(client: Client, signed_in: SignIn) -> None:
    asked = client.get("/admin/login/?next=/admin/claims/claim/")
    assert asked["Location"] == "/sign-in/?next=%2Fadmin%2Fclaims%2Fclaim%2F"
    assert client.get("/admin/", follow=True).redirect_chain[-1][0].startswith("/sign-in/")
    posted = client.post("/admin/login/", {"username": "ada", "password": PASSWORD})
    assert posted["Location"].startswith("/sign-in/"), "no way around the second step"
    assert signed_in("researcher").get("/admin/login/").status_code == 403
    assert signed_in("editor").get("/admin/", follow=True).status_code == 200


@pytest.mark.parametrize(
    ("required", "role", "must"),
    [
        ("staff", "editor", True),
        ("staff", "researcher", False),
        ("everyone", "researcher", True),
        ("", "editor", False),
    ],
)
def test_whoever_must_use_two_factors_is_led_there(
    required: str, role: str, must: bool, signed_in: SignIn, people: dict[str, User], settings: Any
) -> None:
    settings.REQUIRE_TWO_FACTOR = required
    client = signed_in(role)
    page, program = client.get("/claims/?q=a"), client.get("/api/claims/")
    if must:
        assert page["Location"] == ON
        assert (program.status_code, program["Content-Type"]) == (403, "application/json")
        assert client.post("/display/", {"theme": "dark"}).status_code == 302
        assert client.get("/admin/")["Location"].startswith(ON)
    else:
        assert (page.status_code, program.status_code) == (200, 200)
    client, _ = enter(people[role].username)
    client.post(client.get(ON)["Location"], {"password": PASSWORD})
    assert ("This site asks it of your account" in client.get(ON).content.decode()) is must
    switch_on(client)
    assert client.get("/claims/").status_code == 200
    assert Client().get("/sign-in/").status_code == 200


def test_a_forgotten_password_is_chosen_anew_by_a_link_that_works_once(
    client: Client, people: dict[str, User], settings: Any
) -> None:
    settings.EMAIL_HOST = "mail.example"
    User.objects.filter(username="rosa").update(email="rosa@reading.example")
    assert "Forgotten the password?" in client.get("/sign-in/").content.decode()
    for address in ("nobody@reading.example", "rosa@reading.example"):
        sent = client.post("/password/forgotten/", {"email": address}, follow=True)
        assert "If an account has that address" in sent.content.decode(), "says nothing of who has one"
    (letter,) = mail.outbox
    assert letter.to == ["rosa@reading.example"]
    assert "rosa" in letter.body
    (link,) = re.findall(r"http://\S+", letter.body)
    chosen = client.get(urlsplit(link).path, follow=True)
    where = chosen.redirect_chain[-1][0]
    short = client.post(where, {"password1": "short", "password2": "short"})
    assert "at least 12 characters" in short.content.decode()
    done = client.post(where, {"password1": NEW, "password2": NEW}, follow=True)
    assert "Password chosen" in done.content.decode()
    assert "This link works no more" in Client().get(urlsplit(link).path, follow=True).content.decode()
    assert User.objects.get(username="rosa").check_password(NEW)


def test_without_mail_the_page_says_whom_to_ask(client: Client, people: dict[str, User]) -> None:
    assert "An administrator can give you a link" in client.get("/password/forgotten/").content.decode()


def test_an_administrator_invites_by_a_link(
    signed_in: SignIn, people: dict[str, User], settings: Any
) -> None:
    invited = User.objects.create(username="nia", email="nia@reading.example")
    invited.set_unusable_password()
    invited.save()
    asked = {"action": "send_link", "_selected_action": [invited.pk]}
    admin = signed_in("administrator")
    shown = admin.post("/admin/auth/user/", asked, follow=True).content.decode()
    (link,) = re.findall(r"<code>(http://[^<]+)</code>", shown)
    settings.EMAIL_HOST = "mail.example"
    admin.post("/admin/auth/user/", asked)
    assert [letter.to for letter in mail.outbox] == [["nia@reading.example"]]
    assert LogEntry.objects.filter(object_id=str(invited.pk)).count() == 2
    client = Client()
    where = client.get(urlsplit(link).path, follow=True).redirect_chain[-1][0]
    client.post(where, {"password1": NEW, "password2": NEW})
    assert client.post("/sign-in/", {"login": "nia", "password": NEW})["Location"] == "/claims/"


def test_an_administrator_switches_a_lost_second_step_off(signed_in: SignIn, people: dict[str, User]) -> None:
    switch_on(enter("rosa")[0])
    asked = {"action": "switch_off_two_factor", "_selected_action": [people["researcher"].pk]}
    assert signed_in("editor").post("/admin/auth/user/", asked).status_code == 403
    assert Authenticator.objects.exists()
    done = signed_in("administrator").post("/admin/auth/user/", asked, follow=True)
    assert "signs in with the password alone now" in done.content.decode()
    assert not Authenticator.objects.exists()


def test_accounts_that_rest_are_not_let_in(people: dict[str, User]) -> None:
    User.objects.filter(username="rosa").update(is_active=False)
    client, _ = enter("rosa")
    assert client.get("/claims/").status_code == 302
