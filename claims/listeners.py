"""Edge between sources and claims: a compared article is annotated next."""

from typing import Any

from django.dispatch import receiver

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
