"""Which articles were read by another version of the extractor than the present one.

Reading them again is the annotate step's; queueing it is left to the command.
"""

from claims.extraction.records import EXTRACTOR_NAME, EXTRACTOR_VERSION
from sources.models import ProcessingStep


def outdated() -> list[int]:
    """Ids of articles whose annotate step was done by another version, in the order they were taken in."""
    steps = ProcessingStep.objects.filter(
        step=ProcessingStep.Step.ANNOTATE, state=ProcessingStep.State.DONE
    ).exclude(engine_version=f"{EXTRACTOR_NAME} {EXTRACTOR_VERSION}")
    return list(steps.order_by("article").values_list("article", flat=True))
