"""Taking hold of a meeting before it is written to: two people at once queue here, and the second is told what the first did."""

from __future__ import annotations

from liangze.core.errors import Conflict
from liangze.meetings.models import Meeting
from liangze.meetings.queries.reach import the_meeting
from liangze.organisation.policy import Acting, Permission, demand


def locked(meeting_id: int, by: Acting) -> Meeting:
    """The meeting, locked, for whoever may record for its unit. Raises NotFound, NotAllowed."""
    found = the_meeting(meeting_id, by)
    demand(by, Permission.MEETING_RECORD, found.unit)
    Meeting.objects.select_for_update(no_key=True).get(pk=meeting_id)
    return the_meeting(meeting_id, by)


def demand_planned(meeting: Meeting) -> None:
    """Raise Conflict unless the meeting is still to be held."""
    if meeting.cancelled_at:
        raise Conflict("This meeting has been cancelled.", remedy="Plan a new one.")
    if meeting.held_on:
        raise Conflict(
            "This meeting has been recorded already.", remedy="Open it to see what stands; what is wrong is voided and recorded anew."
        )


def demand_standing(meeting: Meeting) -> None:
    """Raise Conflict unless the meeting was held and stands."""
    if meeting.held_on is None:
        raise Conflict("This meeting has not been recorded yet.", remedy="Record first who attended.")
    if meeting.voided_at:
        raise Conflict("This meeting is void.", remedy="Nothing in it changes any more.")


def demand_seen(meeting: Meeting, seen: int) -> None:
    """Raise Conflict when the plan has been changed since it was read."""
    if meeting.sequence != seen:
        raise Conflict(
            "Somebody has changed the plan of this meeting since you opened it.",
            remedy="What you typed is still here. Compare it with the plan as it stands now, then save again.",
        )
