"""What waits for a person: planned sessions whose day has passed, and one's own absences to be made up for."""

from __future__ import annotations

from datetime import date

from django.db.models import BigIntegerField, CharField, DateField, F, QuerySet, TextField, Value
from django.db.models.functions import Cast

from liangze.organisation.policy import Acting, Permission, visible
from liangze.study.models import Attendee, Session

PASSED, MISSED = "study-passed", "study-missed"
COLUMNS = ("what", "page", "key", "title", "about", "due")


def passed(by: Acting, today: date) -> QuerySet | None:
    """Planned sessions of one's own units whose day has passed without anything being recorded."""
    if by.account_id is None or not by.grants:
        return None
    rows = Session.objects.filter(
        visible(by, Permission.STUDY_RECORD, "unit__path"), on=None, cancelled_at=None, voided_at=None, planned_on__lt=today
    )
    return rows.order_by().annotate(
        what=_text(PASSED), page=_text("study-session"), key=Cast("pk", BigIntegerField()), about=Cast("unit__name", TextField()),
        due=F("planned_on"),
    ).annotate(named=Cast("title", TextField())).values_list("what", "page", "key", "named", "about", "due")


def missed(by: Acting, today: date) -> QuerySet | None:
    """Sessions at which the person was absent and that are not made up for yet."""
    if by.account_id is None:
        return None
    rows = Attendee.objects.filter(person__account=by.account_id, present=False, make_up=None, session__voided_at=None)
    return rows.order_by().annotate(
        what=_text(MISSED), page=_text("study-session"), key=Cast("session_id", BigIntegerField()),
        named=Cast("session__title", TextField()), about=Cast("session__unit__name", TextField()),
        due=Cast(Value(None, output_field=DateField()), DateField()),
    ).values_list("what", "page", "key", "named", "about", "due")


def _text(words: str) -> Cast:
    return Cast(Value(words, output_field=CharField()), TextField())
