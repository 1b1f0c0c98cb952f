"""The claims application: statements found in articles, canonical claims, and the decisions about them."""

from django.apps import AppConfig


class ClaimsConfig(AppConfig):
    name = "claims"
    verbose_name = "Claims"

    def ready(self) -> None:
        """Listen to sources: a compared article is annotated next."""
        from claims import listeners  # noqa: F401
