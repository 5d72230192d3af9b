"""What a run of planning did: new, the same, moved, withdrawn, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class DutySummary:
    """One duty. Numbers are obligations.

    why       a word of liangze.duties.planning.whys.TEXTS.  withdrawn  by a word of whys.WITHDRAWN_TEXTS.
    moved     the days changed.  restored  was withdrawn and is owed again.  handed_over  passed on with a portfolio.
    same      nothing changed, among what was looked at; None when the whole set was left as it is.
    earlier_deeds  deeds recorded before, looked at again.
    """

    duty_id: int
    key: str
    title: str
    cited: str
    clause: str
    why: str
    new: int = 0
    same: int | None = None
    moved: int = 0
    restored: int = 0
    handed_over: int = 0
    withdrawn: Mapping[str, int] = field(default_factory=dict)
    earlier_deeds: int = 0


@dataclass(frozen=True, slots=True)
class PlanSummary:
    """A run, duty by duty."""

    run_id: int
    year: int
    duties: tuple[DutySummary, ...]

    def total(self, name: str) -> int:
        """Sum of one of the numbers over all duties."""
        return sum(getattr(duty, name) or 0 for duty in self.duties)

    @property
    def withdrawn(self) -> dict[str, int]:
        """Withdrawn obligations by reason."""
        total: Counter[str] = Counter()
        for duty in self.duties:
            total.update(duty.withdrawn)
        return dict(sorted(total.items()))

    def as_plain(self) -> dict[str, Any]:
        """For a JSON column and the audit entry; duties that were left as they are are only counted."""
        shown = [asdict(duty) for duty in self.duties if duty.same is not None]
        names = ("new", "same", "moved", "restored", "handed_over", "earlier_deeds")
        totals: dict[str, Any] = {name: self.total(name) for name in names}
        return totals | {"withdrawn": self.withdrawn, "left": len(self.duties) - len(shown), "duties": shown}
