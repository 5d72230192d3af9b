"""One check, one file, one function, one broken pack of the same name."""

from __future__ import annotations

from pathlib import Path

import pytest

import liangze.packs.checks as room
from liangze.packs.checks import CHECKS

FILES = {path.stem for path in Path(room.__file__).parent.glob("check_*.py")}
SHELF = {path.stem for path in (Path(__file__).parent / "broken").glob("check_*.yaml")}


def test_every_check_file_is_in_the_tuple() -> None:
    assert {check.__name__ for check in CHECKS} == FILES
    assert len(CHECKS) == len(FILES)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_check_stands_in_its_own_file_and_has_a_broken_pack(check: object) -> None:
    name = check.__name__
    assert check.__module__ == f"liangze.packs.checks.{name}"
    assert name in SHELF, "put a pack that only this check refuses into tests/packs/broken"
