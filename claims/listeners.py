"""Edges of claims: a compared article is annotated next; what a decision made of a statement, the matcher learns."""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from claims.models import Decision
from claims.services.rekey import forget_keys
from claims.signals import statement_marked
from claims.tasks import process, propose_claims
from sources.signals import article_compared


@receiver(article_compared, dispatch_uid="claims.queue_article")
def queue_article(sender: object, article_id: int, **kwargs: Any) -> None:
    """Queue annotation and proposals for the article."""
    process(article_id)


@receiver(statement_marked, dispatch_uid="claims.queue_proposals")
def queue_proposals(sender: object, article_id: int, **kwargs: Any) -> None:
    """Queue the step that gives a statement its claim."""
    propose_claims.delay(article_id)


@receiver(post_save, sender=Decision, dispatch_uid="claims.forget_keys")
def forget_stale_keys(sender: object, instance: Decision, created: bool, **kwargs: Any) -> None:
    """Drop the matching keys of statements that a new decision corrected, or an undone correction put back."""
    if created:
        forget_keys(instance.changes)
