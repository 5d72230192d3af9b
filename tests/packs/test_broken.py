"""The shelf of broken packs: each file says in its first line what the error must contain, and in which line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from liangze.packs import PackErrors, load_pack

SHELF = sorted((Path(__file__).parent / "broken").glob("*.yaml"))


@pytest.mark.parametrize("path", SHELF, ids=lambda path: path.stem)
def test_broken_pack_says_what_is_wrong_and_where(path: Path) -> None:
    first = path.read_text("utf-8").splitlines()[0]
    line, words = re.fullmatch(r"# expects: line (\d+): (.+)", first).groups()

    with pytest.raises(PackErrors) as caught:
        load_pack(path)

    refusals = caught.value.refusals
    assert len(refusals) == 1, [str(refusal) for refusal in refusals]
    assert words in str(refusals[0])
    assert refusals[0].line == int(line)
    assert refusals[0].remedy
    assert str(refusals[0]).startswith(f"{path}:{line}: ")


def test_the_shelf_is_full() -> None:
    assert len(SHELF) >= 25
