"""What a person has filled in for a session so far: posted, begun anew, or taken from a plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.http import QueryDict

from liangze.core.errors import Refusal
from liangze.core.study import ACTS, COUNTS_AS, Form, usual_topics
from liangze.core.words import ActKind, Role
from liangze.study.models import Session
from liangze.study.new_session import Act, Named, NewSession
from liangze.study.queries.choices import Choices
from liangze.trust.attachments import Proof
from liangze.web.entries.filled import Kept
from liangze.web.ledger.asked import number

PRESENT, ABSENT, INVITED = "present", "absent", "invited"
FORM_OF = {ActKind.STUDY: Form.STUDY, ActKind.LECTURE: Form.LECTURE, ActKind.TRAINING: Form.TRAINING}
TEXTS = ("title", "place", "materials", "audience", "organiser", "hours", "means", "note")


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands beside a seat: present, absent, invited (planned for, not yet marked) or "" for not named."""

    mark: str = ""
    reason: str = ""
    speech: str = ""


@dataclass(frozen=True, slots=True)
class Filled:
    """The fields as texts and ids; nothing is checked yet. plan  it is planned, not recorded. edition  of the plan on the screen."""

    unit: int
    plan: bool
    form: Form
    on: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    lead: int | None = None
    site: int | None = None
    marks: Mapping[int, Mark] = field(default_factory=dict)
    holders: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    topics: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    makes_up: tuple[int, ...] = ()
    kept: tuple[Kept, ...] = ()
    edition: int | None = None

    @property
    def day(self) -> date | None:
        """The day, or None while there is none."""
        try:
            return date.fromisoformat(self.on)
        except ValueError:
            return None

    def new(self) -> NewSession:
        """As the room takes it. Raises Refusal without a day, or for hours that are no number."""
        if self.day is None:
            raise Refusal("The day is missing or is no day.", remedy="Write it as 2026-06-16.", field="on")
        texts = {name: self.texts.get(name, "") for name in TEXTS}
        return NewSession(
            unit_id=self.unit, form=self.form.value, on=self.day, lead_id=self.lead, site_id=self.site, hours=_hours(texts.pop("hours")),
            named=tuple(self._named()), acts=() if self.plan else self.acts(), makes_up=self.makes_up,
            proofs=tuple(Proof(each.attachment_id, each.name, each.reason) for each in self.kept), **texts,
        )

    def acts(self) -> tuple[Act, ...]:
        """What is ticked: one act for each kind and seat; a lecture is that of who led it."""
        return tuple(
            Act(kind.value, holder, frozenset(self.topics.get(kind.value, ())))
            for kind in ACTS
            for holder in self._holders(kind)
        )

    def _holders(self, kind: ActKind) -> tuple[int, ...]:
        ticked = self.holders.get(kind.value, ())
        if kind is ActKind.LECTURE and ticked:
            return (self.lead,) if self.lead else ()
        return ticked

    def _named(self) -> list[Named]:
        """Who was planned for and not marked counts as absent, so that a reason is asked for and nobody is left out by oversight."""
        if self.plan:
            return [Named(post) for post, mark in self.marks.items() if mark.mark]
        return [
            Named(post, present=mark.mark == PRESENT, reason=mark.reason, speech=mark.speech)
            for post, mark in self.marks.items() if mark.mark
        ]


def posted(form: QueryDict, unit: int, *, plan: bool, kept: tuple[Kept, ...]) -> Filled:
    """From the form. Where another form of education was chosen, what it counts as begins anew."""
    chosen = _form(form.get("form"))
    same = form.get("was_form") in ("", None, chosen.value)
    marks = {}
    for text in form.getlist("seat"):
        post = number(text)
        if post is not None:
            mark = form.get(f"a-{post}", "")
            mark = mark if mark in (PRESENT, ABSENT) else INVITED if mark or form.get(f"invited-{post}") else ""
            marks[post] = Mark(mark, form.get(f"r-{post}", ""), form.get(f"s-{post}", ""))
    return Filled(
        unit=unit, plan=plan, form=chosen, on=form.get("on_fix") or form.get("on", ""), texts={name: form.get(name, "") for name in TEXTS},
        lead=number(form.get("lead")), site=number(form.get("site")), marks=marks,
        holders={kind.value: _numbers(form.getlist(f"as-{kind.value}")) for kind in ACTS} if same else {},
        topics={kind.value: tuple(form.getlist(f"topics-{kind.value}")) for kind in ACTS} if same else {},
        makes_up=_numbers(form.getlist("makes_up")), kept=kept, edition=number(form.get("edition")),
    )


def of_plan(session: Session, *, plan: bool, today: date) -> Filled:
    """From a planned session, to change it or to record that it was held. One statement for whom it is for."""
    texts = {name: str(getattr(session, name) or "") for name in TEXTS}
    planned = session.planned_on or today
    marks = {post: Mark(INVITED) for post in session.attendees.values_list("post_id", flat=True)}
    return Filled(
        unit=session.unit_id, plan=plan, form=Form(session.form), on=(planned if plan else min(planned, today)).isoformat(), texts=texts,
        lead=session.lead_id, site=session.site_id, marks=marks, edition=session.edition,
    )


def of_obligation(taken: Mapping[str, Any], today: date) -> Filled:
    """From an item that asks for education: its form, for whom it counts, its topics."""
    kind, holder, topics = ActKind(taken["kind"]), taken["holder"], tuple(taken["topics"])
    named = next((form for form in (Form.CAUTIONARY, Form.EXEMPLARY) if COUNTS_AS[form][1] & set(topics)), None)
    form = named or FORM_OF.get(kind, Form.STUDY)
    lecture = kind is ActKind.LECTURE
    return Filled(
        unit=taken["unit"], plan=False, form=form, on=today.isoformat(), texts={"title": str(taken["title"])},
        lead=holder if lecture else None, holders={kind.value: (0,) if lecture else (holder,)}, topics={kind.value: topics},
        makes_up=tuple(taken["makes_up"]),
    )


def usual_holders(form: Form, offered: Choices) -> tuple[dict[str, tuple[int, ...]], dict[str, tuple[str, ...]]]:
    """What is ticked to begin with: the leadership's act, or the lecture of who led it; and its topics, where they can be chosen."""
    kind = COUNTS_AS[form][0]
    bodies = sorted(offered.holders, key=lambda each: each[2] != Role.LEADERSHIP)
    holder = bodies[0] if bodies else None
    ticked = (0,) if kind is ActKind.LECTURE else (holder[0],) if holder else ()
    usual = usual_topics(form, Role(holder[2]) if holder else None)
    known = {key for key, _name in offered.topics[kind.value]}
    return {kind.value: ticked}, {kind.value: tuple(sorted(usual & known))}


def _form(text: str | None) -> Form:
    return Form(text) if text in {each.value for each in Form} else Form.STUDY


def _hours(text: str) -> Decimal | None:
    text = text.strip()
    if not text:
        return None
    try:
        found = Decimal(text)
    except InvalidOperation:
        found = None
    if found is None or not found.is_finite() or abs(found) >= 10_000:
        raise Refusal(
            "“%(text)s” is no number of hours.", remedy="Write how many hours it took in all, for example 8.", field="hours",
            params={"text": text[:20]},
        )
    return round(found, 1)


def _numbers(texts: list[str]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(n for n in map(number, texts) if n is not None))
