"""The rows of a ledger: one statement, states by the core, everything as people read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from liangze.core.doubts import days_late_entered
from liangze.core.obligation import ObligationDates, state_on
from liangze.core.words import State
from liangze.duties.queries.as_of import AFTER, EXEMPTED_ON, FULFILLED_ON, HAD_COUNTED, OWED, PAST, present
from liangze.duties.queries.words import ClauseRef, days_left, period_name

#: The deeds that count as of the day, with their proof; what waits for acceptance or was returned; the close-out in force.
ROWS = f"""
SELECT o.id, du.title, du.every, o.period_start, o.opens, o.due, o.times, {FULFILLED_ON.format(accepts="du.accept <> ''")},
    {EXEMPTED_ON},
    hp.id, hp.title, hp.position, coalesce(cp.title, ''), coalesce(cu.name, ''), coalesce(cu.id <> o.unit_id, false),
    cl.id, cl.label, cl.position, coalesce(nullif(v.number, ''), nullif(reg.short_title, ''), reg.title), reg.id,
    coalesce(nullif(reg.short_title, ''), reg.title), proof.days, proof.entered, coalesce(proof.files, 0), coalesce(proof.reused, false),
    coalesce(proof.waiting, false), coalesce(proof.returned, false), closed.at, coalesce(closed.name, ''), asked.waits
FROM duties_obligation o
JOIN regulations_duty du ON du.id = o.duty_id
JOIN regulations_clause cl ON cl.id = du.clause_id
JOIN regulations_regulationversion v ON v.id = du.version_id
JOIN regulations_regulation reg ON reg.id = v.regulation_id
JOIN organisation_post hp ON hp.id = o.holder_id
LEFT JOIN organisation_post cp ON cp.id = o.counterpart_id
LEFT JOIN organisation_unit cu ON cu.id = cp.unit_id
LEFT JOIN LATERAL (
    SELECT array_agg(d."on" ORDER BY d."on", d.id) FILTER (WHERE f.counts) AS days,
        array_agg((d.entered_at AT TIME ZONE %(zone)s)::date ORDER BY d."on", d.id) FILTER (WHERE f.counts) AS entered,
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
    SELECT (co.at AT TIME ZONE %(zone)s)::date AS at, a.name FROM duties_closeout co JOIN organisation_account a ON a.id = co.by_id
    WHERE co.obligation_id = o.id AND (co.at AT TIME ZONE %(zone)s)::date <= %(day)s
      AND (co.reopened_at IS NULL OR (co.reopened_at AT TIME ZONE %(zone)s)::date > %(day)s)
    ORDER BY co.id DESC LIMIT 1
) closed ON o.fulfilled_on IS NOT NULL
LEFT JOIN LATERAL (
    SELECT true AS waits FROM duties_exemption ex
    WHERE ex.obligation_id = o.id AND (ex.asked_at AT TIME ZONE %(zone)s)::date <= %(day)s
      AND (ex.ended_at IS NULL OR {PAST} AND ex.ended_at >= {AFTER})
      AND (ex.decided_at IS NULL OR (ex.decided_at AT TIME ZONE %(zone)s)::date > %(day)s)
    LIMIT 1
) asked ON coalesce(o.fulfilled_on > %(day)s, true) AND coalesce(o.exempted_on > %(day)s, true)
WHERE o.unit_id = %(unit)s AND o.due >= %(first)s AND o.due <= %(last)s AND o.year = %(year)s
  AND {OWED}
ORDER BY o.due, reg.id, cl.position, hp.position, cu.path, cp.position, o.id
"""  # noqa: S608 - own text, values are parameters


@dataclass(frozen=True, slots=True)
class Row:
    """One obligation in the ledger of a unit. Texts are ready to show; `*_day` and `*_position` are for sorting.

    late_days  days between act and entry where that is doubtful, else 0.  done_of  how many of several acts asked for are done.
    """

    id: int
    title: str
    every: str
    period_start: date
    period: str
    opens: str
    due_day: date
    due: str
    state: str
    left: str
    holder_id: int
    seat: str
    seat_position: int
    clause: ClauseRef
    position: int
    regulation_id: int
    regulation: str
    happened_day: date | None
    happened: str
    entered_day: date | None
    entered: str
    late_days: int
    files: int
    reused: bool
    waiting: bool
    returned: bool
    exemption_asked: bool
    done_of: str
    closed: str

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
    with connection.cursor() as cursor:
        cursor.execute(ROWS, params)
        return [_row(row, year, as_of) for row in cursor.fetchall()]


def short(day: date, year: int) -> str:
    """06-16; with its year where that is another one."""
    return day.strftime("%m-%d") if day.year == year else day.isoformat()


def _row(row: tuple[Any, ...], year: int, as_of: date) -> Row:
    (
        number, title, every, start, opens, due, times, fulfilled_on, exempted_on, holder_id, seat, seat_position, towards, where,
        elsewhere, clause_id, label, position, cited, regulation_id, regulation, days, entered, files, reused, waiting, returned,
        closed_at, closed_by, asked,
    ) = row
    days, entered = days or [], entered or []
    state = state_on(ObligationDates(opens, due, times, len(days), fulfilled_on, exempted_on), as_of)
    if towards:
        title = pgettext("title and counterpart", "%(title)s: %(counterpart)s") % {
            "title": title, "counterpart": f"{where}{towards}" if elsewhere else towards,
        }
    at = min(len(days), times) - 1  # the act that fulfilled it, or the last one so far
    late = max((days_late_entered(on, stored, due) for on, stored in zip(days, entered, strict=True)), default=0)
    return Row(
        id=number, title=title, every=every, period_start=start, period=period_name(every, start, due), opens=short(opens, year),
        due_day=due, due=short(due, year), state=state.value, left=_left(state, opens, due, as_of, year), holder_id=holder_id,
        seat=seat, seat_position=seat_position, clause=ClauseRef(clause_id, cited, label), position=position,
        regulation_id=regulation_id, regulation=regulation, happened_day=days[at] if days else None,
        happened=short(days[at], year) if days else "", entered_day=entered[at] if days else None,
        entered=short(entered[at], year) if days else "", late_days=late, files=int(files), reused=reused, waiting=waiting,
        returned=returned and not waiting and not fulfilled_on, exemption_asked=bool(asked),
        done_of=_("%(n)s done") % {"n": f"{len(days)}/{times}"} if times > 1 and not fulfilled_on else "",
        closed=f"{short(closed_at, year)} {closed_by}" if closed_at and fulfilled_on and fulfilled_on <= as_of else "",
    )


def _left(state: State, opens: date, due: date, as_of: date, year: int) -> str:
    if state is State.UPCOMING:
        return pgettext("ledger", "from %(day)s on") % {"day": short(opens, year)}
    if state is State.EXEMPT:
        return pgettext("ledger", "nothing to do")
    return days_left(due, as_of)
