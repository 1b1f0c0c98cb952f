"""The worker's part in sources: read, then compare, one task a step, each safe to run twice."""

from celery import chain, shared_task
from django.db import OperationalError

from sources.models import ProcessingStep

RETRIES = {
    "autoretry_for": (
        OperationalError,
    ),  # a database that restarts, a deadlock; everything else is a bug or bad data
    "retry_backoff": 2,
    "retry_backoff_max": 60,
    "max_retries": 4,
}


def process(article_id: int) -> None:
    """Queue an article's chain. The claims application adds its own steps once the article is compared."""
    chain(read_article.si(article_id), compare_article.si(article_id)).apply_async()


@shared_task(name="sources.read", acks_late=True, **RETRIES)
def read_article(article_id: int) -> None:
    """Language, sentences, vectors and keys of an article, kept as its fingerprint.

    Natural key: the article. Should the worker die half-way, nothing is written (one transaction) and the task is
    delivered again.
    """
    from sources.services.fingerprint import make_fingerprint
    from sources.services.steps import run_step

    run_step(article_id=article_id, step=ProcessingStep.Step.READ, work=make_fingerprint)


@shared_task(name="sources.compare", acks_late=True, **RETRIES)
def compare_article(article_id: int) -> None:
    """Compare with the candidates, store the matches, place the article in its story, and announce it.

    Natural key: the article; matches are keyed by pair. Should the worker die between writing and announcing, the
    redelivered task writes the same rows and announces again.
    """
    from sources.models import Article
    from sources.services.compare import compare_with_candidates
    from sources.services.steps import run_step
    from sources.signals import article_compared

    if run_step(article_id=article_id, step=ProcessingStep.Step.COMPARE, work=compare_with_candidates):
        article_compared.send(Article, article_id=article_id)
