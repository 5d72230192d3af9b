"""What addresses and forms of the reports' pages ask for. Nonsense asks for nothing."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest

from liangze.core.report import Stage
from liangze.core.words import Every
from liangze.reports.queries.book import SIDES, BookFilter
from liangze.web.ledger.asked import number


def wanted(request: HttpRequest) -> BookFilter:
    """The filters of the list."""
    ask = request.GET
    year = number(ask.get("year"))
    return BookFilter(
        side=_one_of(ask.get("side"), SIDES), kind=_one_of(ask.get("kind"), [each.value for each in Every]),
        year=year if year and 2000 <= year < 2100 else None, stage=_one_of(ask.get("stage"), [each.value for each in Stage]),
        text=ask.get("q", "").replace("\0", "").strip()[:60],
    )


def day(text: str | None) -> date | None:
    """A day, else None."""
    try:
        return date.fromisoformat((text or "").strip())
    except ValueError:
        return None


def numbers(texts: list[str], most: int = 20) -> list[int]:
    """Whole numbers, each once, in order."""
    return list(dict.fromkeys(found for text in texts[:most] if (found := number(text))))


def _one_of(text: str | None, words: list[str] | tuple[str, ...]) -> str:
    return text if text and text in words else ""
