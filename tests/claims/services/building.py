"""Articles, statements and claims for tests of decisions, made through the ORM with words of our own."""

import hashlib
from datetime import date
from itertools import count

from django.contrib.auth.models import Group, User
from django.core.cache import cache

from claims.models import Claim, Evidence, Proposal, Quote, Statement, Statistic
from sources.models import Article, Publisher, Snapshot, Story, StoryMembership

_numbers = count(1)


def person(
    role: str = "Editors", name: str = "", *, superuser: bool = False, password: str | None = None
) -> User:
    """Somebody in a role, who may open the admin; without a password, by force_login alone."""
    user = User.objects.create_user(name or f"person{next(_numbers)}", password=password)
    user.is_staff, user.is_superuser = True, superuser
    user.save()
    if role:
        user.groups.add(Group.objects.get(name=role))
    return User.objects.get(pk=user.pk)


def article(
    text: str, *, language: str = "en", publisher: str = "The Harbour Gazette", title: str = ""
) -> Article:
    """One publication of a text, in a story of its own."""
    number = next(_numbers)
    content = f"{text} {number}".encode()
    snapshot = Snapshot.objects.create(
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
        size=len(content),
        media_type="text/plain",
    )
    row = Article.objects.create(
        text=text,
        language=language,
        title=title or f"Article {number}",
        publisher=Publisher.objects.get_or_create(name=publisher)[0],
        published_on=date(2022, 1, 15),
        url=f"https://example.org/{number}",
        snapshot=snapshot,
    )
    StoryMembership.objects.create(article=row, story=Story.objects.create(lead=row))
    return row


def statement(
    exact: str,
    *,
    sentence: str = "",
    value: str | None = "60",
    unit: str = "organisations",
    language: str = "en",
    sensitive: bool = False,
    **fields: object,
) -> Statement:
    """A statement in an article of its own; a quote where there is no value."""
    sentence = sentence or f"In January {exact} signed the letter."
    source = article(f"A first paragraph.\n{sentence}\nA last paragraph.", language=language)
    start = source.text.index(exact)
    row = Statement.objects.create(
        article=source,
        kind="statistic" if value is not None else "quote",
        start=start,
        end=start + len(exact),
        exact=exact,
        sentence=sentence,
        language=language,
        extractor="test",
        sensitive=sensitive,
        sensitive_reason="a survivor speaks" if sensitive else "",
    )
    if value is None:
        Quote.objects.create(
            statement=row, speaker_name=str(fields.get("speaker_name", "")), spans=[[start, row.end]]
        )
    else:
        Statistic.objects.create(statement=row, value=value, unit=unit, unit_normalized=unit, counted=unit)
    return row


def claim(
    wording: str = "60 organisations signed the letter.",
    *,
    statements: int = 1,
    value: str | None = "60",
    unit: str = "organisations",
    language: str = "en",
    sensitive: bool = False,
    **fields: object,
) -> Claim:
    """A claim with as many statements as wanted, each from another story."""
    row = Claim.objects.create(
        kind="statistic" if value is not None else "quote",
        wording=wording,
        wording_language=language,
        value=value,
        unit=unit if value is not None else "",
        unit_normalized=unit if value is not None else "",
        sensitive=sensitive,
        **fields,
    )
    for _ in range(statements):
        exact = f"{value} {unit}" if value is not None else wording
        Evidence.objects.create(
            claim=row,
            statement=statement(
                exact,
                value=value,
                unit=unit,
                language=language,
                sensitive=sensitive,
                sentence=f"It says {exact} here.",
            ),
        )
    return Claim.objects.get(pk=row.pk)


def proposal(first: Claim, second: Claim, *, score: float = 0.9, **fields: object) -> Proposal:
    """The matcher's suggestion that two claims are one."""
    claim_a, claim_b = sorted((first, second), key=lambda row: row.pk)
    row = Proposal.objects.create(
        claim_a=claim_a,
        claim_b=claim_b,
        score=score,
        signals=fields.pop("signals", SIGNALS),
        engine_version="test 1",
        **fields,
    )
    # ids begin again with each test database, and the cache outlives it
    cache.delete(f"desk-lock:{row.pk}")
    return row


SIGNALS = {
    "parts": [
        {"name": "figure", "weight": 0.5, "contribution": 0.5, "verdict": "agree", "words": "both say 60"},
        {"name": "wording", "weight": 0.4, "contribution": 0.4, "verdict": "agree", "words": "alike"},
        {
            "name": "period",
            "weight": 0.1,
            "contribution": 0.0,
            "verdict": "unknown",
            "words": "one gives none",
        },
    ]
}
