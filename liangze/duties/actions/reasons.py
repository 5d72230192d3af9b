"""Reasons: what a person must write when a step can be contested later."""

from __future__ import annotations

from liangze.core.errors import Refusal


def required(text: str, *, field: str = "reason", limit: int = 300) -> str:
    """The text without outer blanks. Raises Refusal, on that field, when it is empty or too long."""
    text = text.strip()
    if not text:
        raise Refusal("A reason is missing.", remedy="Write in one sentence why; it stays on record.", field=field)
    if len(text) > limit:
        raise Refusal(
            "The reason is too long: %(length)s of at most %(limit)s characters.", remedy="Say it more briefly.",
            field=field, params={"length": len(text), "limit": limit},
        )
    return text
