"""Articles of invented texts, taken in without the worker and brought through its steps by hand."""

from datetime import date

from django.contrib.auth.models import Group, User

from campaigns.services.roles import make_roles
from sources.models import Article, Story, StoryMembership
from sources.services.compare import compare_with_candidates
from sources.services.fingerprint import make_fingerprints
from sources.services.intake import Known, take_in


def editor(name: str = "editor") -> User:
    """Somebody who may say whether two articles are one text."""
    make_roles()
    user = User.objects.create_user(name)
    user.groups.add(Group.objects.get(name="Editors"))
    return User.objects.get(pk=user.pk)


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
