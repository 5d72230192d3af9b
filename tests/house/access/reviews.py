"""Year-end reviews of unit A for the access matrix: being held, concluded, with one item to pass, without any item."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from liangze.organisation.models import Account, Post
from liangze.organisation.policy import acting_for
from liangze.regulations.models import Duty
from liangze.review.actions import conclude, open_review
from tests.rooms import factory as f


def reviewed(targets: Mapping[str, Any], accounts: Mapping[str, Account], day: date) -> dict[str, int | str]:
    """Of the day's year and of three years long past."""
    office = acting_for(accounts["city-office"], today=day)

    def opened(year: int) -> int:
        chair = targets["post_city_principal"]
        given = {"unit_id": targets["unit_a"], "chair_id": chair, "held_on": date(year, 12, 20) if year < day.year else day}
        return open_review(**given, year=year, by=office, today=day, now=f.at(day)).pk

    held, concluded, empty, plain = (opened(year) for year in (day.year, 2017, 2018, 2019))
    conclude(review_id=concluded, opinion="较好。", by=office, today=day, now=f.at(day))
    holder = Post.objects.get(pk=targets["post_a_leadership"])
    row = f.owe(Duty.objects.get(pk=targets["duty"]), holder, year=2019, done=1, fulfilled_on=date(2019, 1, 20))[0]
    return {
        "review": held, "review_concluded": concluded, "review_empty": empty, "review_plain": plain,
        "item_late": f"o{targets['obligation']}", "item_plain": f"o{row.pk}",
    }
