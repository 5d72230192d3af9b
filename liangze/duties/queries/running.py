"""The obligations of a unit that run on a day, in the core's shape, so that a deed can be held against each of them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from liangze.core.matching import ObligationValue
from liangze.core.organisation import Span
from liangze.core.running import runs_until
from liangze.core.words import ActKind, Every
from liangze.duties.queries.words import ClauseRef, Topics, period_name

#: What runs on the day, what was missed up to two years before it, and what opens within a month after it.
RUNNING = """
SELECT o.id, du.title, du.every, o.period_start, o.opens, o.due, o.times, o.done, o.fulfilled_on, o.exempted_on,
    du.kind, du.topics, o.holder_id,
    CASE WHEN cardinality(%(units)s::bigint[]) > 1 THEN u.name || ' ' || hp.title ELSE hp.title END,
    o.counterpart_id, coalesce(cp.title, ''), coalesce(cu.name, ''),
    cl.id, cl.label, coalesce(nullif(v.number, ''), nullif(reg.short_title, ''), reg.title), du.accept <> '' AND u.parent_id IS NOT NULL,
    du.id,
    (SELECT json_agg(json_build_array(h.from_post_id, h."on") ORDER BY h."on", h.id) FROM duties_handover h
     WHERE h.obligation_id = o.id AND h.superseded_at IS NULL)
FROM duties_obligation o
JOIN regulations_duty du ON du.id = o.duty_id
JOIN regulations_clause cl ON cl.id = du.clause_id
JOIN regulations_regulationversion v ON v.id = du.version_id
JOIN regulations_regulation reg ON reg.id = v.regulation_id
JOIN organisation_unit u ON u.id = o.unit_id
JOIN organisation_post hp ON hp.id = o.holder_id
LEFT JOIN organisation_post cp ON cp.id = o.counterpart_id
LEFT JOIN organisation_unit cu ON cu.id = cp.unit_id
WHERE o.unit_id = ANY(%(units)s::bigint[]) AND o.withdrawn_on IS NULL
  AND o.due >= %(day)s::date - 800 AND o.opens <= %(day)s::date + 31
ORDER BY o.due, reg.id, cl.position, o.id
"""
TOPICS = "SELECT key, zh, en FROM regulations_topic"


@dataclass(frozen=True, slots=True)
class Running:
    """An obligation with its words. `until` the day from which acts belong to the next one of its duty.

    exempt  nothing is asked for; what is done all the same is counted, and tells when the exemption ends.
    """

    id: int
    duty_id: int
    title: str
    period: str
    seat: str
    clause: ClauseRef
    value: ObligationValue
    done: int
    fulfilled_on: date | None
    needs_acceptance: bool
    until: date | None
    exempt: bool = False

    def runs_on(self, day: date) -> bool:
        return self.value.opens <= day and (self.until is None or day < self.until)

    @property
    def is_fulfilled(self) -> bool:
        return self.fulfilled_on is not None

    @property
    def asks(self) -> bool:
        """Whether something is still to be done for it."""
        return not self.is_fulfilled and not self.exempt


def topics_by_key() -> Topics:
    """The names of all topics. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(TOPICS)
        return {key: (zh, en) for key, zh, en in cursor.fetchall()}


def running(unit_ids: int | Collection[int], day: date) -> list[Running]:
    """The obligations of the unit around the day, by due day; of several units, each seat named with its unit. One statement."""
    units = [unit_ids] if isinstance(unit_ids, int) else sorted(unit_ids)
    with connection.cursor() as cursor:
        cursor.execute(RUNNING, {"units": units, "day": day})
        return [_running(row, day) for row in cursor.fetchall()]


def in_charge(handed: list[tuple[int, str]] | None) -> tuple[tuple[int, Span], ...]:
    """Who had it in charge until when, from the handovers in order: (seat, days)."""
    spans, since = [], date.min
    for seat, on in handed or []:
        until = date.fromisoformat(on)
        if since < until:
            spans.append((seat, Span(since, until)))
        since = until
    return tuple(spans)


def _running(row: tuple[Any, ...], day: date) -> Running:
    (
        number, title, every, start, opens, due, times, done, fulfilled_on, exempted_on, kind, topics, holder_id, seat, counterpart_id,
        towards, where, clause_id, label, cited, needs_acceptance, duty_id, handed,
    ) = row
    until = runs_until(Every(every), opens)
    value = ObligationValue(
        cited=cited, clause=label, title=title, kind=ActKind(kind), topics=frozenset(topics), holder=holder_id,
        counterpart=counterpart_id, opens=opens, due=due, times=times, in_charge=in_charge(handed), until=until,
    )
    name = f"{title}：{where}{towards}" if towards else title
    return Running(number, duty_id, name, period_name(every, start, due, day), seat, ClauseRef(clause_id, cited, label), value, done,
                   fulfilled_on, needs_acceptance, until, exempted_on is not None)
