"""Two people record at the same moment for the same obligations: neither waits for ever, nothing is lost."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from django.db import connection, transaction

from liangze.core.words import Every
from liangze.duties.actions.record_deeds import NewDeed, record_deeds
from liangze.duties.models import Obligation
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
