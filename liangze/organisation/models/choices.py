"""Choices of a column from a closed vocabulary of the core."""

from __future__ import annotations

from enum import StrEnum

#: msgids of the vocabulary's words are "<Enum>.<word>" in liangze.organisation.words; here only the values are fixed.


def choices(words: type[StrEnum]) -> list[tuple[str, str]]:
    """Values as their own labels: names for people come from liangze.organisation.words."""
    return [(word.value, word.value) for word in words]
