"""Two people do the same at the same moment: one is done, the other is told; nothing is lost and nothing counts twice."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from datetime import date

import pytest
from django.db import connection

from liangze.core.errors import Conflict, Refusals
from liangze.duties.models import Deed
from liangze.meetings.actions import answer_decision, hold_meeting, void_meeting
from liangze.meetings.models import FollowUp, Meeting, MeetingDecision
from tests.rooms.meetings.conftest import DAY, NOW

pytestmark = pytest.mark.django_db(transaction=True)


def together(acts: Sequence[Callable[[], object]]) -> list[Exception | None]:
    """Each in a thread of its own, begun at the same moment; what each was refused with."""
    ready, told = threading.Barrier(len(acts)), []

    def one(act: Callable[[], object]) -> None:
        try:
            ready.wait(timeout=10)
            act()
            told.append(None)
        except Exception as refused:
            told.append(refused)
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return told


def one_was_told(told: list[Exception | None]) -> bool:
    return len(told) == 2 and sum(each is None for each in told) == 1 and any(isinstance(each, Conflict) for each in told)


def test_a_meeting_is_recorded_once(bureau):
    meeting = bureau.planned()

    def record(by):
        return lambda: hold_meeting(meeting_id=meeting.pk, held=bureau.report(), seen=0, by=by, today=DAY, now=NOW)

    assert one_was_told(together([record(bureau.liaison), record(bureau.colleague)]))
    assert Deed.objects.count() == 1
    assert MeetingDecision.objects.count() == 1


def test_a_decision_is_answered_once(bureau):
    bureau.held()
    number = MeetingDecision.objects.get().pk

    def answer(by):
        return lambda: answer_decision(answer=bureau.answer(number), seen=0, by=by, today=DAY, now=NOW)

    assert one_was_told(together([answer(bureau.liaison), answer(bureau.colleague)]))
    assert FollowUp.objects.count() == 1


def test_a_decision_is_answered_or_its_meeting_voided_but_not_both(bureau):
    """Whoever voids the record has read no answer: an answer given meanwhile is not lost with the meeting, or it is refused."""
    meeting = bureau.held()
    number = MeetingDecision.objects.get().pk
    told = together([
        lambda: answer_decision(answer=bureau.answer(number), seen=0, by=bureau.liaison, today=DAY, now=NOW),
        lambda: void_meeting(meeting_id=meeting.pk, reason="登记有误", seen=0, by=bureau.colleague, now=NOW),
    ])
    assert one_was_told(told)
    meeting.refresh_from_db()
    assert (meeting.voided_at is None) == (FollowUp.objects.filter(voided_at=None).count() == 1)


def test_the_next_meeting_answers_or_the_first_is_voided_but_not_both(bureau):
    """The next meeting of the kind ends a decision of the first while the first is voided: one of the two is told."""
    meeting = bureau.held()
    number = MeetingDecision.objects.get().pk
    following = bureau.planned(on=date(2026, 6, 15))
    report = bureau.report(on=date(2026, 6, 15), answers=(bureau.answer(number),))
    told = together([
        lambda: hold_meeting(meeting_id=following.pk, held=report, seen=0, by=bureau.liaison, today=DAY, now=NOW),
        lambda: void_meeting(meeting_id=meeting.pk, reason="登记有误", seen=0, by=bureau.colleague, now=NOW),
    ])
    assert sum(each is None for each in told) == 1
    assert any(isinstance(each, (Conflict, Refusals)) for each in told)
    void = Meeting.objects.get(pk=meeting.pk).voided_at is not None
    assert void == (FollowUp.objects.count() == 0)
