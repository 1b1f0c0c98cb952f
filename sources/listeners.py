"""Edge between services and the worker: an article that was taken in is queued."""

from typing import Any

from django.dispatch import receiver

from sources.signals import article_taken
from sources.tasks import process


@receiver(article_taken, dispatch_uid="sources.queue_article")
def queue_article(sender: object, article_id: int, **kwargs: Any) -> None:
    """Queue the article's chain; sent on commit, so the worker finds the row."""
    process(article_id)
