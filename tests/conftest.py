"""What all tests share: where the shared material lies, what may be skipped and what may not."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
# A property holds or does not; how long an example takes on a busy machine is no part of it.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
IN_CI = os.environ.get("CI", "").lower() == "true"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the seeds and the gold; skips where it is missing, fails in CI."""
    if not (SHARED / "gold").is_dir():
        reason = "the shared material (seeds, gold) does not lie beside the project"
        if IN_CI:
            pytest.fail(reason)
        pytest.skip(reason)
    return SHARED


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of Debian's browser; skips where it is missing, fails in CI."""
    found = shutil.which("chromium")
    if found is None:
        if IN_CI:
            pytest.fail("Debian's chromium is missing: journeys cannot run")
        pytest.skip("Debian's chromium is not installed: journeys were not walked")
    return found


@pytest.fixture(scope="session", autouse=True)
def _cleaning_between_tests_is_allowed() -> None:
    """The audit chain refuses TRUNCATE, which is how Django empties tables after a test that commits.

    Only the cleaning itself is let through; the refusal stays in force for everything the tests do.
    """
    from django.db import connection

    clean = type(connection.ops).execute_sql_flush

    def let_through(operations: object, statements: list[str]) -> None:
        audit = [f"ALTER TABLE trust_{name} {{}} TRIGGER USER" for name in ("auditentry", "auditblock", "endorsement")]
        off, on = ([line.format(verb) for line in audit] for verb in ("DISABLE", "ENABLE"))
        clean(operations, [*off, *statements, *on])

    type(connection.ops).execute_sql_flush = let_through
