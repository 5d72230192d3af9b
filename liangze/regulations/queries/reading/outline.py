"""The tree of clauses beside the text, with the number of drafts in each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from liangze.regulations.queries.reading.text import anchor_of

MOST = 16


@dataclass(frozen=True, slots=True)
class Branch:
    """A clause in the tree. drafts, waiting: in it and below it.  depth: 0 for the outermost."""

    anchor: str
    label: str
    name: str
    depth: int
    drafts: int
    waiting: int
    current: bool


def outline(
    clauses: Sequence[Mapping[str, Any]], drafts: Iterable[tuple[tuple[str, ...], bool]], *, current: tuple[str, ...] = ()
) -> tuple[Branch, ...]:
    """Two levels of the tree, and deeper clauses that have drafts. `drafts`: path, and whether it waits."""
    total: Counter[tuple[str, ...]] = Counter()
    waiting: Counter[tuple[str, ...]] = Counter()
    for path, waits in drafts:
        for depth in range(1, len(path) + 1):
            total[path[:depth]] += 1
            waiting[path[:depth]] += waits
    found = []
    for n, clause in enumerate(clauses):
        path = tuple(clause["path"])
        if len(path) <= 2 or total[path]:
            label = path[-1]
            name = name_of(clause)
            if name == label or label.startswith(name[:-1]):
                name = ""
            found.append(
                Branch(
                    anchor_of(n),
                    label if len(label) <= MOST else label[: MOST - 1] + "…",
                    name,
                    len(path) - 1,
                    total[path],
                    waiting[path],
                    path == current,
                )
            )
    return tuple(found)


def name_of(clause: Mapping[str, Any]) -> str:
    """Its heading, or its first words up to a stop."""
    words = (clause.get("heading") or "").strip() or re.split(r"[。，；：,;:\n]", (clause.get("text") or "").strip())[0]
    return words if len(words) <= MOST else words[: MOST - 1] + "…"
