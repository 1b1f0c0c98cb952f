"""Fixtures of the tests of pages: people in their roles, the small corpus, a client signed in as each."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.pages_corpus import make_corpus, make_people


@pytest.fixture
def people(db: None) -> dict[str, User]:
    """One person a role."""
    return make_people()


@pytest.fixture
def corpus(people: dict[str, User]) -> dict[str, Any]:
    """The small corpus of tests.pages_corpus."""
    return make_corpus(people)


@pytest.fixture
def signed_in(people: dict[str, User]) -> Callable[[str], Client]:
    """A client signed in as "researcher", "editor", "staff" or "administrator"."""

    def sign_in(role: str) -> Client:
        client = Client()
        client.force_login(people[role], backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in
