"""The entity-relationship diagram of docs/models.md, drawn from the models themselves."""

from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand
from django.db import models

APPLICATIONS = ["sources", "claims", "campaigns"]
HEADING = """# The models and how they hang together

Drawn from the models by `python manage.py model_diagram`; a test keeps it current. History tables (one beside each tracked
model, written by triggers) are left out. `o|` means that there may be none.
"""


def diagram() -> str:
    """The whole page: a Mermaid ER diagram an application, with the relations that leave it."""
    parts = [HEADING]
    for label in APPLICATIONS:
        parts.append(f"\n## {label}\n\n```mermaid\nerDiagram")
        for model in _models(label):
            parts.append(f"  {model.__name__} {{")
            for field in model._meta.local_fields:
                if not field.is_relation:
                    parts.append(f"    {field.get_internal_type()} {field.name}")
            parts.append("  }")
        for model in _models(label):
            for field in model._meta.local_fields:
                if field.is_relation and isinstance(field.related_model, type):
                    many = "|o" if field.one_to_one else "o{"
                    one = "o|" if field.null else "||"
                    parts.append(
                        f"  {field.related_model.__name__} {one}--{many} {model.__name__} : {field.name}"
                    )
            for field in model._meta.local_many_to_many:
                assert isinstance(field.related_model, type)
                parts.append(f"  {field.related_model.__name__} }}o--o{{ {model.__name__} : {field.name}")
        parts.append("```\n")
    return "\n".join(parts)


def _models(label: str) -> list[type[models.Model]]:
    return [
        model for model in apps.get_app_config(label).get_models() if not model.__name__.endswith("Event")
    ]


class Command(BaseCommand):
    """model_diagram"""

    help = "Print docs/models.md: the models as a Mermaid diagram."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(diagram(), ending="")
