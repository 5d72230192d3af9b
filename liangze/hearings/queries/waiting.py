"""What waits for a person: reports to prepare, answers promised, ballots to close as the second person."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import BigIntegerField, CharField, F, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast

from liangze.hearings.models import Ballot, HearingQuestion, HearingReporter
from liangze.organisation.policy import Acting, Permission, visible
from liangze.organisation.policy.ways import by_each_way

REPORT, ANSWER, CLOSE = "hearing-report", "hearing-answer", "hearing-close"
AHEAD = 30  # days before a hearing from which a report waits
COLUMNS = ("what", "page", "key", "named", "about", "due")


def reports(by: Acting, today: date) -> QuerySet | None:
    """Reports that the person's seat or unit has to prepare for a hearing near at hand."""
    if by.account_id is None or not (by.grants or by.posts):
        return None
    rows = by_each_way(HearingReporter.objects.all(), *_mine(by, "post")).filter(
        hearing__held_at=None, hearing__voided_at=None, hearing__held_on__lte=today + timedelta(days=AHEAD)
    ).exclude(reports__replaced_at=None, reports__isnull=False)
    return _shaped(rows, (REPORT, "hearing"), "hearing_id", "hearing__title", "post__title", "hearing__held_on")


def answers(by: Acting, today: date) -> QuerySet | None:
    """Answers that were promised and not given."""
    if by.account_id is None or not (by.grants or by.posts):
        return None
    rows = by_each_way(HearingQuestion.objects.all(), *_mine(by, "reporter__post")).filter(
        answer=None, promised_for__isnull=False, reporter__hearing__voided_at=None
    )
    return _shaped(rows, (ANSWER, "hearing"), "reporter__hearing_id", "text", "reporter__post__title", "promised_for")


def closings(by: Acting, today: date) -> QuerySet | None:
    """Ballots of the person's own units that somebody else has asked to close; not all those that a level far above could."""
    if by.account_id is None or not by.grants:
        return None
    rows = Ballot.objects.filter(
        visible(by, Permission.HEARING_HOLD, "hearing__unit__path"), hearing__unit__in={held.unit_id for held in by.grants},
        closing_at__isnull=False, closed_at=None, hearing__voided_at=None,
    ).exclude(closing_by=by.account_id)
    return _shaped(rows, (CLOSE, "ballot"), "pk", "hearing__title", "hearing__unit__name", "hearing__held_on")


def _mine(by: Acting, post: str) -> tuple[Q, Q]:
    return visible(by, Permission.REPORT_WRITE, f"{post}__unit__path"), Q(**{f"{post}__in": by.posts})


def _shaped(rows: QuerySet, errand: tuple[str, str], key: str, named: str, about: str, due: str) -> QuerySet:
    """errand: what it is, and the page that it opens; the rest are fields."""
    return rows.order_by().annotate(
        what=_text(errand[0]), page=_text(errand[1]), key=Cast(key, BigIntegerField()), named=Cast(named, TextField()),
        about=Cast(about, TextField()), due=F(due),
    ).values_list(*COLUMNS)


def _text(words: str) -> Cast:
    return Cast(Value(words, output_field=CharField()), TextField())
