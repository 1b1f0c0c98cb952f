"""The campaigns application: campaigns and their fact sheets."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CampaignsConfig(AppConfig):
    name = "campaigns"
    verbose_name = "Campaigns"

    def ready(self) -> None:
        """Make the roles after each migration; this application is the last, so all permissions are there."""
        post_migrate.connect(_make_roles, sender=self, dispatch_uid="campaigns.make_roles")


def _make_roles(**kwargs: Any) -> None:
    from campaigns.services.roles import make_roles

    make_roles()
