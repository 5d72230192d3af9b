"""What of the room waits for a person: meetings to be recorded, decisions to be carried out. Rows in the shape of my work."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import BigIntegerField, CharField, F, Q, QuerySet, Value
from django.db.models.functions import Cast

from liangze.meetings.models import Meeting, MeetingDecision
from liangze.meetings.queries.decisions import still_open
from liangze.organisation.policy import Acting, Permission, visible
from liangze.organisation.policy.ways import by_each_way

AHEAD = timedelta(days=14)  # a decision shows this long before its day
COLUMNS = ("what", "page", "key", "title", "about", "due")


def to_record(by: Acting, today: date) -> QuerySet | None:
    """Meetings whose planned day has come, for whoever records them."""
    rows = Meeting.objects.filter(
        visible(by, Permission.MEETING_RECORD, "unit__path"), planned_on__lte=today, held_on=None, cancelled_at=None
    )
    return rows.annotate(
        what=_text("meeting-record"), page=_text("meeting-hold"), key=Cast("pk", BigIntegerField()), about=F("unit__name"),
        due=F("planned_on"),
    ).values_list(*COLUMNS)


def to_carry_out(by: Acting, today: date) -> QuerySet | None:
    """Decisions due soon: those of one's own seats, and those of one's own units that no seat answers for."""
    mine = (Q(owner__in=by.posts), Q(visible(by, Permission.MEETING_RECORD, "owner_unit__path"), owner=None))
    rows = still_open(by_each_way(MeetingDecision.objects.all(), *mine)).filter(now_due__lte=today + AHEAD)
    return rows.annotate(
        what=_text("meeting-decision"), page=_text("meeting-decision"), key=Cast("pk", BigIntegerField()), title=F("text"),
        about=F("meeting__title"), due_day=F("now_due"),
    ).values_list("what", "page", "key", "title", "about", "due_day")


def _text(word: str) -> Value:
    return Value(word, output_field=CharField())
