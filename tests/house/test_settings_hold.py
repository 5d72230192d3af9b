"""The wiring stands: Django's own checks pass and every model change has its migration."""

from __future__ import annotations

import pytest
from django.core.management import call_command


def test_checks_pass() -> None:
    call_command("check", fail_level="WARNING")


@pytest.mark.django_db
def test_every_model_change_has_its_migration() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)
