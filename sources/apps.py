"""The sources application: articles and how they are captured, read and compared."""

from django.apps import AppConfig


class SourcesConfig(AppConfig):
    name = "sources"
    verbose_name = "Sources"

    def ready(self) -> None:
        """Bind shared tasks to the project's Celery application and queue claims work by signal."""
        from config.celery import app  # noqa: F401
        from sources import listeners  # noqa: F401
