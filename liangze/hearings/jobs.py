"""Jobs of the room."""

from __future__ import annotations

from django.db import connection
from procrastinate.contrib.django import app


@app.task(name="hearings.forget_boxes", queue="house", queueing_lock="hearings.forget_boxes")
def forget_boxes() -> None:
    """Have the database give up old versions of the boxes after a ballot was closed. A transaction cannot do that: VACUUM stands alone."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (FULL, ANALYZE) hearings_ballotbox")
        cursor.execute("VACUUM hearings_ballot")
