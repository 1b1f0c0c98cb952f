"""Articles of invented texts, taken in without the worker and brought through its steps by hand."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.contrib.auth.models import Group, User

import claims.listeners
import sources.listeners
from campaigns.services.roles import make_roles
from sources.models import Article, Story, StoryMembership
from sources.services.compare import compare_with_candidates
from sources.services.fingerprint import make_fingerprints
from sources.services.intake import Known, take_in
from sources.signals import article_compared, article_taken


def editor(name: str = "editor") -> User:
    """Somebody who may say whether two articles are one text."""
    make_roles()
    user = User.objects.create_user(name)
    user.groups.add(Group.objects.get(name="Editors"))
    return User.objects.get(pk=user.pk)


@contextmanager
def unqueued() -> Iterator[None]:
    """Nothing taken in or compared meanwhile reaches a worker, which another test may have left running."""
    taken = article_taken.disconnect(dispatch_uid="sources.queue_article")
    compared = article_compared.disconnect(dispatch_uid="claims.queue_article")
    assert taken
    assert compared
    try:
        yield
    finally:
        article_taken.connect(sources.listeners.queue_article, dispatch_uid="sources.queue_article")
        article_compared.connect(claims.listeners.queue_article, dispatch_uid="claims.queue_article")


def take(text: str, *, published_on: date | None = None, publisher: str = "") -> Article:
    """One publication of a text, not read yet."""
    known = Known(published_on=published_on, publisher=publisher)
    article = take_in(content=text.encode(), source="test", known=known).article
    assert article is not None
    return article


def through(*articles: Article) -> None:
    """Read all, then compare each in turn."""
    make_fingerprints([article.pk for article in articles])
    for article in articles:
        compare_with_candidates(article.pk)


def stories() -> set[frozenset[int]]:
    """Who stands with whom."""
    found: dict[int, set[int]] = {}
    for article, story in StoryMembership.objects.values_list("article", "story"):
        found.setdefault(story, set()).add(article)
    assert Story.objects.count() == len(found), "a story without members was left"
    return {frozenset(members) for members in found.values()}


def together(*articles: Article) -> bool:
    """Whether all these stand in one story."""
    return any({article.pk for article in articles} <= members for members in stories())
