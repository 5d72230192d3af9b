"""What recording looks at and what it writes is one transaction: nothing is checked before it began."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from liangze.conduct.actions import record
from liangze.conduct.entry import NewEntry
from liangze.core.errors import Refusals
from liangze.organisation.models import GrantRole
from tests.rooms import factory as f

pytestmark = pytest.mark.django_db(transaction=True)
TODAY = date(2026, 6, 16)


@pytest.mark.parametrize(("title", "ends"), [("专题会议", "COMMIT"), ("", "ROLLBACK")])
def test_recording_begins_with_the_transaction(title: str, ends: str) -> None:
    town = f.town()
    by = f.acting("liaison", (GrantRole.LIAISON, town.bureau), today=TODAY)
    entry = NewEntry(town.bureau.pk, "meeting", date(2026, 6, 10), town.leadership.pk, title)
    with CaptureQueriesContext(connection) as caught:
        try:
            record(entry=entry, by=by, today=TODAY, now=f.at(TODAY))
        except Refusals:
            assert not title
    statements = [each["sql"] for each in caught]
    assert statements[0] == "BEGIN"
    assert statements[-1] == ends
    assert statements.count("BEGIN") == 1
