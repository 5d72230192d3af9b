"""One obligation with everything that explains its state: what counts, what does not, who closed it out, what was asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from liangze.core.doubts import days_late_entered
from liangze.core.matching import DeedValue
from liangze.core.obligation import ObligationDates, state_on
from liangze.core.words import ActKind, State
from liangze.duties.models import Obligation
from liangze.duties.queries.doers import DOERS, PAIRS
from liangze.duties.queries.obligation_then import dates_then, unsay_what_came_later, withdrawn_then
from liangze.duties.queries.reach import reached
from liangze.duties.queries.words import ClauseRef, Topics, days_left, period_name, said
from liangze.organisation.policy import Acting
from liangze.trust.clock import today

FACTS = """
SELECT json_build_object(
'counts', (
    SELECT json_agg(json_build_object(
        'id', c.id, 'source_type', d.source_type, 'source_id', d.source_id, 'on', d."on", 'seat', p.title, 'by', a.name,
        'entered', (d.entered_at AT TIME ZONE %(zone)s)::date, 'needs', c.needs_acceptance,
        'accepted', (c.accepted_at AT TIME ZONE %(zone)s)::date, 'accepted_by', ab.name,
        'returned', (c.returned_at AT TIME ZONE %(zone)s)::date, 'returned_by', rb.name, 'returned_reason', c.returned_reason,
        'withdrawn', (c.withdrawn_at AT TIME ZONE %(zone)s)::date, 'withdrawn_reason', d.withdrawn_reason,
        'deed', d.id, 'kind', d.kind, 'topics', d.topics, 'holder', d.holder_id, 'counterpart', d.counterpart_id
    ) ORDER BY d."on", d.id)
    FROM duties_count c JOIN duties_deed d ON d.id = c.deed_id JOIN organisation_post p ON p.id = d.holder_id
    JOIN organisation_account a ON a.id = d.entered_by_id
    LEFT JOIN organisation_account ab ON ab.id = c.accepted_by_id LEFT JOIN organisation_account rb ON rb.id = c.returned_by_id
    WHERE c.obligation_id = %(id)s),
'exemptions', (
    SELECT json_agg(json_build_object(
        'id', e.id, 'reason', e.reason, 'by', a.name, 'by_id', a.id, 'at', (e.asked_at AT TIME ZONE %(zone)s)::date,
        'approved', e.approved, 'decided_by', b.name, 'decided', (e.decided_at AT TIME ZONE %(zone)s)::date, 'opinion', e.opinion,
        'ended', (e.ended_at AT TIME ZONE %(zone)s)::date) ORDER BY e.id)
    FROM duties_exemption e JOIN organisation_account a ON a.id = e.asked_by_id
    LEFT JOIN organisation_account b ON b.id = e.decided_by_id WHERE e.obligation_id = %(id)s),
'closed', (
    SELECT json_agg(json_build_object(
        'by', a.name, 'at', (c.at AT TIME ZONE %(zone)s)::date, 'opinion', c.opinion,
        'reopened', (c.reopened_at AT TIME ZONE %(zone)s)::date, 'reopened_by', b.name, 'reason', c.reopened_reason) ORDER BY c.id)
    FROM duties_closeout c JOIN organisation_account a ON a.id = c.by_id
    LEFT JOIN organisation_account b ON b.id = c.reopened_by_id WHERE c.obligation_id = %(id)s),
'handovers', (
    SELECT json_agg(json_build_object('from', f.title, 'to', t.title, 'on', h."on") ORDER BY h."on", h.id)
    FROM duties_handover h JOIN organisation_post f ON f.id = h.from_post_id JOIN organisation_post t ON t.id = h.to_post_id
    WHERE h.obligation_id = %(id)s AND h.superseded_at IS NULL),
'withdrawals', (
    SELECT json_agg(json_build_object('since', w.since, 'until', w.until, 'reason', w.reason) ORDER BY w.id)
    FROM duties_withdrawal w WHERE w.obligation_id = %(id)s),
'answers', (
    SELECT pe.name FROM organisation_appointment ap JOIN organisation_person pe ON pe.id = ap.person_id
    WHERE ap.post_id = %(holder)s AND ap.since <= %(day)s AND (ap.until IS NULL OR ap.until > %(day)s)),
'topics', (SELECT json_object_agg(t.key, json_build_array(t.zh, t.en)) FROM regulations_topic t),
'doers', """


@dataclass(frozen=True, slots=True)
class Counted:
    """A record that counts, waits, was returned or was withdrawn; `standing` is one of these four words.

    source  (type, id) of the record.  late_days  days to its entry where that is doubtful.
    """

    id: int
    standing: str
    source: tuple[str, int]
    on: date
    entered: date
    entered_by: str
    seat: str
    late_days: int
    note: str
    deed: DeedValue


@dataclass(frozen=True, slots=True)
class AskedExemption:
    """`standing` waiting, granted, refused or ended."""

    id: int
    standing: str
    reason: str
    asked: str
    decided: str
    opinion: str
    by_id: int


@dataclass(frozen=True, slots=True)
class Event:
    """A close-out, a reopening, a handover: one line with its day."""

    icon: str
    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class ObligationPage:
    """Everything of one obligation as of a day. `why` says in a sentence why the state is what it is.

    topics  the names of all topics.  doers  the accounts that must not close it out.
    """

    id: int
    unit_id: int
    unit: str
    year: int
    title: str
    kind: str
    regulation: str
    clause: ClauseRef
    gist: str
    source: str
    seat: str
    counterpart: str
    answers: str
    period: str
    opens: date
    due: date
    times: int
    done: int
    state: str
    left: str
    why: str
    accept: str
    withdrawn: str
    counted: tuple[Counted, ...]
    exemptions: tuple[AskedExemption, ...]
    events: tuple[Event, ...]
    closed: str
    topics: Topics
    doers: frozenset[int]

    @property
    def is_done(self) -> bool:
        return self.state in (State.FULFILLED, State.LATE)

    @property
    def waiting(self) -> tuple[Counted, ...]:
        """What waits for acceptance."""
        return tuple(each for each in self.counted if each.standing == "waiting")

    @property
    def asked(self) -> AskedExemption | None:
        """The exemption that waits for a decision."""
        return next((each for each in self.exemptions if each.standing == "waiting"), None)

    @property
    def granted(self) -> AskedExemption | None:
        """The exemption in force."""
        return next((each for each in self.exemptions if each.standing == "granted"), None)


def obligation(*, obligation_id: int, by: Acting, as_of: date) -> tuple[ObligationPage, Obligation]:
    """The page's values, and the row with unit and duty for the policy's questions. Two statements. Raises NotFound."""
    row = reached(by, obligation_id)
    day = min(as_of, row.due)
    with connection.cursor() as cursor:
        facts_and_doers = "".join((FACTS, DOERS, ")"))
        cursor.execute(facts_and_doers, {"id": row.pk, "zone": settings.TIME_ZONE, "holder": row.holder_id, "day": day, **PAIRS})
        (facts,) = cursor.fetchone()
    if as_of >= today():
        return _page(row, facts, row.dates, row.withdrawn_reason if row.withdrawn_on else "", as_of), row
    unsay_what_came_later(facts, as_of)
    return _page(row, facts, dates_then(row, facts), withdrawn_then(row, facts, as_of), as_of), row


def _page(row: Obligation, facts: dict[str, Any], dates: ObligationDates, withdrawn: str, as_of: date) -> ObligationPage:
    duty, clause = row.duty, row.duty.clause
    counted = tuple(_counted(each, row.due) for each in facts["counts"] or ())
    state, done = state_on(dates, as_of), sum(each.standing == "counts" and each.on <= as_of for each in counted)
    events, closed = _events(facts, as_of)
    towards = row.counterpart
    return ObligationPage(
        id=row.pk, unit_id=row.unit_id, unit=row.unit.name, year=row.year, title=duty.title, kind=duty.kind,
        regulation=duty.version.title, clause=ClauseRef(clause.pk, duty.version.cited, clause.label), gist=clause.gist,
        source=clause.source, seat=row.holder.title, counterpart=towards.title if towards else "", answers=facts["answers"] or "",
        period=period_name(duty.every, row.period_start, row.due), opens=row.opens, due=row.due, times=row.times, done=done,
        state=state.value, left=days_left(row.due, as_of), why=_why(state, dates, done, as_of), accept=duty.accept,
        withdrawn=withdrawn, counted=counted,
        exemptions=tuple(_exemption(each) for each in facts["exemptions"] or ()), events=events, closed=closed,
        topics={key: (zh, en) for key, (zh, en) in (facts["topics"] or {}).items()}, doers=frozenset(facts["doers"]),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _said(text: str | None) -> str:
    return said(date.fromisoformat(text)) if text else ""


def _counted(each: dict[str, Any], due: date) -> Counted:
    on, entered = date.fromisoformat(each["on"]), date.fromisoformat(each["entered"])
    if each["withdrawn"]:
        standing = "withdrawn"
        note = _("Void since %(day)s: %(reason)s") % {"day": _said(each["withdrawn"]), "reason": each["withdrawn_reason"]}
    elif each["returned"]:
        standing = "returned"
        note = _("Returned on %(day)s by %(name)s: %(reason)s") % {
            "day": _said(each["returned"]), "name": each["returned_by"], "reason": each["returned_reason"],
        }
    elif each["accepted"]:
        standing, note = "counts", _("Accepted on %(day)s by %(name)s.") % {"day": _said(each["accepted"]), "name": each["accepted_by"]}
    else:
        standing, note = ("waiting", _("Waits for acceptance by the level above.")) if each["needs"] else ("counts", "")
    return Counted(
        each["id"], standing, (each["source_type"], each["source_id"]), on, entered, each["by"], each["seat"],
        days_late_entered(on, entered, due), note,
        DeedValue(ActKind(each["kind"]), frozenset(each["topics"]), on, each["holder"], each["counterpart"]),
    )


def _exemption(each: dict[str, Any]) -> AskedExemption:
    standing = {None: "waiting", True: "granted", False: "refused"}[each["approved"]]
    decided = ""
    if each["decided"]:
        decided = _("%(name)s, %(day)s") % {"name": each["decided_by"], "day": _said(each["decided"])}
    return AskedExemption(
        each["id"], "ended" if each["ended"] else standing, each["reason"],
        _("%(name)s, %(day)s") % {"name": each["by"], "day": _said(each["at"])}, decided, each["opinion"], each["by_id"],
    )


def _events(facts: dict[str, Any], as_of: date) -> tuple[tuple[Event, ...], str]:
    events, closed = [], ""
    for each in facts["handovers"] or ():
        text = _("Handed over from %(old)s to %(new)s on %(day)s; what was done before counts on.")
        events.append(Event("arrows-exchange", text % {"old": each["from"], "new": each["to"], "day": _said(each["on"])}))
    for each in facts["closed"] or ():
        at, reopened = date.fromisoformat(each["at"]), _day(each["reopened"])
        if at > as_of:
            continue
        text = _("Closed out on %(day)s by %(name)s, who neither did nor recorded it.") % {"day": said(at), "name": each["by"]}
        events.append(Event("checks", text, each["opinion"]))
        if reopened and reopened <= as_of:
            text = _("Reopened on %(day)s by %(name)s.") % {"day": said(reopened), "name": each["reopened_by"] or _("the system")}
            events.append(Event("rotate", text, each["reason"]))
        else:
            closed = f"{said(at)} {each['by']}"
    return tuple(events), closed


def _why(state: State, row: ObligationDates, done: int, as_of: date) -> str:
    params = {"due": said(row.due), "opens": said(row.opens), "times": row.times, "done": done, "day": said(as_of)}
    if state in (State.FULFILLED, State.LATE) and row.fulfilled_on:
        params["on"] = said(row.fulfilled_on)
    if state is State.EXEMPT and row.exempted_on:
        params["on"] = said(row.exempted_on)
    return {
        State.FULFILLED: _("Fulfilled on %(on)s; it was due by %(due)s."),
        State.LATE: _("Fulfilled on %(on)s, after the due day %(due)s."),
        State.OVERDUE: _("On %(day)s, after the due day %(due)s, %(done)s of %(times)s acts counted."),
        State.DUE_SOON: _("Due by %(due)s; %(done)s of %(times)s acts count so far."),
        State.OPEN: _("Open since %(opens)s, due by %(due)s; %(done)s of %(times)s acts count so far."),
        State.UPCOMING: _("Acts count from %(opens)s on."),
        State.EXEMPT: _("Exempted on %(on)s by the level above."),
    }[state] % params
