"""What a pack writer is told: file, line, key, what is wrong, what to do."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from liangze.core.errors import Refusal, Refusals

#: A place in a file: keys and positions from the outside in.
KeyPath = tuple[str | int, ...]


def key_text(key: KeyPath) -> str:
    """`("duties", 2, "due")` as `duties[3].due`; positions are counted from 1, as people count."""
    text = ""
    for part in key:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if text else part
    return text


class PackRefusal(Refusal):
    """One thing wrong in one pack file. `line` counts from 1. `key` is where, as in `duties[3].due`."""

    def __init__(
        self,
        what: str,
        *,
        remedy: str = "",
        file: str,
        line: int,
        key: KeyPath = (),
        clause: str | None = None,
        **params: Any,
    ) -> None:
        super().__init__(
            what,
            remedy=remedy,
            field=key_text(key) or None,
            clause=clause,
            params=params,
        )
        self.file = file
        self.line = line
        self.key = key_text(key)

    def __str__(self) -> str:
        where = " ".join(filter(None, (self.key, f"({self.clause})" if self.clause else "")))
        return f"{self.file}:{self.line}: " + (f"{where}: " if where else "") + super().__str__()


class PackErrors(Refusals):
    """Everything that is wrong in a pack file, in the order of its lines."""

    def __init__(self, refusals: Iterable[PackRefusal]) -> None:
        ordered = sorted(refusals, key=lambda refusal: refusal.line)
        super().__init__(ordered)
        self.args = ("\n".join(map(str, ordered)),)
