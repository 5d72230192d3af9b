"""Each clause stands once, after the clause that holds it."""

from __future__ import annotations

from collections.abc import Iterator

from liangze.packs import messages
from liangze.packs.checks.finding import Finding, found, printed
from liangze.packs.values import Pack

#: Characters of a printed path, for pages and columns.
MOST = 200


def check_clause_paths(pack: Pack) -> Iterator[Finding]:
    seen: dict[tuple[str, ...], int] = {}
    for position, clause in enumerate(pack.clauses):
        path, key = clause.path, ("clauses", position, "path")
        if len(printed(path)) > MOST:
            yield found(messages.PATH_LONG, *key, length=len(printed(path)), most=MOST)
        if not path:
            yield found(messages.EMPTY_CLAUSE, *key)
        elif path in seen:
            first = ("clauses", seen[path], "path")
            yield found(
                messages.CLAUSE_TWICE,
                *key,
                clause=path,
                path=printed(path),
                first=first,
            )
        elif path[:-1] and path[:-1] not in seen:
            yield found(
                messages.CLAUSE_WITHOUT_PARENT,
                *key,
                clause=path,
                path=printed(path),
                parent=printed(path[:-1]),
            )
        seen.setdefault(path, position)
