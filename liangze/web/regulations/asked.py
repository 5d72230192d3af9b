"""What an address asks for. A value that makes no sense is as good as none: the page then shows its usual self."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from django.utils.translation import get_language

from liangze.web.clock import today

YEARS = range(1949, 2100)


def day_asked(request: HttpRequest, name: str) -> date:
    """The day in the address, today where there is none or one outside the years that regulations can bind."""
    try:
        day = date.fromisoformat(request.GET.get(name, ""))
    except ValueError:
        return today()
    return day if day.year in YEARS else today()


def number_asked(request: HttpRequest, name: str) -> int | None:
    """The number in the address, at most nine digits."""
    value = request.GET.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else None


def in_chinese() -> bool:
    """Whether the page is in Chinese: stored names come in two languages."""
    return (get_language() or "").startswith("zh")
