"""Recording that a session was held, planned before or not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from liangze.core.errors import Refusal, Refusals
from liangze.duties.actions import record_deeds
from liangze.organisation.policy import Acting
from liangze.study.actions.writing import columns, demand_planned, name_attendees, next_number, said, session_for_change
from liangze.study.checks import known, objections, recording_unit
from liangze.study.models import Session, SessionAct
from liangze.study.new_session import RECORD, NewSession
from liangze.trust.actions import append
from liangze.trust.attachments import attach


def hold_session(
    *, new: NewSession, by: Acting, today: date, now: datetime, session_id: int | None = None, seen: int | None = None
) -> Session:
    """Store who was there, the materials and what it counts as; emit a deed for each act, all or nothing.

    session_id  the planned session that was held; None where it was not planned.  seen  the edition that was on the screen.
    Raises NotFound, NotAllowed, Conflict when the plan was changed or held meanwhile, Refusals with everything that is wrong.
    """
    with transaction.atomic():
        if session_id is None:
            unit = recording_unit(new.unit_id, by)
            session = Session(unit=unit, entered_by_id=by.account_id, entered_at=now)
        else:
            session = session_for_change(session_id, by)
            demand_planned(session, seen)
            unit, new = session.unit, replace(new, unit_id=session.unit_id)
        facts = known(new, unit, today)
        if wrong := objections(new, facts, held=True):
            raise Refusals(wrong)
        for name, value in columns(new).items():
            setattr(session, name, value)
        session.on, session.held_at, session.held_by_id = new.on, now, by.account_id
        if session.pk is None:
            session.number = next_number(unit.pk, new.on)
        else:
            session.edition += 1
        session.save()
        name_attendees(session, new, facts.people)
        SessionAct.objects.bulk_create(
            SessionAct(session=session, kind=act.kind, holder_id=act.holder_id, topics=sorted(act.topics)) for act in new.acts
        )
        uses = attach(record=(RECORD, session.pk), proofs=new.proofs, by=by)
        try:
            record_deeds(deeds=new.deeds(session.pk), by=by, now=now, makes_up=new.makes_up)
        except Refusal as refusal:
            if refusal.field is None:
                raise
            raise Refusals([refusal]) from refusal
        files = [{"attachment": use.attachment_id, "name": use.name, "reused": use.reused_reason} for use in uses]
        append(
            by=by, action="study.session.hold", thing=session, unit_id=unit.pk,
            after=said(new) | {"number": session.number, "planned_on": session.planned_on, "files": files},
        )
    return session
