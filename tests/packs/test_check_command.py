"""`liangze pack check`: file, line, what is wrong, what to do; exit status 1 when something was found."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from liangze.cli.pack import pack_app
from tests.packs.conftest import FILES, PACKS

BROKEN = Path(__file__).parent / "broken"


def check(*paths: Path) -> tuple[int, list[str]]:
    result = CliRunner().invoke(pack_app, ["check", *map(str, paths)])
    return result.exit_code, result.output.splitlines()


def test_all_packs_of_the_product_are_in_order() -> None:
    status, lines = check(PACKS)
    assert status == 0, lines
    assert len(lines) == len(FILES)


def test_a_broken_pack_is_told_with_file_and_line() -> None:
    path = BROKEN / "check_towards.yaml"
    status, lines = check(path)
    assert status == 1
    assert lines[0].startswith(f"{path}:26: duties[1].towards (一/（一）): ")


def test_a_missing_file_is_told_and_does_not_stop_the_others() -> None:
    status, lines = check(BROKEN / "nothing.yaml", FILES[0])
    assert status == 1
    assert len(lines) == 2


def test_another_name_for_a_shared_topic_is_told(tmp_path: Path) -> None:
    (tmp_path / "topics.yaml").write_bytes((PACKS / "topics.yaml").read_bytes())
    path = tmp_path / "huzhou/two-responsibilities-2015/1/pack.yaml"
    path.parent.mkdir(parents=True)
    own = (PACKS / path.relative_to(tmp_path)).read_text("utf-8")
    path.write_text(own.replace("zh: 专题例会", "zh: 季度例会"), "utf-8")
    status, lines = check(path)
    assert status == 1
    assert "topics.special-meeting" in lines[0]


@pytest.mark.parametrize("path", [PACKS / "huzhou", FILES[0].parent, FILES[0]], ids=["issuer", "version", "file"])
def test_folders_and_files_are_taken(path: Path) -> None:
    assert check(path)[0] == 0
