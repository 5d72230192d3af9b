"""Sessions as tests write them: what is not said is as usual for the form."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from liangze.core.study import COUNTS_AS, Form, usual_topics
from liangze.core.words import ActKind, Role
from liangze.organisation.policy import Acting
from liangze.regulations.models import Topic
from liangze.study.actions import hold_session, plan_session
from liangze.study.models import Session
from liangze.study.new_session import Act, Named, NewSession
from tests.rooms import factory as f
from tests.rooms.settling import Ground

USUAL: dict[Form, dict[str, Any]] = {
    Form.STUDY: {"materials": "纪律处分条例"},
    Form.LECTURE: {},
    Form.TRAINING: {"organiser": "县委党校", "hours": Decimal(8)},
    Form.CAUTIONARY: {"materials": "某单位私设小金库案", "means": "film"},
    Form.EXEMPLARY: {"materials": "某窗口的公开办事做法", "means": "account"},
}


def session(ground: Ground, form: Form, on: date, *, unit: str = "bureau", body: str = "leadership", **changes: Any) -> NewSession:
    """A session of the unit: led by its principal, both members there, counted as usual for the form."""
    lead = ground.seat(f"{unit}/principal")
    kind = COUNTS_AS[form][0]
    holder = lead if kind is ActKind.LECTURE else ground.seat(f"{unit}/{body}")
    fields: dict[str, Any] = {
        "unit_id": ground.unit(unit).pk, "form": form.value, "title": f"{form.value} on {on}", "on": on, "lead_id": lead.pk,
        "named": (Named(lead.pk, present=True), Named(ground.seat(f"{unit}/member-1").pk, present=True)),
        "acts": (Act(kind.value, holder.pk, known_topics(usual_topics(form, Role(holder.role)))),),
    }
    return NewSession(**(fields | USUAL[form] | changes))


def known_topics(keys: frozenset[str]) -> frozenset[str]:
    """Those that the regulations in force know: no others are offered."""
    return frozenset(Topic.objects.filter(key__in=keys).values_list("key", flat=True))


def hold(new: NewSession, by: Acting, *, today: date | None = None, **more: Any) -> Session:
    day = today or new.on
    return hold_session(new=new, by=by, today=day, now=f.at(day), **more)


def plan_it(new: NewSession, by: Acting, *, today: date) -> Session:
    return plan_session(new=new, by=by, today=today, now=f.at(today))
