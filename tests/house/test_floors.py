"""Floors hold for imports and for foreign keys alike; rooms stay small."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parent.parent.parent
FLOORS = (
    "trust",
    "organisation",
    "regulations",
    "duties",
    "risks",
    "lists",
    "breakdown",
    "letters",
    "conduct",
    "problems",
    "talks",
    "meetings",
    "study",
    "reports",
    "hearings",
    "supervision",
    "discipline",
    "cadres",
    "review",
    "reminders",
    "statistics",
)
LIMIT = 500
REASONED = 300


def test_imports_point_down_only() -> None:
    command = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run([command, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def test_foreign_keys_point_down_only() -> None:
    """An import contract cannot see ForeignKey("room.Thing"): walk the relations themselves."""
    upward = [
        f"{model._meta.label}.{field.name} → {field.related_model._meta.label}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model is not None
        if model._meta.app_label in FLOORS and field.related_model._meta.app_label in FLOORS
        if FLOORS.index(field.related_model._meta.app_label) > FLOORS.index(model._meta.app_label)
    ]
    assert upward == []


def python_files() -> list[Path]:
    return [path for path in (ROOT / "liangze").rglob("*.py") if "migrations" not in path.parts]


@pytest.mark.parametrize("path", python_files(), ids=lambda path: str(path.relative_to(ROOT)))
def test_rooms_are_small(path: Path) -> None:
    """Over 500 lines fails; over 300 needs a reason in the module's docstring, in a line that begins with "Long because"."""
    text = path.read_text(encoding="utf-8")
    lines = text.count("\n")
    assert lines <= LIMIT, f"{lines} lines: cut it into rooms"
    assert lines <= REASONED or "Long because" in text, f"{lines} lines without a reason"


def test_drawers_have_names_that_say_something() -> None:
    vague = {"utils", "util", "helpers", "helper", "common", "misc"}
    found = [str(path.relative_to(ROOT)) for path in python_files() if path.stem in vague or path.parent.name in vague]
    assert found == []


def test_every_module_says_what_it_is() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in python_files()
        if path.name not in ("apps.py", "__main__.py")
        and path.stat().st_size
        and not path.read_text(encoding="utf-8").lstrip().startswith('"""')
    ]
    assert silent == []
