"""Two people record at the same moment for the same obligations: neither waits for ever, nothing is lost."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection, transaction

from liangze.core.errors import Conflict
from liangze.core.words import Every
from liangze.duties.actions import accept_count, withdraw_deeds
from liangze.duties.actions.record_deeds import NewDeed, record_deeds
from liangze.duties.actions.settling import lock
from liangze.duties.models import Count, Obligation
from liangze.organisation.models import GrantRole
from tests.rooms import factory as f

DAY = date(2026, 4, 1)


@pytest.mark.django_db(transaction=True)
def test_both_deeds_count_and_the_row_says_two() -> None:
    town = f.town()
    by = f.acting("liaison", (GrantRole.LIAISON, town.bureau), today=DAY)
    rules = f.version()
    for number in range(6):
        f.owe(f.duty(rules, f"duty-{number}", topics=(f"topic-{number}",), every=Every.YEAR, times=2), town.leadership, year=2026)
    started, problems = threading.Barrier(2), []

    def record(source: int, topics: list[str]) -> None:
        try:
            for turn in range(5):
                with transaction.atomic():
                    started.wait(timeout=10)
                    new = NewDeed(
                        town.bureau.pk, town.leadership.pk, "meeting", frozenset(topics), DAY, ("test.record", source * 100 + turn)
                    )
                    record_deeds(deeds=[new], by=by, now=f.at(DAY))
        except Exception as problem:
            problems.append(problem)
        finally:
            connection.close()

    topics = [f"topic-{number}" for number in range(6)]
    threads = [threading.Thread(target=record, args=args) for args in ((1, topics), (2, topics[::-1]))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert not problems
    assert list(Obligation.objects.values_list("done", flat=True)) == [10] * 6
    assert set(Obligation.objects.values_list("fulfilled_on", flat=True)) == {DAY}


@pytest.mark.django_db(transaction=True)
def test_accepting_waits_for_a_record_that_is_being_voided_and_is_then_told() -> None:
    """Both take the obligation first: neither holds what the other waits for."""
    town = f.town()
    by = f.acting("liaison", (GrantRole.LIAISON, town.bureau), today=DAY)
    above = f.acting("above", (GrantRole.DISCIPLINE, town.county), today=DAY)
    duty = f.duty(f.version(), "report", topics=("annual",), every=Every.YEAR, accept="superior_discipline_organ")
    (owed,) = f.owe(duty, town.leadership, year=2026)
    with transaction.atomic():
        new = NewDeed(town.bureau.pk, town.leadership.pk, "meeting", frozenset({"annual"}), DAY, ("test.record", 1))
        record_deeds(deeds=[new], by=by, now=f.at(DAY))
    count, problems = Count.objects.get(), []
    accepting = beside(lambda: accept_count(count_id=count.pk, by=above, now=f.at(DAY)), problems)
    with transaction.atomic():
        lock([owed.pk])
        accepting.start()
        wait_until_somebody_waits()
        withdraw_deeds(source=("test.record", 1), reason="held on another day", by=by, now=f.at(DAY))
    accepting.join(timeout=30)
    assert [type(problem) for problem in problems] == [Conflict]
    owed.refresh_from_db()
    assert (owed.done, owed.fulfilled_on) == (0, None)


def beside(work: Callable[[], object], problems: list[Exception]) -> threading.Thread:
    """A thread, not begun, that does the work on a connection of its own and notes what went wrong."""

    def run() -> None:
        try:
            work()
        except Exception as problem:
            problems.append(problem)
        finally:
            connection.close()

    return threading.Thread(target=run)


def wait_until_somebody_waits() -> None:
    """Until another connection to this database waits for a lock."""
    for _ in range(200):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted AND pid <> pg_backend_pid()")
            if cursor.fetchone()[0]:
                return
        time.sleep(0.05)
    raise AssertionError("nobody waits")
