"""Actions of the room meetings."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

NAMES: dict[str, Promise] = {
    "meetings.meeting.plan": pgettext_lazy("audit action", "Planned a meeting"),
    "meetings.meeting.change": pgettext_lazy("audit action", "Changed the plan of a meeting"),
    "meetings.meeting.cancel": pgettext_lazy("audit action", "Cancelled a meeting"),
    "meetings.meeting.hold": pgettext_lazy("audit action", "Recorded a meeting"),
    "meetings.meeting.void": pgettext_lazy("audit action", "Voided the record of a meeting"),
    "meetings.decision.answer": pgettext_lazy("audit action", "Answered a decision of a meeting"),
    "meetings.decision.task": pgettext_lazy("audit action", "Made a decision of a meeting a task"),
    "meetings.decision.problem": pgettext_lazy("audit action", "Made a decision of a meeting a problem"),
    "meetings.matter.put": pgettext_lazy("audit action", "Laid a major matter before a meeting"),
    "meetings.matter.decide": pgettext_lazy("audit action", "Recorded the decision on a major matter"),
}
