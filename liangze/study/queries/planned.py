"""A session that is still only planned, for the form that changes it or records that it was held."""

from __future__ import annotations

from liangze.core.errors import Conflict, NotFound
from liangze.organisation.policy import Acting, Permission, demand
from liangze.study.models import Session
from liangze.study.queries.reading import readable


def planned_session(*, session_id: int, by: Acting) -> Session:
    """With its unit. One statement. Raises NotFound, NotAllowed, Conflict when it was held, cancelled or voided."""
    session = readable(by).filter(pk=session_id).select_related("unit").first()
    if session is None:
        raise NotFound("There is no such session among those that you may read.", remedy="Look for it in the list of sessions.")
    demand(by, Permission.STUDY_RECORD, session.unit)
    if session.held_at or session.cancelled_at or session.voided_at:
        raise Conflict("This session is no longer only planned.", remedy="Open it and see what somebody else did.")
    return session
