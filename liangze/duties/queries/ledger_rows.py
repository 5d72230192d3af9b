"""The rows of a ledger: one statement, states by the core, everything as people read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from liangze.core.doubts import days_late_entered
from liangze.core.obligation import ObligationDates, state_on
from liangze.core.words import State
from liangze.duties.queries.as_of import AFTER, EXEMPTED_ON, FULFILLED_ON, HAD_COUNTED, OWED, PAST, present
from liangze.duties.queries.prepared import prepared
from liangze.duties.queries.words import ClauseRef, days_left, period_name
from liangze.regulations.queries.duty_facts import MARK, DutyFacts, duty_facts

#: Whether somebody must accept; asked only for a past day.
ACCEPTS = "(SELECT du.accept <> '' FROM regulations_duty du WHERE du.id = o.duty_id)"

#: The deeds that count as of the day, with their proof; what waits for acceptance or was returned; the close-out in force.
ROWS = f"""
SELECT {MARK}, o.id, o.duty_id, o.period_start, o.opens, o.due, o.times, {FULFILLED_ON.format(accepts=ACCEPTS)}, {EXEMPTED_ON},
    hp.id, hp.title, hp.position, coalesce(cp.title, ''), coalesce(cu.name, ''), coalesce(cu.id <> o.unit_id, false),
    cu.path, cp.position, proof.days, proof.entered, coalesce(proof.files, 0), coalesce(proof.reused, false),
    coalesce(proof.waiting, false), coalesce(proof.returned, false), closed.at, coalesce(closed.name, ''), asked.waits
FROM duties_obligation o
JOIN organisation_post hp ON hp.id = o.holder_id
LEFT JOIN organisation_post cp ON cp.id = o.counterpart_id
LEFT JOIN organisation_unit cu ON cu.id = cp.unit_id
LEFT JOIN LATERAL (
    SELECT array_agg(d."on" ORDER BY d."on", d.id) FILTER (WHERE f.counts) AS days,
        array_agg((d.entered_at AT TIME ZONE %(zone)s::text)::date ORDER BY d."on", d.id) FILTER (WHERE f.counts) AS entered,
        sum(files.n) AS files, bool_or(files.reused) AS reused,
        bool_or(NOT f.returned AND NOT f.counts) AS waiting, bool_or(f.returned) AS returned
    FROM duties_count c
    JOIN duties_deed d ON d.id = c.deed_id
    CROSS JOIN LATERAL (
        SELECT c.returned_at IS NULL AND {HAD_COUNTED} AS counts,
            c.returned_at IS NOT NULL AND NOT ({PAST} AND c.returned_at >= {AFTER}) AS returned
    ) f
    CROSS JOIN LATERAL (
        SELECT count(*) AS n, coalesce(bool_or(a.reused_reason <> ''), false) AS reused FROM trust_attachmentuse a
        WHERE a.record_type = d.source_type AND a.record_id = d.source_id AND a.withdrawn_at IS NULL
    ) files
    WHERE c.obligation_id = o.id AND c.withdrawn_at IS NULL AND c."on" <= %(day)s
) proof ON o.done > 0 OR o.fulfilled_on IS NULL
LEFT JOIN LATERAL (
    SELECT (co.at AT TIME ZONE %(zone)s::text)::date AS at, a.name FROM duties_closeout co JOIN organisation_account a ON a.id = co.by_id
    WHERE co.obligation_id = o.id AND (co.at AT TIME ZONE %(zone)s::text)::date <= %(day)s
      AND (co.reopened_at IS NULL OR (co.reopened_at AT TIME ZONE %(zone)s::text)::date > %(day)s)
    ORDER BY co.id DESC LIMIT 1
) closed ON o.fulfilled_on IS NOT NULL
LEFT JOIN LATERAL (
    SELECT true AS waits FROM duties_exemption ex
    WHERE ex.obligation_id = o.id AND (ex.asked_at AT TIME ZONE %(zone)s::text)::date <= %(day)s
      AND (ex.ended_at IS NULL OR {PAST} AND ex.ended_at >= {AFTER})
      AND (ex.decided_at IS NULL OR (ex.decided_at AT TIME ZONE %(zone)s::text)::date > %(day)s)
    LIMIT 1
) asked ON coalesce(o.fulfilled_on > %(day)s, true) AND coalesce(o.exempted_on > %(day)s, true)
WHERE o.unit_id = %(unit)s::bigint AND o.due >= %(first)s AND o.due <= %(last)s AND o.year = %(year)s::int
  AND {OWED}
