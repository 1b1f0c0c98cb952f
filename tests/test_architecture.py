"""The one direction, held by reading imports: who may know whom."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FORBIDDEN_APPLICATIONS = {"sources": {"claims", "campaigns"}, "claims": {"campaigns"}, "campaigns": set()}
ENGINES = [
    "sources/text",
    "sources/reading",
    "sources/comparison",
    "claims/extraction",
    "claims/matching",
    "campaigns/factsheets",
]


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def sources_of(folder: str) -> list[Path]:
    return [path for path in (ROOT / folder).rglob("*.py") if "migrations" not in path.parts]


@pytest.mark.parametrize("application", FORBIDDEN_APPLICATIONS)
def test_applications_import_in_one_direction(application: str) -> None:
    files = sources_of(application)
    assert files
    wrong = [
        f"{path.relative_to(ROOT)} imports {module}"
        for path in files
        for module in imports(path)
        if module.split(".")[0] in FORBIDDEN_APPLICATIONS[application]
    ]
    assert wrong == []


@pytest.mark.parametrize("engine", ENGINES)
def test_engines_know_neither_django_nor_the_database(engine: str) -> None:
    files = sources_of(engine)
    assert files
    forbidden = (
        "django",
        "celery",
        "psycopg2",
        "config",
        "sources.models",
        "sources.services",
        "claims.models",
        "claims.services",
    )
    wrong = [
        f"{path.relative_to(ROOT)} imports {module}"
        for path in files
        for module in imports(path)
        if any(module == name or module.startswith(name + ".") for name in forbidden)
    ]
    assert wrong == []


def test_services_know_neither_http_nor_celery() -> None:
    wrong = [
        f"{path.relative_to(ROOT)} imports {module}"
        for application in FORBIDDEN_APPLICATIONS
        for path in sources_of(f"{application}/services")
        for module in imports(path)
        if module.startswith(("celery", "django.http", "django.shortcuts", "django.template", "django.views"))
    ]
    assert wrong == []


def test_settings_are_read_in_config_alone() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{number}"
        for application in FORBIDDEN_APPLICATIONS
        for path in sources_of(application)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        # Writing one tells a library of threads; a child process needs PATH; reading any other is a setting.
        if re.search(r"os\.environ(\.get\((?!.PATH.)|\[[^\]]*\](?!\s*=[^=]))|os\.getenv", line)
    ]
    assert wrong == []


def test_every_setting_from_the_environment_is_documented() -> None:
    settings = (ROOT / "config" / "settings.py").read_text(encoding="utf-8")
    named = set(re.findall(r'(?:environ(?:\.get)?[\[(]|_flag\()"([A-Z_]+)"', settings))
    documented = (ROOT / "docs" / "administrator.md").read_text(encoding="utf-8")
    assert named
    assert {name for name in named if f"`{name}`" not in documented} == set()


def test_every_command_is_documented() -> None:
    text = "".join(
        path.read_text(encoding="utf-8")
        for path in [ROOT / "README.md", ROOT / "Makefile", *(ROOT / "docs").glob("*.md")]
    )
    commands = {path.stem for path in ROOT.glob("*/management/commands/*.py") if path.stem != "__init__"}
    assert commands
    assert {command for command in commands if command not in text} == set()
