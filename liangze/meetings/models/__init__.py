"""Tables of the room."""

from liangze.meetings.models.decision import FollowUp, MeetingDecision
from liangze.meetings.models.matter import MajorMatter, MatterVoice
from liangze.meetings.models.meeting import AgendaItem, Attendance, Meeting, MeetingCounterpart

__all__ = ["AgendaItem", "Attendance", "FollowUp", "MajorMatter", "MatterVoice", "Meeting", "MeetingCounterpart", "MeetingDecision"]
