"""What the loader refuses whatever a pack says, and how it tells."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liangze.core.errors import Refusal
from liangze.packs import PackErrors, load_pack, parse_pack
from liangze.packs.tree import MOST_BYTES, plain_value
from tests.packs.conftest import PACKS

GOOD = (PACKS / "huzhou/two-responsibilities-2015/1/pack.yaml").read_text("utf-8")


def test_a_missing_file_is_an_error_and_not_a_trace(tmp_path: Path) -> None:
    with pytest.raises(PackErrors, match="There is no such file"):
        load_pack(tmp_path / "nothing.yaml")
    with pytest.raises(PackErrors, match="The file cannot be read"):
        load_pack(tmp_path)


def test_a_file_beyond_two_megabytes_is_refused_unread() -> None:
    with pytest.raises(PackErrors, match="the limit is 2097152"):
        parse_pack(b"x" * (MOST_BYTES + 1))


def test_a_file_that_is_not_utf8_is_refused_with_its_line() -> None:
    with pytest.raises(PackErrors, match=r"pack\.yaml:2: The file is not UTF-8 text"):
        parse_pack("schema: 1\ntitle: 意见\n".encode("gb18030"))


def test_an_alias_bomb_is_refused_at_once() -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    started = time.monotonic()
    with pytest.raises(PackErrors, match="Anchors and aliases"):
        parse_pack(bomb)
    assert time.monotonic() - started < 1


def test_a_very_deep_file_is_refused() -> None:
    with pytest.raises(PackErrors, match=r"nesting is deeper|not YAML"):
        parse_pack("[" * 100_000)


def test_all_mistakes_are_told_at_once_in_the_order_of_their_lines() -> None:
    text = GOOD.replace("era: 2014-2016", "era: long ago").replace("level: city", "level: town", 1)
    with pytest.raises(PackErrors) as caught:
        parse_pack(text.replace("every: quarter", "evry: quarter"))
    lines = [refusal.line for refusal in caught.value.refusals]
    assert len(lines) == 3
    assert lines == sorted(lines)
    assert str(caught.value).count("\n") == 2


def test_a_finding_carries_its_clause() -> None:
    with pytest.raises(PackErrors) as caught:
        parse_pack(GOOD.replace("    every: quarter\n", "    every: quarter\n    times: 0\n"))
    refusal = caught.value.refusals[0]
    assert refusal.clause == "二/（一）/1"
    assert refusal.key == "duties[1].times"


def test_words_that_other_yaml_readers_twist_stay_words() -> None:
    assert [plain_value(word) for word in ("on", "no", "yes", "1:30", "0o17", "007", "1e3")] == [
        "on", "no", "yes", "1:30", "0o17", "007", "1e3",
    ]  # fmt: skip


@given(st.text(max_size=300) | st.binary(max_size=300))
def test_whatever_comes_in_only_pack_errors_come_out(text: str | bytes) -> None:
    with pytest.raises(PackErrors):
        parse_pack(text)


@given(st.integers(0, len(GOOD) - 1), st.text(alphabet="{}[]:,-#&*!|>'\"\n\t 一a1", max_size=4))
def test_a_damaged_pack_loads_or_says_why(place: int, scrap: str) -> None:
    told: tuple[Refusal, ...] = ()
    try:
        parse_pack(GOOD[:place] + scrap + GOOD[place + 1 :])
    except PackErrors as errors:
        told = errors.refusals
    assert all(refusal.line >= 1 and str(refusal) for refusal in told)
