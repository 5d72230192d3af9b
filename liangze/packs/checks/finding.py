"""What a check finds: a message, the place in the file, the clause concerned."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from liangze.core.duty import Duty
from liangze.packs.messages import Message
from liangze.packs.refusals import KeyPath
from liangze.packs.values import Measure, Pack, Permit, Situation, Standing, Trigger

Cited = Duty | Standing | Situation | Measure | Trigger | Permit


@dataclass(frozen=True, slots=True)
class Finding:
    """`key`: where, as keys and positions. A tuple in `params` is a place too; it is told as its line."""

    message: Message
    key: KeyPath
    params: Mapping[str, Any]
    clause: str | None = None


def found(
    message: Message,
    *key: str | int,
    clause: tuple[str, ...] | None = None,
    **params: Any,
) -> Finding:
    return Finding(message, key, params, printed(clause) if clause else None)


def printed(path: tuple[str, ...]) -> str:
    """A clause path as people write it: 四/（二）."""
    return "/".join(path)


def cited(pack: Pack) -> Iterator[tuple[str, int, Cited]]:
    """Everything that has an id and cites a clause: name of its list, position, value."""
    for name in ("duties", "standing", "situations", "measures", "triggers", "permits"):
        for position, value in enumerate(getattr(pack, name)):
            yield name, position, value
