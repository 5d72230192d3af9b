"""Which meetings and which of their decisions a person may read. The one place that decides it."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from liangze.core.errors import NotFound
from liangze.meetings.models import MajorMatter, Meeting, MeetingDecision
from liangze.organisation.models import Unit
from liangze.organisation.policy import Acting, Permission, demand, may, visible


def meetings_for(by: Acting) -> QuerySet[Meeting]:
    """Meetings of units whose meetings the person may read, with unit, holder and chair."""
    rows = Meeting.objects.filter(visible(by, Permission.MEETING_READ, "unit__path"))
    return rows.select_related("unit", "holder", "chair")


def the_meeting(meeting_id: int, by: Acting) -> Meeting:
    """The meeting. Raises NotFound when there is none or it may not be known. One statement."""
    row = meetings_for(by).filter(pk=meeting_id).first()
    if row is None:
        raise NotFound("There is no such meeting among those that you may read.", remedy="Look for it in the list of meetings.")
    return row


def recording_unit(unit_id: int, by: Acting) -> Unit:
    """The unit, if the person may record meetings for it. Raises NotFound, NotAllowed."""
    unit = Unit.objects.filter(pk=unit_id).first()
    if unit is None:
        raise NotFound("There is no such unit.", remedy="Start again from the list of meetings.")
    demand(by, Permission.MEETING_RECORD, unit)
    return unit


def owned(by: Acting) -> Q:
    """Decisions to be carried out by a seat or a unit of the person's own."""
    return Q(owner__in=by.posts) | Q(visible(by, Permission.MEETING_RECORD, "owner_unit__path"))


def decisions_for(by: Acting) -> QuerySet[MeetingDecision]:
    """Decisions of meetings that the person may read, and those that are theirs to carry out."""
    seen = Q(visible(by, Permission.MEETING_READ, "meeting__unit__path")) | owned(by)
    return MeetingDecision.objects.filter(seen).select_related("meeting__unit", "owner_unit", "owner", "task")


def the_decision(decision_id: int, by: Acting) -> MeetingDecision:
    """The decision. Raises NotFound when there is none or it may not be known. One statement."""
    row = decisions_for(by).filter(pk=decision_id).first()
    if row is None:
        raise NotFound("There is no such decision among those that you may read.", remedy="Look for it among the decisions to follow up.")
    return row


def may_answer(by: Acting, row: MeetingDecision) -> bool:
    """Whether the person may say what became of the decision: who records for its meeting, or who carries it out."""
    if row.owner_id in by.posts or may(by, Permission.MEETING_RECORD, row.meeting.unit):
        return True
    return bool(may(by, Permission.MEETING_RECORD, row.owner_unit))


def the_matter(matter_id: int, by: Acting) -> MajorMatter:
    """The major matter. Raises NotFound when there is none or it may not be known. One statement."""
    seen = visible(by, Permission.MEETING_READ, "meeting__unit__path")
    row = MajorMatter.objects.filter(seen, pk=matter_id).select_related("meeting__unit", "meeting__holder", "decided_by").first()
    if row is None:
        raise NotFound("There is no such matter among those that you may read.", remedy="Open its meeting and choose it there.")
    return row
