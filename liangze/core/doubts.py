"""What makes proof doubtful without making it wrong: marked, never refused (D10)."""

from __future__ import annotations

from datetime import date

#: Entered more than so many days after the day it says, a record counts as entered late.
LATE_AFTER_DAYS = 30


def days_late_entered(on: date, entered: date, due: date | None = None) -> int:
    """Days from the act to its entry where that is doubtful, else 0.

    Doubtful: more than 30 days, or entered after the due day for an act said to have been done on time.
    """
    days = (entered - on).days
    after_due = due is not None and on <= due < entered
    return days if days > LATE_AFTER_DAYS or after_due else 0
