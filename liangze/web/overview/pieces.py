"""Small pieces of HTML that the overview has many of, put together once: a tag in a table is called hundreds of times."""

from __future__ import annotations

from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from liangze.core.words import State
from liangze.organisation.words import name_of
from liangze.statistics.queries import DueDay, Point
from liangze.web.overview.drawings import due_columns, rate_line
from liangze.web.templatetags.lz import STATE_ICONS, drawn


def why_link(url: str, figure: str, extra: str = "") -> SafeString:
    """A figure that opens to its reason. `url` and `figure` are the product's own words."""
    url = url.replace("&", "&amp;")
    return SafeString(f'<a class="lz-why-link {extra}" href="{url}" hx-get="{url}" hx-target="#why" data-why>{figure}</a>')


def zero_or(count: int, url: str, extra: str = "") -> SafeString:
    """A count that opens to its reason; nothing to open when there is none."""
    return why_link(url, f"{count:,}", extra) if count else ZERO


ZERO = SafeString('<span class="lz-zero">0</span>')


def named(name: str, url: str, about: str) -> SafeString:
    """A unit's name, opening its page, with what it is below."""
    head = f'<a href="{url.replace("&", "&amp;")}">{escape(name)}</a>' if url else str(escape(name))
    return SafeString(f'{head}<span class="lz-grid__sub">{escape(about)}</span>')


def share(name: str, url: str, drawn_bar: str) -> SafeString:
    """A part's name over its bar."""
    return SafeString(f'<a href="{escape(url)}">{escape(name)}</a>{drawn_bar}')


def under(figure: str, word: str, extra: str = "") -> SafeString:
    """A figure with its word below."""
    return SafeString(f'<span class="{extra}">{figure}</span><span class="lz-grid__sub">{word}</span>')


def key() -> SafeString:
    """The legend of the seven states."""
    return _key(get_language() or "")


@lru_cache(maxsize=4)
def _key(language: str) -> SafeString:
    items = (f'<span class="lz-key__item"><span class="lz-key__swatch is-{one.value}"></span>{name_of(one)}</span>' for one in State)
    return SafeString(f'<span class="lz-key">{"".join(items)}</span>')


def heading(state: State) -> SafeString:
    """A state's icon and word above its figure."""
    return _heading(state, get_language() or "")


@lru_cache(maxsize=32)
def _heading(state: State, language: str) -> SafeString:
    return SafeString(f'<span class="lz-figures__name">{drawn(STATE_ICONS[state])}{name_of(state)}</span>')


@lru_cache(maxsize=256)
def rate_chart(trend: tuple[Point, ...], language: str) -> SafeString | str:
    """The percent on time at each month's end; nothing before anything has come due."""
    drawing = rate_line(trend)
    if drawing is None:
        return ""
    across = "".join(
        f'<line class="lz-chart__across" x1="34" x2="372" y1="{y}" y2="{y}"/>'
        f'<text class="lz-chart__tick" x="28" y="{y}" dy="4" text-anchor="end">{value}</text>'
        for y, value in drawing.across
    )
    dots = "".join(
        f'<circle class="lz-chart__dot" cx="{mark.x}" cy="{mark.y}" r="3"/>'
        f'<text class="lz-chart__tick" x="{mark.x}" y="180" text-anchor="middle">{escape(mark.name)}</text>'
        for mark in drawing.marks
    )
    last = drawing.marks[-1]
    value = f'<text class="lz-chart__value" x="{last.x}" y="{last.y}" dy="-10" text-anchor="middle">{last.value}</text>'
    return _chart(drawing.said, f'{across}<polyline class="lz-chart__line" points="{drawing.line}"/>{dots}{value}')


@lru_cache(maxsize=256)
def due_chart(ahead: tuple[DueDay, ...], language: str) -> SafeString | str:
    """What is still to be done on each of the next days; nothing where nothing is."""
    drawing = due_columns(ahead)
    if drawing is None:
        return ""
    columns = "".join(
        f'<rect class="lz-chart__column" x="{mark.x}" y="{mark.y}" width="{mark.width}" height="{mark.height}"/>'
        f'<text class="lz-chart__value" x="{mark.middle}" y="{mark.y}" dy="-6" text-anchor="middle">{mark.value}</text>'
        f'<text class="lz-chart__tick" x="{mark.middle}" y="180" text-anchor="middle">{escape(mark.name)}</text>'
        for mark in drawing.marks
    )
    return _chart(drawing.said, f'<line class="lz-chart__floor" x1="0" x2="372" y1="160" y2="160"/>{columns}')


def _chart(said: str, inner: str) -> SafeString:
    return SafeString(f'<svg class="lz-chart" viewBox="0 0 372 190" role="img" aria-label="{escape(said)}">{inner}</svg>')


def spark(points: str, x: str, y: str, said: str, change: str) -> SafeString:
    """The line of the last months with its last point, and the change in words."""
    return SafeString(
        f'<svg class="lz-spark" viewBox="0 0 88 28" role="img" aria-label="{said}"><polyline class="lz-spark__line" points="{points}"/>'
        f'<circle class="lz-spark__dot" cx="{x}" cy="{y}" r="2.25"/></svg><span class="lz-num lz-soft">{change}</span>'
    )
