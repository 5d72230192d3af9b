"""Changes of obligations, told to the counters."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from liangze.duties.models import CounterDelta
from liangze.organisation.models.unit import SEGMENT


@dataclass(frozen=True, slots=True)
class CounterChange:
    path: str
    version_id: int
    kind: str
    opens: date
    due: date
    total: int = 0
    fulfilled: int = 0
    late: int = 0
    exempt: int = 0


def add(changes: Iterable[CounterChange]) -> None:
    rows = []
    for c in changes:
        for i in range(0, len(c.path), SEGMENT):
            rows.append(CounterDelta(node_id=int(c.path[i:i+SEGMENT]), version_id=c.version_id, kind=c.kind, opens=c.opens, due=c.due, total=c.total, fulfilled=c.fulfilled, late=c.late, exempt=c.exempt))
    CounterDelta.objects.bulk_create(rows)
