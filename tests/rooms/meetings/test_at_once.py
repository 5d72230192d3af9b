"""Two people do the same at the same moment: one is done, the other is told; nothing is lost and nothing counts twice."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

import pytest
from django.db import connection

from liangze.core.errors import Conflict
from liangze.duties.models import Deed
from liangze.meetings.actions import answer_decision, hold_meeting
from liangze.meetings.models import FollowUp, MeetingDecision
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
