"""What the rows of study.yaml point at."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from liangze.organisation.models import Post
from liangze.organisation.policy import Acting
from liangze.study.actions import enter_site, hold_session, plan_session
from liangze.study.new_session import Act, Named, NewSession
from tests.rooms import factory as f

TARGETS: dict[str, str] = {"session_id": "study_held", "attendee_id": "study_absent", "site_id": "study_site"}


def made(place: Any, acts: Mapping[str, Acting], day: date) -> dict[str, Any]:
    """A session of unit A that was held, with somebody absent; one that is planned; a site of A."""
    by, unit = acts["liaison-a"], place.units["a"]
    head, member = (Post.objects.get(pk=place.targets[f"post_a_{name}"]) for name in ("principal", "member"))
    new = NewSession(
        unit.pk, "study", "专题学习", day, lead_id=head.pk, materials="廉洁自律准则",
        named=(Named(head.pk, present=True), Named(member.pk, present=False, reason="出差")),
        acts=(Act("study", place.targets["post_a_leadership"]),),
    )
    held = hold_session(new=new, by=by, today=day, now=f.at(day))
    later = NewSession(unit.pk, "lecture", "廉政党课", day + timedelta(days=20), lead_id=head.pk, named=(Named(member.pk),))
    planned = plan_session(new=later, by=by, today=day, now=f.at(day))
    site = enter_site(
        unit_id=unit.pk, name="甲局示范点", kind="exemplary", place="甲局", open_to="own", note="", by=by, now=f.at(day)
    )
    absent = held.attendees.get(present=False)
    return {"study_held": held.pk, "study_planned": planned.pk, "study_absent": absent.pk, "study_site": site.pk}
