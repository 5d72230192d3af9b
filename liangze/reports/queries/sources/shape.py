"""What a source of figures is asked, and what it gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise

Numbers = dict[str, int]


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose figures, and of which days. holder  the seat whose own they are; None: of the whole unit.

    since, last  the first and the last day of the period.  day  as of when.  period  as people say it.
    """

    unit_id: int
    holder: int | None
    since: date
    last: date
    day: date
    period: str


@dataclass(frozen=True, slots=True)
class Figure:
    """One number: what it counts, and the page that opens the records behind it, with its arguments and query.

    key  stays the same from draft to draft, so that the value of a later day can be put beside it.
    """

    key: str
    value: int
    name: str
    page: str
    args: tuple[int, ...] = ()
    query: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence with places %(name)s, and the figure for each of them."""

    text: str
    figures: Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class Section:
    """A drafted section."""

    key: str
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """One section's figures. numbers  rows (section, key, n) as one queryset.  lines  the sentences that say them."""

    key: str
    title: Promise
    numbers: Callable[[Scope], QuerySet[Any, Any]]
    lines: Callable[[Scope, Numbers], tuple[Line, ...]]
