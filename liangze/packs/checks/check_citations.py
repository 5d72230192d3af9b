"""Every citation resolves to a clause of the pack."""

from __future__ import annotations

from collections.abc import Iterator

from liangze.packs import messages
from liangze.packs.checks.finding import Finding, cited, found, printed
from liangze.packs.decode import nearest
from liangze.packs.values import Pack


def check_citations(pack: Pack) -> Iterator[Finding]:
    known = {clause.path for clause in pack.clauses}
    for name, position, value in cited(pack):
        key = (name, position, "clause")
        if not value.clause:
            yield found(messages.EMPTY_CLAUSE, *key)
        elif value.clause not in known:
            path = printed(value.clause)
            if near := nearest(path, map(printed, known)):
                yield found(
                    messages.NO_SUCH_CLAUSE_NEAR,
                    *key,
                    clause=value.clause,
                    path=path,
                    near=near,
                )
            else:
                yield found(messages.NO_SUCH_CLAUSE, *key, clause=value.clause, path=path)
