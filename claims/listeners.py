"""Edge between sources and claims: a compared article is annotated next."""

from typing import Any

from django.dispatch import receiver

from claims.tasks import process
from sources.signals import article_compared


@receiver(article_compared, dispatch_uid="claims.queue_article")
def queue_article(sender: object, article_id: int, **kwargs: Any) -> None:
    """Queue annotation and proposals for the article."""
    process(article_id)
