"""What waits for a decision is found by an index that holds nothing else."""

from __future__ import annotations

import pytest
from django.db import connection

from liangze.duties.models import Count, Exemption

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("waiting", "index"),
    [
        (Count.objects.filter(needs_acceptance=True, accepted_at=None, returned_at=None, withdrawn_at=None), "count_waits"),
        (Exemption.objects.filter(approved=None, ended_at=None), "exemption_waits"),
    ],
)
def test_the_question_of_my_work_fits_the_index(waiting, index) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    assert index in waiting.explain()
