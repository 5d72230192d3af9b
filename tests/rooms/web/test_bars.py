"""What stands in the bars: the places of every day, the current one always, the others one touch away."""

from __future__ import annotations

import re

import pytest

from liangze.organisation.models import GrantRole
from liangze.organisation.policy import Acting
from liangze.organisation.policy.acting import Held
from liangze.web.bars import parted, tabbar, topbar
from liangze.web.navigation import DAILY, PLACES, Shown, places


def shown_to(role: str, path: str = "/") -> tuple[Shown, ...]:
    return places(Acting(1, "甲", (Held(role, 1, "0001", "云川市"),), frozenset({1})), path, "zh-hans")


def names(html: str) -> list[str]:
    return re.findall(r'class="lz-(?:topbar|tabbar)__link" href="([^"]+)"', html)


@pytest.mark.parametrize("role", DAILY)
def test_a_bar_has_room_for_what_a_role_needs_daily_and_nothing_is_lost(role: str) -> None:
    shown = shown_to(role)
    bar, rest = parted(shown, 6)
    assert {place.url for place in bar} == {place.url for place in shown if place.rank < 6}
    assert {*bar, *rest} == {*shown}
    assert len(names(topbar(shown, "zh-hans"))) == 6
    assert len(names(tabbar(shown, "zh-hans"))) == 4


def test_what_is_daily_exists() -> None:
    assert {name for daily in DAILY.values() for name in daily} <= {place.url_name for place in PLACES}


def test_a_place_behind_the_others_is_named_in_the_bar_while_one_is_there() -> None:
    shown = shown_to(GrantRole.OFFICE, "/organisation/")
    here = next(place for place in shown if place.current)
    assert here in parted(shown, 6)[1]
    summary = re.search(r"<summary[^>]*aria-current.*?</summary>", topbar(shown, "zh-hans"))
    assert summary
    assert here.name in summary[0]


def test_few_places_need_no_menu() -> None:
    shown = shown_to(GrantRole.SECURITY_ADMIN)
    assert "<details" not in topbar(shown, "zh-hans")