"""  # noqa: S608 - own text, values are parameters


@dataclass(slots=True)  # not frozen: a ledger makes hundreds, and each of the two dozen fields of a frozen one costs a call
class Row:
    """One obligation in the ledger of a unit: what it is filtered and sorted by; the words of it are put together when asked for.

    late_days  days between act and entry where that is doubtful, else 0.  days, entered_days  of the acts that count, in order.
    """

    id: int
    facts: DutyFacts
    period_start: date
    opens_day: date
    due_day: date
    times: int
    state: str
    holder_id: int
    seat: str
    seat_position: int
    towards: str
    days: tuple[date, ...]
    entered_days: tuple[date, ...]
    late_days: int
    files: int
    reused: bool
    waiting: bool
    returned: bool
    fulfilled: bool
    exemption_asked: bool
    closed_at: date | None
    closed_by: str
    year: int
    as_of: date

    @property
    def title(self) -> str:
        """The duty, and towards whom."""
        if not self.towards:
            return self.facts.title
        return pgettext("title and counterpart", "%(title)s: %(counterpart)s") % {"title": self.facts.title, "counterpart": self.towards}

    @property
    def every(self) -> str:
        return self.facts.every

    @property
    def clause(self) -> ClauseRef:
        return ClauseRef(self.facts.clause_id, self.facts.cited, self.facts.label)

    @property
    def position(self) -> int:
        """The clause's place in its document."""
        return self.facts.position

    @property
    def regulation_id(self) -> int:
        return self.facts.regulation_id

    @property
    def regulation(self) -> str:
        return self.facts.regulation

    @property
    def period(self) -> str:
        """一季度; Quarter 1."""
        return period_name(self.facts.every, self.period_start, self.due_day)

    @property
    def opens(self) -> str:
        return short(self.opens_day, self.year)

    @property
    def due(self) -> str:
        return short(self.due_day, self.year)

    @property
    def left(self) -> str:
        """还剩 14 天; 14 days left."""
        return _left(State(self.state), self.opens_day, self.due_day, self.as_of, self.year)

    @property
    def happened_day(self) -> date | None:
        """The day of the act that fulfilled it, or of the last one so far."""
        return self.days[min(len(self.days), self.times) - 1] if self.days else None

    @property
    def happened(self) -> str:
        return short(self.happened_day, self.year) if self.happened_day else ""

    @property
    def entered_day(self) -> date | None:
        """The day on which that act was entered."""
        return self.entered_days[min(len(self.days), self.times) - 1] if self.days else None

    @property
    def entered(self) -> str:
        return short(self.entered_day, self.year) if self.entered_day else ""

    @property
    def done_of(self) -> str:
        """How many of several acts asked for are done."""
        if self.times == 1 or self.fulfilled:
            return ""
        return _("%(n)s done") % {"n": f"{len(self.days)}/{self.times}"}

    @property
    def closed(self) -> str:
        """06-20 and by whom; nothing while it is not closed out."""
        return f"{short(self.closed_at, self.year)} {self.closed_by}" if self.closed_at else ""

    @property
    def key(self) -> str:
        """The id as an address writes it."""
        return str(self.id)

    @property
    def files_said(self) -> str:
        """2 份; 2 files."""
        return ngettext("%(n)s file", "%(n)s files", self.files) % {"n": self.files}

    @property
    def late_said(self) -> str:
        """迟录 33 天."""
        return _("entered %(n)s days later") % {"n": self.late_days}

    @property
    def is_done(self) -> bool:
        return self.state in (State.FULFILLED, State.LATE)

    @property
    def can_record(self) -> bool:
        """Whether an act now would still be of use."""
        return self.state in (State.OVERDUE, State.DUE_SOON, State.OPEN) and not self.waiting


def rows_of(unit_id: int, year: int, as_of: date) -> list[Row]:
    """The whole ledger by due day, as it stood on `as_of`."""
    params = {
        "unit": unit_id, "year": year, "day": as_of, **present(),
        "first": date(year, 1, 1), "last": date(year, 12, 31),
    }
    with prepared() as cursor:
        cursor.execute(ROWS, params)
        found = cursor.fetchall()
    if not found:
        return []
    facts = duty_facts(found[0][0])
    rows = [(_order(row, facts[row[2]]), _row(row, facts[row[2]], year, as_of)) for row in found]
    rows.sort(key=itemgetter(0))
    return [row for _, row in rows]


def _order(row: tuple[Any, ...], facts: DutyFacts) -> tuple[Any, ...]:
    """By due day and clause, then by seat and counterpart; none comes last."""
    number, due, seat_position, where, towards_position = row[1], row[5], row[11], row[15], row[16]
    return due, facts.regulation_id, facts.position, seat_position, where is None, where or "", towards_position or 0, number


def short(day: date, year: int) -> str:
    """06-16; with its year where that is another one."""
    return day.strftime("%m-%d") if day.year == year else day.isoformat()


def _row(row: tuple[Any, ...], facts: DutyFacts, year: int, as_of: date) -> Row:
    (
        _mark, number, _duty, start, opens, due, times, fulfilled_on, exempted_on, holder_id, seat, seat_position, towards, where,
        elsewhere, _path, _position, days, entered, files, reused, waiting, returned, closed_at, closed_by, asked,
    ) = row
    days, entered = tuple(days or ()), tuple(entered or ())
    state = state_on(ObligationDates(opens, due, times, len(days), fulfilled_on, exempted_on), as_of)
    late = max((days_late_entered(on, stored, due) for on, stored in zip(days, entered, strict=True)), default=0)
    return Row(
        id=number, facts=facts, period_start=start, opens_day=opens, due_day=due, times=times, state=state.value, holder_id=holder_id,
        seat=seat, seat_position=seat_position, towards=f"{where}{towards}" if towards and elsewhere else towards, days=days,
        entered_days=entered, late_days=late, files=int(files), reused=reused, waiting=waiting,
        returned=returned and not waiting and not fulfilled_on, fulfilled=bool(fulfilled_on), exemption_asked=bool(asked),
        closed_at=closed_at if fulfilled_on and fulfilled_on <= as_of else None, closed_by=closed_by, year=year, as_of=as_of,
    )


def _left(state: State, opens: date, due: date, as_of: date, year: int) -> str:
    if state is State.UPCOMING:
        return pgettext("ledger", "from %(day)s on") % {"day": short(opens, year)}
    if state is State.EXEMPT:
        return pgettext("ledger", "nothing to do")
    return days_left(due, as_of)
