"""What the actions share: the session under lock, its number, its columns."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import connection

from liangze.core.errors import Conflict, NotFound
from liangze.core.study import FIELDS, Form
from liangze.organisation.policy import Acting, Permission, demand
from liangze.study.models import Attendee, Session
from liangze.study.new_session import NewSession
from liangze.study.queries.reading import readable

LOCK = 72_110  # first key of the advisory lock under which numbers are given


def session_for_change(session_id: int, by: Acting) -> Session:
    """The session under lock, if the person may record for its unit. Raises NotFound, NotAllowed."""
    rows = readable(by).filter(pk=session_id).select_related("unit")
    session = rows.select_for_update(of=("self",)).first()
    if session is None:
        raise NotFound("There is no such session among those that you may read.", remedy="Look for it in the list of sessions.")
    demand(by, Permission.STUDY_RECORD, session.unit)
    return session


def demand_planned(session: Session, edition: int | None) -> None:
    """Raise Conflict unless it is still only planned, and unchanged since the edition that was on the screen."""
    if session.held_at or session.cancelled_at or session.voided_at:
        raise Conflict("This session is no longer only planned.", remedy="Open it and see what somebody else did.")
    if edition is not None and edition != session.edition:
        raise Conflict(
            "Somebody else changed this plan meanwhile.", remedy="Open it again, look at the change, and make yours once more.",
        )


def next_number(unit_id: int, day: date) -> str:
    """The next number of the unit's year. Writers of the same unit queue here, all others do not."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK, unit_id % 2**31])
    taken = Session.objects.filter(unit_id=unit_id, number__startswith=f"{day.year}-").count()
    return f"{day.year}-{taken + 1:03}"


def columns(new: NewSession) -> dict[str, Any]:
    """The columns of what was written; fields that the form does not have stay empty."""
    has = FIELDS[Form(new.form)]
    return {
        "form": new.form, "title": new.title.strip(), "place": new.place.strip()[:80], "note": new.note.strip(),
        "lead_id": new.lead_id if "lead" in has else None, "materials": new.materials.strip(),
        "audience": new.audience.strip()[:200], "organiser": new.organiser.strip()[:80] if "organiser" in has else "",
        "hours": new.hours if "hours" in has else None, "means": new.means if "means" in has else "",
        "site_id": new.site_id if "site" in has else None,
    }


def name_attendees(session: Session, new: NewSession, people: Mapping[int, int]) -> None:
    """Put down for whom it is, or who was there; what stood there of the plan is replaced."""
    Attendee.objects.filter(session=session).delete()
    Attendee.objects.bulk_create(
        Attendee(
            session=session, post_id=each.post_id, person_id=people.get(each.post_id), present=each.present,
            reason="" if each.present else each.reason.strip()[:200], speech=each.speech.strip()[:300] if each.present else "",
        )
        for each in new.named
    )


def said(new: NewSession) -> dict[str, Any]:
    """What the audit entry tells."""
    return {
        "form": new.form, "title": new.title.strip(), "on": new.on, "lead": new.lead_id, "site": new.site_id,
        "named": [[each.post_id, each.present] for each in new.named],
        "acts": [[act.kind, act.holder_id, sorted(act.topics)] for act in new.acts],
    }
