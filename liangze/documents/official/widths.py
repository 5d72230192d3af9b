"""How wide the columns of a table become, and how large its type."""

from __future__ import annotations

from collections.abc import Sequence

from liangze.documents.paper import Column

_SIDES = 9.0  # points of a cell that hold no words
_LONG = 240  # characters
_WHOLE = 4  # a head of up to so many characters stays on one line


def table_size(columns: int) -> float:
    """五号 (10.5 pt), with seven columns and more 小五 (9 pt)."""
    return 10.5 if columns < 7 else 9.0


def shares(columns: Sequence[Column], *, points: float, size: float) -> list[float]:
    """Widths in points that sum up to `points`: by the shares asked for, but none so narrow that its head breaks (序 | 号)."""
    least = [min(len(column.title) or 1, _WHOLE) * size + _SIDES for column in columns]
    if sum(least) >= points:
        return [each / sum(least) * points for each in least]
    narrow: set[int] = set()
    while True:
        room = points - sum(least[at] for at in narrow)
        total = sum(column.width for at, column in enumerate(columns) if at not in narrow)
        widths = [least[at] if at in narrow else column.width / total * room for at, column in enumerate(columns)]
        more = {at for at in range(len(columns)) if at not in narrow and widths[at] < least[at]}
        if not more:
            return widths
        narrow |= more


def may_break(row: Sequence[str]) -> bool:
    """Whether a row may go on overleaf; others stay on one page."""
    return any(len(words) > _LONG for words in row)
