"""Reading what an address or a form of the talks says."""

from __future__ import annotations

from datetime import date

from liangze.web.ledger.asked import number


def day(text: str | None) -> date | None:
    """A day, or None for nonsense."""
    try:
        return date.fromisoformat((text or "").strip())
    except ValueError:
        return None


def numbers(texts: list[str]) -> tuple[int, ...]:
    """Positive whole numbers, each once, in their order."""
    return tuple(dict.fromkeys(n for n in map(number, texts) if n is not None))


def year(text: str | None, otherwise: int) -> int:
    """A year in which talks can be owed; `otherwise` for nonsense."""
    asked = number(text) or otherwise
    return asked if 2000 <= asked <= otherwise + 1 else otherwise
