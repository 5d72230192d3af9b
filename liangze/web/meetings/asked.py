"""Reading what a form sends: days, times, rows; and what is told beside each field."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time
from decimal import Decimal, InvalidOperation

from django.http import QueryDict

from liangze.core.errors import Refusal, Refusals
from liangze.web.refusals import Told, each

ROWS = 100  # of one form at most


def day(text: str | None) -> date | None:
    """A day, or None when it is none."""
    try:
        return date.fromisoformat((text or "").strip())
    except ValueError:
        return None


def clock(text: str | None) -> time | None:
    """A time of the day, or None when it is none."""
    try:
        return time.fromisoformat((text or "").strip()).replace(tzinfo=None)
    except ValueError:
        return None


def sum_of(text: str) -> tuple[Decimal | None, bool]:
    """(the sum in yuan, whether it can be read); separators of thousands are left out."""
    text = text.replace(",", "").replace("，", "").strip()
    if not text:
        return None, True
    try:
        found = Decimal(text)
    except InvalidOperation:
        return None, False
    return (found.quantize(Decimal("0.01")), True) if found.is_finite() and abs(found) < 10**15 else (None, False)


def together(form: QueryDict, *names: str) -> list[tuple[str, ...]]:
    """Columns of the form's rows, side by side; a column that is too short is filled up."""
    columns = [form.getlist(name) for name in names]
    count = min(max(map(len, columns), default=0), ROWS)
    return [tuple(column[index] if index < len(column) else "" for column in columns) for index in range(count)]


def told_all(refusals: Iterable[Refusal | Refusals]) -> list[Told]:
    """All of them, each once."""
    return list(dict.fromkeys(told for one in refusals for told in each(one)))


def by_field(wrong: Iterable[Told]) -> dict[str, list[Told]]:
    """What is told beside each field."""
    fields: dict[str, list[Told]] = {}
    for one in wrong:
        fields.setdefault(one.field or "whole", []).append(one)
    return fields
