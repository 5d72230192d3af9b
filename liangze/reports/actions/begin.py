"""Beginning a report: from what is owed, or at once on a major matter."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from liangze.core.errors import Conflict, NotAllowed, NotFound, Refusal, Refusals
from liangze.core.report import needs_signature, not_open_yet
from liangze.core.words import Every, Role
from liangze.duties.models import Obligation
from liangze.duties.queries.running import topics_by_key
from liangze.organisation.models import Post, Unit
from liangze.organisation.policy import Acting, Permission, demand
from liangze.organisation.policy.acting import in_force
from liangze.packs.words import Addressee
from liangze.reports.models import Owed, Report, Version
from liangze.reports.queries.drafting import default_title, drafted
from liangze.reports.queries.owed import chosen
from liangze.reports.words import ADDRESSEES, subject
from liangze.trust.actions import append

TITLE_LIMIT = 120


class AlreadyReported(Conflict):
    """A report on the same period stands already: `report_id`."""

    report_id = 0


@dataclass(frozen=True, slots=True)
class NewMatter:
    """A major matter to be told at once. on  the day it happened.  due  the day by which it must be told."""

    unit_id: int
    holder_id: int | None
    title: str
    on: date | None
    due: date | None
    to: tuple[str, ...]
    topics: frozenset[str] = frozenset()


def begin(*, obligation_ids: Collection[int], by: Acting, today: date, now: datetime) -> Report:
    """Begin the report that is to meet these obligations of one seat; its text is drafted from the records.

    The first by due day says on which period; further ones are met by the same report.
    Raises NotFound; Conflict on a period that is not open yet (with its day and clause); AlreadyReported.
    """
    if by.account_id is None:
        raise NotAllowed("Only a person can do this.", remedy="Sign in with an account.")
    with transaction.atomic():
        rows = chosen(obligation_ids, by)
        if not rows:
            raise NotFound("There is nothing owed here that you could report.", remedy="Choose it from what is owed.")
        first = next((row for row in rows if row.pk == next(iter(obligation_ids))), rows[0])
        rows = [row for row in rows if row.holder_id == first.holder_id]
        for row in rows:
            if refusal := not_open_yet(row.opens, today, f"{row.duty.version.cited} {row.duty.clause.label}"):
                raise refusal
        unit = _locked_unit(first.unit_id)
        _demand_first(rows)
        topics = sorted({topic for row in rows for topic in row.duty.topics})
        report = Report(
            unit=unit, holder=first.holder, number=_number(unit, today), every=first.duty.every, period_start=first.period_start,
            period_end=first.period_end, topics=topics, to=_addressees(rows), due=min(row.due for row in rows),
            signs=needs_signature(Role(first.holder.role), Every(first.duty.every)), started_by_id=by.account_id, started_at=now,
        )
        report.title = default_title(report, subject(topics, topics_by_key()))
        _store(report, by, today, now)
        Owed.objects.bulk_create(Owed(report=report, obligation=row) for row in rows)
        append(
            by=by, action="reports.report.begin", thing=report, unit_id=unit.pk,
            after={"number": report.number, "obligations": [row.pk for row in rows], "topics": topics},
        )
    return report


def begin_matter(*, matter: NewMatter, by: Acting, today: date, now: datetime) -> Report:
    """Begin a report on a major matter: no period, a day by which it must be told.

    Raises NotFound, NotAllowed, Refusals on every field that is wrong, AlreadyReported for the same matter of the same day.
    """
    with transaction.atomic():
        unit = Unit.objects.select_for_update(no_key=True).filter(pk=matter.unit_id).first()
        if unit is None:
            raise NotFound("There is no such unit.", remedy="Start again from the list of reports.")
        demand(by, Permission.REPORT_WRITE, unit)
        if by.account_id is None:
            raise NotAllowed("Only a person can do this.", remedy="Sign in with an account.")
        holder, on = _checked(matter, unit, today)
        title = matter.title.replace("\0", "").strip()
        same = Report.objects.filter(holder=holder, every=Every.ONCE, period_start=on, title=title, withdrawn_at=None).first()
        if same:
            raise _stands(same)
        report = Report(
            unit=unit, holder=holder, number=_number(unit, today), every=Every.ONCE, period_start=on, period_end=on + timedelta(days=1),
            topics=sorted(matter.topics), to=list(matter.to), due=matter.due, title=title, started_by_id=by.account_id, started_at=now,
        )
        _store(report, by, today, now)
        append(
            by=by, action="reports.report.begin", thing=report, unit_id=unit.pk,
            after={"number": report.number, "matter": title, "due": matter.due, "to": list(matter.to)},
        )
    return report


def _checked(matter: NewMatter, unit: Unit, today: date) -> tuple[Post, date]:
    wrong = []
    holder = Post.objects.filter(in_force(today), pk=matter.holder_id, unit=unit).first()
    if holder is None:
        wrong.append(Refusal("Who reports is missing.", remedy="Choose one of the seats of this unit.", field="holder"))
    if not matter.title.strip() or len(matter.title.strip()) > TITLE_LIMIT:
        remedy = "Say in at most 120 characters what it is about."
        wrong.append(Refusal("The title is missing or too long.", remedy=remedy, field="title"))
    if matter.on is None or matter.on > today:
        remedy = "Enter the day on which it happened, today at the latest."
        wrong.append(Refusal("The day is missing or has not come yet.", remedy=remedy, field="on"))
    if matter.due is None or (matter.on and matter.due < matter.on):
        remedy = "Enter the day by which the addressee must know."
        wrong.append(Refusal("The day by which it must be told is missing or lies before the matter.", remedy=remedy, field="due"))
    if not matter.to or not set(matter.to) <= set(ADDRESSEES):
        wrong.append(Refusal("To whom it goes is missing.", remedy="Choose at least one addressee.", field="to"))
    if wrong or holder is None or matter.on is None:
        raise Refusals(wrong)
    return holder, matter.on


def _store(report: Report, by: Acting, today: date, now: datetime) -> None:
    report.save()
    text = drafted(report, today)
    Version.objects.create(
        report=report, sections=text.sections, figures=text.figures, figures_on=today, saved_by_id=by.account_id, saved_at=now
    )


def _locked_unit(unit_id: int) -> Unit:
    """One at a time in a unit: numbers are running, and two reports on one period cannot begin side by side."""
    return Unit.objects.select_for_update(no_key=True).get(pk=unit_id)


def _demand_first(rows: Sequence[Obligation]) -> None:
    """Raise AlreadyReported where a report stands for one of the obligations, as often as it asks."""
    for row in rows:
        standing = Report.objects.filter(owed__obligation=row.pk, withdrawn_at=None).order_by("-pk")
        if standing.count() >= row.times:
            raise _stands(standing[0])


def _stands(report: Report) -> AlreadyReported:
    refusal = AlreadyReported(
        "A report on this period stands already: No. %(number)s.", params={"number": report.number},
        remedy="Go on with that one; withdraw it first if it is to be replaced.", field="obligation",
    )
    refusal.report_id = report.pk
    return refusal


def _number(unit: Unit, today: date) -> str:
    return f"{today.year}-{Report.objects.filter(unit=unit, number__startswith=f'{today.year}-').count() + 1:03}"


def _addressees(rows: Iterable[Any]) -> list[str]:
    """Those whom the clauses name, in the order of the vocabulary; the level above where they name nobody."""
    named = {each for row in rows for each in (*row.duty.to, row.duty.accept) if each in ADDRESSEES}
    return [each.value for each in Addressee if each in named] or [Addressee.SUPERIOR_COMMITTEE.value]
