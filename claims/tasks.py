"""The worker's part in claims: annotate, then propose, one task a step, each safe to run twice."""

from celery import chain, shared_task

from sources.models import ProcessingStep
from sources.tasks import RETRIES


def process(article_id: int) -> None:
    """Queue the steps that follow comparison."""
    chain(annotate_article.si(article_id), propose_claims.si(article_id)).apply_async()


@shared_task(name="claims.annotate", acks_late=True, **RETRIES)
def annotate_article(article_id: int) -> None:
    """Find statements and names in an article.

    Natural key: article, kind and span of each statement; what people marked, corrected or refused is left alone.
    Written in one transaction: a worker that dies leaves nothing, and the task is delivered again.
    """
    from claims.services.annotate import annotate
    from sources.services.steps import run_step

    run_step(article_id=article_id, step=ProcessingStep.Step.ANNOTATE, work=annotate)


@shared_task(name="claims.propose", acks_late=True, **RETRIES)
def propose_claims(article_id: int) -> None:
    """Give each statement a claim, join what one story says twice, and propose likely pairs.

    Natural keys: the statement's one evidence row and the pair of claims of a proposal. One transaction, as above.
    """
    from claims.services.propose import propose
    from sources.services.steps import run_step

    run_step(article_id=article_id, step=ProcessingStep.Step.PROPOSE, work=propose)
