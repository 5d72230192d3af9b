"""Writes of the room."""

from liangze.meetings.actions.follow import answer_decision, make_problem, make_task
from liangze.meetings.actions.hold import hold_meeting, void_meeting
from liangze.meetings.actions.matters import NotLast, decide_matter, put_matter
from liangze.meetings.actions.plan import cancel_meeting, change_plan, plan_meeting

__all__ = [
    "NotLast", "answer_decision", "cancel_meeting", "change_plan", "decide_matter", "hold_meeting", "make_problem", "make_task",
    "plan_meeting", "put_matter", "void_meeting",
]
