"""Where the figures of a report come from: one module for each section, each with its numbers and the sentences that say them.

A room below adds a module and a line here; nothing else changes. All numbers are asked for in one statement.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from liangze.reports.queries.sources import ledger, problems, records, tasks
from liangze.reports.queries.sources.shape import Numbers, Scope, Section, Source

#: In the order in which their sections stand in a report.
SOURCES: tuple[Source, ...] = (ledger.SOURCE, records.SOURCE, tasks.SOURCE, problems.SOURCE)


def numbers_of(scope: Scope, sources: Iterable[Source] = SOURCES) -> dict[str, Numbers]:
    """All numbers by section. One statement."""
    parts = [source.numbers(scope) for source in sources]
    first, *rest = parts
    found: dict[str, Numbers] = defaultdict(dict)
    for section, key, n in first.union(*rest, all=True) if rest else first:
        found[section][key] = found[section].get(key, 0) + int(n)
    return {source.key: found[source.key] for source in sources}


def sections_of(scope: Scope, sources: Iterable[Source] = SOURCES) -> tuple[Section, ...]:
    """The drafted sections with their sentences, in the language in force. One statement."""
    sources = tuple(sources)
    numbers = numbers_of(scope, sources)
    return tuple(Section(source.key, str(source.title), source.lines(scope, numbers[source.key])) for source in sources)


def values_now(scope: Scope) -> dict[str, int]:
    """The value of every figure, by its key, as of the day of the scope. One statement."""
    return {figure.key: figure.value for section in sections_of(scope) for line in section.lines for figure in line.figures.values()}
