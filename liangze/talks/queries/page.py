"""One talk as its page shows it: to those with need to know with everything that was said, to others only that it took place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, F, Func, OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from liangze.core.talk import COUNTING, DISCREET, OVER, TalkKind, TalkProcedure, TalkStage, TalkStep
from liangze.duties.queries.settled import SettledItem, settled_by
from liangze.duties.queries.words import ClauseRef, chinese
from liangze.organisation.policy import Acting
from liangze.organisation.words import listed
from liangze.regulations.models import Topic
from liangze.talks.models import (
    AdmonitionEffect,
    Commitment,
    Talk,
    TalkAccess,
    TalkCounterpart,
    TalkExplanation,
    TalkStepTaken,
)
from liangze.talks.queries.reach import RECORD, last_step, may_read, nothing, procedure, stage, talks_for
from liangze.talks.words import effect_name, kind_name, stage_name, step_name, trigger_name
from liangze.trust import clock
from liangze.trust.attachments import Used, uses_of
from liangze.trust.endorsements import Sheet, sheet_of

DETAILS = (
    "heart_to_heart", "reminder", "summons__clause__version__regulation", "admonition__approver__unit", "inquiry__opinion_post__unit",
    "pre_appointment", "matter__from_unit", "matter__passed_by", "proposal__clause__version__regulation",
)
ROOMY = frozenset({"questions", "facts", "said"})


@dataclass(frozen=True, slots=True)
class Step:
    """One step in words. `due` was the day for what followed; `late` by how many days it came after the day set for it."""

    name: str
    on: str
    by: str
    words: str
    due: str
    step: str


@dataclass(frozen=True, slots=True)
class Content:
    """What only those with need to know read. sections  (heading, text) in the order of the procedure."""

    sections: tuple[tuple[str, str], ...]
    clause: ClauseRef | None
    commitments: tuple[Mapping[str, Any], ...]
    effects: tuple[tuple[str, date], ...]
    explanations: tuple[Mapping[str, Any], ...]
    steps: tuple[Step, ...]
    accesses: tuple[Mapping[str, Any], ...]
    files: tuple[Used, ...]
    sheet: Sheet | None
    trigger: str
    topics: str
    note_taker: str


@dataclass(frozen=True, slots=True)
class TalkMay:
    """What the reader can do with it now."""

    hold: bool = False
    decide: bool = False
    explain: bool = False
    sign: bool = False
    reply: bool = False
    conclude: bool = False
    follow_up: bool = False
    name: bool = False
    void: bool = False


@dataclass(frozen=True, slots=True)
class TalkPage:
    """people  with whom, "" where the reader may not know.  due, days  until what it waits for; days < 0: late.  content  None: hidden."""

    id: int
    number: str
    kind: str
    kind_name: str
    procedure: str
    unit_id: int
    unit: str
    seat: str
    talker: str
    people: str
    on: date | None
    planned_on: date | None
    place: str
    stage: str
    stage_name: str
    over: bool
    due: date | None
    days: int
    voided: bool
    voided_reason: str
    entered_by: str
    entered_at: datetime
    year: int
    counts: bool
    settled: tuple[SettledItem, ...]
    content: Content | None
    may: TalkMay
    holder_id: int
    counterparts: tuple[int, ...]


def full(rows: QuerySet[Talk]) -> QuerySet[Talk]:
    """With everything its page says, in the same statement."""
    def of(model: Any, order: str, **columns: Any) -> ArraySubquery:
        return ArraySubquery(model.objects.filter(talk=OuterRef("pk")).order_by(order).values(v=JSONObject(id="pk", **columns)))

    among = Func(F("key"), OuterRef("topics"), template="%(expressions)s)", arg_joiner=" = ANY(", output_field=BooleanField())
    topics = Topic.objects.filter(among).order_by("key")
    return rows.select_related(*DETAILS).annotate(
        people_rows=of(
            TalkCounterpart, "id", post="post_id", unit="post__unit__name", seat="post__title", person="person__name", office="office_on"
        ),
        step_rows=of(TalkStepTaken, "id", step="step", on=F("on"), by="by__name", words="words", due="due"),
        commitment_rows=of(Commitment, "due", text="text", due="due", kept="kept_at"),
        effect_rows=of(AdmonitionEffect, "until", effect="effect", until="until"),
        explanation_rows=of(TalkExplanation, "-id", text="text", by="by__name", at="at", late="days_late"),
        access_rows=of(
            TalkAccess, "id", account="account__name", unit="post__unit__name", seat="post__title", why="why", given="given_at",
            by="given_by__name", ended="ended_at",
        ),
        topic_rows=ArraySubquery(topics.values(v=JSONObject(zh="zh", en="en"))),
    )


def whole(talk_id: int, by: Acting) -> Talk:
    """The row with everything. One statement. Raises NotFound."""
    found = full(talks_for(by)).filter(pk=talk_id).first()
    if found is None:
        raise nothing()
    return found


def talk_page(*, talk_id: int, by: Acting, today: date) -> TalkPage:
    """At most five statements. Raises NotFound."""
    row: Any = whole(talk_id, by)
    reads = may_read(row)
    standing, way = stage(row), procedure(row)
    due = None if standing in OVER else (row.planned_on if standing is TalkStage.PLANNED else row.next_due)
    return TalkPage(
        id=row.pk, number=row.number, kind=row.kind, kind_name=kind_name(row.kind), procedure=way.value if reads else row.kind,
        unit_id=row.unit_id, unit=row.unit.name, seat=row.holder.title, talker=row.holder_person.name if row.holder_person else "",
        people=listed(who(each) for each in row.people_rows) if shows_people(row) else "", on=row.on, planned_on=row.planned_on,
        place=row.place if reads else "", stage=standing.value if reads or standing in OVER else "",
        stage_name=stage_name(standing) if reads or standing in OVER else "", over=standing in OVER, due=due if reads else None,
        days=(due - today).days if due else 0, voided=row.voided_at is not None, voided_reason=row.voided_reason if reads else "",
        entered_by=row.entered_by.name, entered_at=row.entered_at,
        year=(row.on or row.planned_on or timezone.localtime(row.entered_at)).year,
        counts=TalkKind(row.kind) in COUNTING, settled=settled_by(source=(RECORD, row.pk), as_of=today) if reads else (),
        content=_content(row) if reads else None, may=_may(row, by, standing, way) if reads else TalkMay(), holder_id=row.holder_id,
        counterparts=tuple(each["post"] for each in row.people_rows) if reads else (),
    )


def shows_people(talk: Talk) -> bool:
    """Whether the reader learns with whom: outsiders only for kinds that say nothing about the person."""
    return may_read(talk) or TalkKind(talk.kind) not in DISCREET


def who(each: Mapping[str, Any]) -> str:
    """A counterpart in words."""
    seat = f"{each['unit']}{each['seat']}"
    return f"{seat} {each['person']}" if each["person"] else seat


def signer_role(talk: Talk) -> str:
    """Who signs it, as a seat in words."""
    seat = talk.inquiry.opinion_post if procedure(talk) is TalkProcedure.INQUIRY else talk.holder
    return f"{seat.unit.name}{seat.title}"


def sections(row: Any) -> tuple[tuple[str, str], ...]:
    """(heading, text) of what the kind alone knows, in the language in force; empty texts are left out."""
    found: list[tuple[str, str]] = []
    if matter := getattr(row, "matter", None):
        found.append((_("Matter passed on"), matter.matter))
        replied = next((date.fromisoformat(each["on"]) for each in row.step_rows if each["step"] == TalkStep.REPLIED), None)
        took = ((replied or clock.today()) - matter.passed_on).days
        how = _("Replied to after %(n)s days.") if replied else _("Passed on %(n)s days ago.")
        found.append((_("Passed on by"), f"{matter.from_unit.name} {matter.passed_on} {matter.document}"))
        found.append((_("Reply by"), f"{matter.reply_by} · {how % {'n': took}}"))
    match TalkKind(row.kind):
        case TalkKind.HEART_TO_HEART if own := getattr(row, "heart_to_heart", None):
            found += [(_("What the person raised"), own.raised), (_("What both agreed on"), own.agreed)]
        case TalkKind.REMINDER if own := getattr(row, "reminder", None):
            found += [(_("Sign observed"), own.sign), (_("What is expected"), own.expected)]
        case TalkKind.SUMMONS if own := getattr(row, "summons", None):
            found += [(_("Reason for the summons"), own.reason), (_("Questions put"), own.questions)]
        case TalkKind.ADMONITION if own := getattr(row, "admonition", None):
            form = _("In writing") if own.in_writing else _("As a talk")
            found += [(_("Facts"), own.facts), (_("Basis"), own.basis), (pgettext("admonition", "Form"), form)]
            found.append((_("Approval asked of"), f"{own.approver.unit.name}{own.approver.title}"))
        case TalkKind.INQUIRY if own := getattr(row, "inquiry", None):
            found += [(_("Questions of the letter"), own.questions), (_("Opinion signed by"), signer_role(row))]
        case TalkKind.PRE_APPOINTMENT if own := getattr(row, "pre_appointment", None):
            offices = listed(f"{who(each)} {each['office']}" for each in row.people_rows if each["office"])
            found += [(_("Takes office"), offices), (_("What was asked"), own.required), (_("What was undertaken"), own.undertaken)]
        case _:
            pass
    found.append((_("What was said"), row.said))
    return tuple((heading, text) for heading, text in found if text)


def _content(row: Any) -> Content:
    way = procedure(row)
    clause = getattr(getattr(row, "summons", None), "clause", None) or getattr(row.proposal, "clause", None)
    signed = way in (TalkProcedure.MINOR_MATTER, TalkProcedure.INQUIRY) and row.explanation_rows
    shown = "zh" if chinese() else "en"
    return Content(
        sections=sections(row), clause=ClauseRef(clause.pk, clause.version.cited, clause.label) if clause else None,
        commitments=tuple({**each, "due": date.fromisoformat(each["due"])} for each in row.commitment_rows),
        effects=tuple((effect_name(each["effect"]), date.fromisoformat(each["until"])) for each in row.effect_rows),
        explanations=tuple({**each, "at": datetime.fromisoformat(each["at"])} for each in row.explanation_rows),
        steps=tuple(
            Step(step_name(each["step"]), each["on"], each["by"], each["words"], each["due"] or "", each["step"]) for each in row.step_rows
        ),
        accesses=tuple({**each, "given": datetime.fromisoformat(each["given"])} for each in row.access_rows),
        files=tuple(uses_of(RECORD, [row.pk]).get(row.pk, ())), sheet=sheet_of((RECORD, row.pk)) if signed else None,
        trigger=trigger_name(row.trigger), topics=listed(each[shown] for each in row.topic_rows),
        note_taker=row.note_taker.name if row.note_taker else "",
    )


def _may(row: Any, by: Acting, standing: TalkStage, way: TalkProcedure) -> TalkMay:
    hand = bool(row.is_talker or row.is_note_taker)
    if standing is TalkStage.VOID or by.account_id is None:
        return TalkMay()
    return TalkMay(
        hold=hand and standing is TalkStage.PLANNED,
        decide=standing is TalkStage.APPROVAL and row.is_named and by.account_id not in (row.entered_by_id, row.note_taker_id),
        explain=bool(row.is_talked_to) and standing is TalkStage.EXPLANATION,
        sign=(standing is TalkStage.ENDORSEMENT and row.is_talker)
        or (standing is TalkStage.OPINION and row.inquiry.opinion_post_id in by.posts),
        reply=hand and standing is TalkStage.REPLY, conclude=hand and standing is TalkStage.CONCLUSION,
        follow_up=hand and standing is TalkStage.FOLLOW_UP, name=hand, void=hand and (row.on is not None or standing is TalkStage.PLANNED),
    )


def approved(talk: Talk) -> bool:
    """Whether an admonition may be held now."""
    return last_step(talk) is TalkStep.APPROVED
