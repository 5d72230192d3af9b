"""Planning a session, changing the plan, giving it up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from liangze.core.errors import Refusals
from liangze.duties.actions.reasons import required
from liangze.organisation.policy import Acting
from liangze.study.actions.writing import columns, demand_planned, name_attendees, next_number, said, session_for_change
from liangze.study.checks import known, objections, recording_unit
from liangze.study.models import Session
from liangze.study.new_session import Named, NewSession
from liangze.trust.actions import append


def plan_session(*, new: NewSession, by: Acting, today: date, now: datetime) -> Session:
    """Put a session into the year's plan: what, when, for whom.

    Raises NotFound, NotAllowed, Refusals with everything that is wrong.
    """
    with transaction.atomic():
        unit = recording_unit(new.unit_id, by)
        new = _planned(new)
        if wrong := objections(new, known(new, unit, today), held=False):
            raise Refusals(wrong)
        session = Session.objects.create(
            unit=unit, number=next_number(unit.pk, new.on), planned_on=new.on, entered_by_id=by.account_id, entered_at=now, **columns(new)
        )
        name_attendees(session, new, {})
        append(by=by, action="study.session.plan", thing=session, unit_id=unit.pk, after=said(new) | {"number": session.number})
    return session


def change_plan(*, session_id: int, new: NewSession, seen: int, by: Acting, today: date) -> Session:
    """Change what is only planned, also its day. `seen` is the edition that was on the screen.

    Raises NotFound, NotAllowed, Conflict when it was changed or held meanwhile, Refusals.
    """
    with transaction.atomic():
        session = session_for_change(session_id, by)
        demand_planned(session, seen)
        new = _planned(replace(new, unit_id=session.unit_id))
        if wrong := objections(new, known(new, session.unit, today), held=False):
            raise Refusals(wrong)
        before = {"form": session.form, "title": session.title, "on": session.planned_on}
        for name, value in columns(new).items():
            setattr(session, name, value)
        session.planned_on, session.edition = new.on, session.edition + 1
        session.save()
        name_attendees(session, new, {})
        append(by=by, action="study.session.change", thing=session, unit_id=session.unit_id, before=before, after=said(new))
    return session


def cancel_plan(*, session_id: int, reason: str, by: Acting, now: datetime) -> Session:
    """Give a planned session up, with a reason; it stays in the plan, marked. Raises NotFound, NotAllowed, Conflict, Refusal."""
    reason = required(reason)
    with transaction.atomic():
        session = session_for_change(session_id, by)
        demand_planned(session, None)
        session.cancelled_at, session.cancelled_by_id, session.ended_reason = now, by.account_id, reason
        session.save(update_fields=["cancelled_at", "cancelled_by", "ended_reason"])
        append(by=by, action="study.session.cancel", thing=session, unit_id=session.unit_id, after={"cancelled_at": now}, reason=reason)
    return session


def _planned(new: NewSession) -> NewSession:
    """Nobody has been there yet, and nothing counts."""
    return replace(new, named=tuple(Named(each.post_id) for each in new.named), acts=(), proofs=())
