"""Every address for programs at once: hostile requests against the real application, what is described, how often."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import schemathesis
from django.core.cache import cache
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from redis.exceptions import ConnectionError as CacheAway
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.pages_fixtures import corpus, people, signed_in

__all__ = ["corpus", "people", "signed_in"]
pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
SCHEMA = "/api/schema/"
LISTS = {
    f"/api/{name}/" for name in ("articles", "stories", "claims", "organisations", "platforms", "campaigns")
}
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
EXAMPLES = 6  # of each address, of sense and of nonsense, by each reader
# Where addresses end in a name, half of the requests are for one that is there.
THERE = {"slug": ["instagram", "lantern-child-trust", "lights-on", "straße-ü"]}


@pytest.fixture(autouse=True)
def _room_to_ask(settings: Any) -> None:
    settings.API_RATES = {"signed_in": "100000/minute", "anonymous": "100000/minute"}


@contextmanager
def one_connection() -> Iterator[None]:
    """Requests end without closing the connection, which holds the test's transaction. Django's client, which sees to
    that by itself, is not to be used within.
    """
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)


@pytest.mark.parametrize("reader", ["anonymous", "public", "editor"])
def test_no_request_is_answered_otherwise_than_described(
    reader: str, signed_in: SignIn, corpus: dict[str, Any], settings: Any
) -> None:
    described = schemathesis.openapi.from_dict(signed_in("editor").get(SCHEMA).json())
    described.app = WSGIHandler()
    settings.PUBLIC_READING = reader == "public"
    cookies = {}
    if reader == "editor":
        cookies["sessionid"] = signed_in(reader).cookies["sessionid"].value
    there = {**THERE, "public_id": [str(corpus["lead"].public_id), corpus["grooming"].public_id]}
    there["public_id"] += [corpus["merged"].public_id, str(corpus["lead"].membership.story.public_id)]
    answered: set[int] = set()

    for operation in (found.ok() for found in described.get_all_operations()):
        for mode in schemathesis.GenerationMode:
            cases = operation.as_strategy(generation_mode=mode)

            @hypothesis_settings(
                max_examples=EXAMPLES, deadline=None, derandomize=True, database=None,
                suppress_health_check=list(HealthCheck),
            )  # fmt: skip
            @given(case=cases, drawn=st.data())
            def ask(case: Any, drawn: st.DataObject) -> None:
                for name in set(case.path_parameters) & set(there):
                    if drawn.draw(st.booleans()):
                        case.path_parameters[name] = drawn.draw(st.sampled_from(there[name]))
                answered.add(case.call_and_validate(cookies=cookies, checks=CHECKS).status_code)

            with one_connection():
                ask()
    assert (200 in answered) is (reader != "anonymous")
    assert {403 if reader == "anonymous" else 404} <= answered


HOSTILE = [
    "q=%00", "q=%ED%A0%80", "page=0", "page=-1", "page=" + "9" * 400, "page_size=0", "page_size=" + "9" * 400,
    "sort=%00", "sort=pk", "sort=-" + "x" * 500, "language=%00", "publisher=%00", "story=x", "story=%00",
    "published_from=99999-01-01", "published_from=0000-00-00", "publisher_kind=%00", "owner=%00", "lead=%00",
    "least_claims=1e400", "least_claims=NaN", "least_claims=" + "9" * 400, "least_articles=-1", "platform=%00",
    "status=%00", "spelled=%00", "kind=%00", "format=xml", "review=refused", "q=" + "a+" * 5000, "q=%25_%5C",
]  # fmt: skip


@pytest.mark.parametrize("where", sorted(LISTS))
def test_hostile_queries_are_answered_in_json(where: str, signed_in: SignIn, corpus: dict[str, Any]) -> None:
    client = signed_in("researcher")
    for query in HOSTILE:
        response = client.get(f"{where}?{query}")
        assert response.status_code in (200, 400, 404), query
        assert response["Content-Type"] == "application/json", query


@pytest.mark.parametrize(
    "tail",
    ["%00", "x" * 3000, "%ED%A0%80", "..", "a%2Fb", "%F0%9F%92%A9", "0" * 8 + "-0000-0000-0000-" + "0" * 12],
)
def test_addresses_that_there_are_not_are_not_found_in_json(tail: str, signed_in: SignIn) -> None:
    client = signed_in("editor")
    for where in LISTS:
        response = client.get(f"{where}{tail}/")
        assert (response.status_code, response["Content-Type"]) == (404, "application/json"), where
        assert response.json()["detail"]


@pytest.mark.parametrize("where", ["/campaigns/%00/", "/campaigns/%ED%A0%80/"])
def test_a_page_of_no_such_campaign_is_not_found(where: str, signed_in: SignIn) -> None:
    response = signed_in("editor").get(where)
    assert (response.status_code, response["Content-Type"]) == (404, "text/html; charset=utf-8")


def test_every_address_is_described_and_read_alone(signed_in: SignIn, corpus: dict[str, Any]) -> None:
    client = signed_in("administrator")
    paths = client.get(SCHEMA).json()["paths"]
    assert {path for path in paths if not path.endswith("}/")} == LISTS
    assert len(paths) == 2 * len(LISTS)
    assert {method for path in paths.values() for method in path} == {"get"}
    for path, methods in paths.items():
        assert {"200", "403", "404", "429"} <= set(methods["get"]["responses"]), path
    for where in LISTS:
        for method in ("post", "put", "patch", "delete"):
            assert getattr(client, method)(where).status_code in (403, 405)


def test_pages_are_followed_to_the_last(signed_in: SignIn, corpus: dict[str, Any]) -> None:
    client = signed_in("editor")
    for where in sorted(LISTS):
        found, address = [], f"{where}?page_size=2"
        while address:
            page = client.get(address).json()
            found += [row.get("id", row.get("slug")) for row in page["results"]]
            address = page["next"]
        assert len(found) == len(set(found)) == page["count"] > 0, where


def test_too_many_requests_wait_and_say_how_long(
    client: Client, signed_in: SignIn, corpus: dict[str, Any], settings: Any
) -> None:
    cache.clear()
    settings.PUBLIC_READING = True
    settings.API_RATES = {"signed_in": "3/minute", "anonymous": "1/minute"}
    assert [client.get("/api/platforms/").status_code for _ in range(2)] == [200, 429]
    forged = client.get("/api/platforms/", headers={"x-forwarded-for": "203.0.113.7"})
    assert forged.status_code == 429, "a header that anybody can write makes nobody new"
    assert 0 < int(forged["Retry-After"]) <= 60
    assert forged.json()["detail"]
    reader, other = signed_in("researcher"), signed_in("editor")
    assert [reader.get(SCHEMA).status_code for _ in range(4)] == [200, 200, 200, 429]
    assert other.get(SCHEMA).status_code == 200
    cache.clear()


def test_a_cache_that_is_away_keeps_nobody_from_reading(
    signed_in: SignIn, corpus: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*arguments: Any, **named: Any) -> None:
        raise CacheAway("away")

    client = signed_in("researcher")
    monkeypatch.setattr("rest_framework.throttling.SimpleRateThrottle.cache.get", away)
    assert client.get("/api/platforms/").status_code == 200
