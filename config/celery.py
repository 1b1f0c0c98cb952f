"""The Celery application: one queue, tasks found in each app's tasks.py."""

import gc
import os
from typing import Any

from celery import Celery
from celery.signals import worker_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("corroborate")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_init.connect
def load_models(**_: Any) -> None:
    """Load models and word lists before the children are forked: half a gigabyte that they then share."""
    import claims.services.annotate
    import claims.services.propose  # noqa: F401
    import sources.services.compare  # noqa: F401
    from claims.extraction import extract
    from sources.text.language import identify
    from sources.text.vectors import load

    load()
    identify("Models are loaded once.")
    extract("The first sentence loads the parser, the names and the word lists, said Nobody.", "en")
    # What the parent holds is never garbage, and looking for garbage in it would copy every page it lies on.
    gc.collect()
    gc.freeze()
