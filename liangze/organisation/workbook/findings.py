"""What is wrong in a workbook: where, what, and how to mend it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from liangze.organisation.workbook.layout import ORGANISATION, Book

KEPT = 1_000


@dataclass(frozen=True, slots=True)
class Finding:
    """One wrong place. `row` as the workbook counts, 0 for a whole sheet; `what` and `remedy` are English msgids with `params`.

    warning  does not stop the import.
    """

    sheet: str
    row: int
    column: str
    what: str
    remedy: str
    params: Mapping[str, Any] = field(default_factory=dict)
    warning: bool = False


@dataclass(slots=True)
class Findings:
    """Findings as they are met: the first thousand are kept, all are counted. `found` counts those that stop the import."""

    kept: list[Finding] = field(default_factory=list)
    found: int = 0
    warnings: int = 0

    @property
    def room(self) -> int:
        """How many more are kept."""
        return max(0, KEPT - len(self.kept))

    def add(self, finding: Finding, times: int = 1) -> None:
        """Take one in; `times` counts others like it that are not listed."""
        if finding.warning:
            self.warnings += times
        else:
            self.found += times
        if self.room:
            self.kept.append(finding)

    def plain(self, book: Book = ORGANISATION) -> list[dict[str, Any]]:
        """What is kept, in JSON's types, in the order of the workbook."""
        order = {sheet.title: place for place, sheet in enumerate(book.sheets)}
        rows = sorted(self.kept, key=lambda finding: (order.get(finding.sheet, -1), finding.row))
        return [asdict(finding) for finding in rows]
