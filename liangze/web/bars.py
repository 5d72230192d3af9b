"""The bar at the top and the one of a phone: the places of every day, and all others under "more". Built once for all who see the same."""

from __future__ import annotations

from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from liangze.web.navigation import Shown
from liangze.web.templatetags.lz import drawn

DESK, PHONE = 6, 4  # places beside "more"; a single one that is left over stands there as well


def parted(shown: tuple[Shown, ...], room: int) -> tuple[tuple[Shown, ...], tuple[Shown, ...]]:
    """What stands in a bar with room for so many, and what is under "more", both in the order of the places."""
    if len(shown) <= room + 1:
        return shown, ()
    first = sorted(shown, key=lambda place: place.rank)[:room]
    return tuple(place for place in shown if place in first), tuple(place for place in shown if place not in first)


@lru_cache(maxsize=1024)
def topbar(shown: tuple[Shown, ...], language: str) -> SafeString:
    """The links of the bar at the top. Where the current place is under "more", its name stands there instead of the word."""
    bar, rest = parted(shown, DESK)
    links = "".join(f'<a class="lz-topbar__link" href="{escape(p.url)}"{_current(p)}>{escape(p.name)}</a>' for p in bar)
    if not rest:
        return SafeString(links)
    here = next((place.name for place in rest if place.current), "")
    summary = f'<summary class="lz-topbar__link"{TRUE if here else ""}>{_word(here)}{drawn("chevron-down")}</summary>'
    return SafeString(f'{links}<details class="lz-menu lz-topbar__more">{summary}{_menu(rest)}</details>')


@lru_cache(maxsize=1024)
def tabbar(shown: tuple[Shown, ...], language: str) -> SafeString:
    """The bar at the foot of a phone."""
    bar, rest = parted(shown, PHONE)
    links = "".join(
        f'<a class="lz-tabbar__link" href="{escape(p.url)}"{_current(p)}>{drawn(p.icon)}{escape(p.short)}</a>' for p in bar
    )
    if not rest:
        return SafeString(links)
    here = next((place.short for place in rest if place.current), "")
    summary = f'<summary class="lz-tabbar__link"{TRUE if here else ""}>{drawn("dots")}{_word(here)}</summary>'
    return SafeString(f'{links}<details class="lz-menu">{summary}{_menu(rest)}</details>')


def _menu(rest: tuple[Shown, ...]) -> str:
    items = (f'<a class="lz-menu__item" href="{escape(p.url)}"{_current(p)}>{drawn(p.icon)}{escape(p.name)}</a>' for p in rest)
    return f'<div class="lz-menu__list">{"".join(items)}</div>'


def _word(here: str) -> str:
    """What the menu is called: by the current place where that stands in it."""
    more = escape(gettext("More"))
    return f'<span class="lz-visually-hidden">{more}: </span><span>{escape(here)}</span>' if here else more


def _current(place: Shown) -> str:
    return ' aria-current="page"' if place.current else ""


TRUE = ' aria-current="true"'
