"""After a decision that changed what a statement says: the keys by which the matcher finds it are made anew.

Which decisions there are is left to their own modules; a correction, and its undoing, come here alike.
"""

from functools import partial
from typing import Any

from django.db import transaction

from claims.models import Statement, StatementKey
from claims.services.correct import QUOTE_FIELDS, STATEMENT_FIELDS, STATISTIC_FIELDS
from claims.signals import statement_marked
from sources.models import Article

_SAID = {
    "statement": (STATEMENT_FIELDS - {"sensitive", "sensitive_reason"}),
    "statistic": STATISTIC_FIELDS | {"change"},
    "quote": QUOTE_FIELDS - {"private_person"},
}


def forget_keys(changes: dict[str, dict[str, Any]]) -> list[int]:
    """Delete the keys of statements whose meaning ``changes`` (a decision's) changed; returns their articles' ids.

    Until the propose step has made new ones, no other statement finds them by what they said before. The step is
    announced once the transaction is committed.
    """
    changed = [int(key.partition(":")[2]) for key, entry in changes.items() if _meaning_changed(key, entry)]
    if not changed:
        return []
    StatementKey.objects.filter(statement__in=changed).delete()
    articles = list(
        Statement.objects.filter(pk__in=changed)
        .order_by("article")
        .values_list("article", flat=True)
        .distinct()
    )
    for article_id in articles:
        transaction.on_commit(partial(statement_marked.send, Article, article_id=article_id))
    return articles


def _meaning_changed(key: str, entry: dict[str, Any]) -> bool:
    before, after = entry.get("before"), entry.get("after")
    fields = _SAID.get(key.partition(":")[0])
    if fields is None or not before or not after:
        return False
    return any(before.get(name) != after.get(name) for name in fields & set(after))
