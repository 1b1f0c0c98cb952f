"""Who is looking at a proposal. A lock is a courtesy that ends by itself; the transaction of each verb is
what protects.

Locks live in the cache. Where it does not answer, nobody is kept from working.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.core.cache import cache
from django.utils import timezone
from django.utils.formats import time_format
from redis.exceptions import RedisError

from claims.services.decisions import DecisionRefused, name_of

LASTS = 180  # seconds without a sign of life
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Lock:
    """Somebody looks at a proposal until a moment; ``since`` is when they opened it."""

    user_id: int
    name: str
    since: datetime
    until: datetime

    def sentence(self) -> str:
        """Who and until when, for people."""
        return (
            f"{self.name} is looking at this one until {time_format(timezone.localtime(self.until), 'H:i')}."
        )


def _key(proposal_id: int) -> str:
    return f"desk-lock:{proposal_id}"


def take(*, proposal_id: int, by: User) -> Lock | None:
    """Lock a proposal for this person, or renew their lock. Returns another person's lock where there is
    one.
    """
    now = timezone.now()
    mine = Lock(by.pk, name_of(by), now, now + timedelta(seconds=LASTS))
    try:
        if cache.add(_key(proposal_id), mine, LASTS):
            return None
        held = cache.get(_key(proposal_id))
        if held is not None and held.user_id != by.pk:
            return held
        cache.set(_key(proposal_id), Lock(by.pk, mine.name, held.since if held else now, mine.until), LASTS)
    except RedisError:
        logger.warning("the cache does not answer: proposals are shown without locks")
    return None


def release(*, proposal_id: int, by: User) -> None:
    """Give up one's own lock; another person's stays."""
    try:
        held = cache.get(_key(proposal_id))
        if held is not None and held.user_id == by.pk:
            cache.delete(_key(proposal_id))
    except RedisError:
        logger.warning("the cache does not answer: a lock ends by itself")


def holders(proposal_ids: Iterable[int]) -> dict[int, Lock]:
    """The locks on these proposals, in one question to the cache."""
    keys = {_key(proposal_id): proposal_id for proposal_id in proposal_ids}
    try:
        return {keys[key]: lock for key, lock in cache.get_many(keys).items()}
    except RedisError:
        return {}


def require_unlocked(*, proposal_id: int, by: User) -> int | None:
    """Raise DecisionRefused where another person looks at the proposal; else the seconds this person has had
    it open.
    """
    held = holders([proposal_id]).get(proposal_id)
    if held is None:
        return None
    if held.user_id != by.pk:
        raise DecisionRefused(f"{held.sentence()} Nothing was changed.", "locked")
    return max(0, int((timezone.now() - held.since).total_seconds()))
