"""Before a report is begun: what it can meet, and what it will count for; the choices for a major matter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from liangze.core.errors import NotFound
from liangze.core.report import needs_signature
from liangze.core.words import ActKind, Every, Role
from liangze.duties.models import Obligation
from liangze.duties.new_deed import NewDeed
from liangze.duties.queries.preview import Preview, preview
from liangze.organisation.models import Post, Unit
from liangze.organisation.policy import Acting, Permission, demand
from liangze.organisation.policy.acting import in_force
from liangze.reports.queries.form import own
from liangze.reports.queries.owed import OwedReport, chosen, missed, shaped, together
from liangze.reports.record import RECORD
from liangze.reports.words import period_said


@dataclass(frozen=True, slots=True)
class Starting:
    """The obligations chosen, others that the same report may meet, and what it will count for when it is handed in today.

    stands  the report that stands for one of them already.  opens  the day from which it can be reported, where that is still to come.
    """

    unit: Unit
    seat: str
    period: str
    chosen: tuple[OwedReport, ...]
    others: tuple[OwedReport, ...]
    counts: Preview
    signs: bool
    stands: int | None
    opens: date | None


def starting(*, obligation_ids: Sequence[int], by: Acting, today: date) -> Starting:
    """Four statements. Raises NotFound."""
    rows = chosen(obligation_ids, by)
    if not rows:
        raise NotFound("There is nothing owed here that you could report.", remedy="Choose it from what is owed.")
    first = next((row for row in rows if row.pk == obligation_ids[0]), rows[0])
    rows = [row for row in rows if row.holder_id == first.holder_id]
    others = [row for row in together(first, by, today) if row.id not in {each.pk for each in rows}]
    topics = frozenset(topic for row in rows for topic in row.duty.topics)
    deed = NewDeed(first.unit_id, first.holder_id, ActKind.REPORT.value, topics, today, (RECORD, 0))
    return Starting(
        unit=first.unit, seat=first.holder.title, period=period_said(first.duty.every, first.period_start),
        chosen=tuple(shaped(row, today) for row in rows), others=tuple(others),
        counts=own(preview([deed], today, makes_up=[row.pk for row in rows if missed(row, today)]), first.holder.title),
        signs=needs_signature(Role(first.holder.role), Every(first.duty.every)), stands=_stands(rows),
        opens=max((row.opens for row in rows if row.opens > today), default=None),
    )


def _stands(rows: Sequence[Obligation]) -> int | None:
    return next((row.report_id for row in rows if row.report_id), None)  # type: ignore[attr-defined]  # annotated


@dataclass(frozen=True, slots=True)
class MatterChoices:
    """The unit and its seats."""

    unit: Unit
    seats: tuple[tuple[int, str], ...]


def matter_choices(*, by: Acting, unit_id: int, today: date) -> MatterChoices:
    """Two statements. Raises NotFound, and NotAllowed where the person writes no reports."""
    unit = Unit.objects.filter(pk=unit_id).first()
    if unit is None:
        raise NotFound("There is no such unit.", remedy="Start again from the list of reports.")
    demand(by, Permission.REPORT_WRITE, unit)
    seats = Post.objects.filter(in_force(today), unit=unit).exclude(role=Role.LIAISON).order_by("position", "pk")
    return MatterChoices(unit, tuple(seats.values_list("pk", "title")))
