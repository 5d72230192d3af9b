"""A hearing as its page shows it, in its five steps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet
from django.db.models.functions import JSONObject

from liangze.core.ballot import BallotState
from liangze.duties.queries.running import topics_by_key
from liangze.duties.queries.words import topic_names
from liangze.hearings.models import Ballot, Hearing, HearingComment, HearingQuestion, HearingReport, HearingReporter, HearingTheme
from liangze.hearings.queries.book import stage_of
from liangze.hearings.queries.reach import hearings_for, may_hold, may_report, nothing, reporters_of, said
from liangze.hearings.queries.results import BallotView, seen
from liangze.hearings.record import HEARING, REPORT
from liangze.hearings.words import STAGES
from liangze.organisation.policy import Acting
from liangze.problems.queries.of_record import ProblemCard, problems_of_record
from liangze.trust.attachments import Used, uses_of


@dataclass(frozen=True, slots=True)
class Put:
    """A question. `answer` "" while it is owed; late: promised for a day that has passed."""

    id: int
    asked_by: str
    text: str
    promised_for: date | None
    answer: str
    answered_on: date | None
    late: bool


@dataclass(frozen=True, slots=True)
class Reporting:
    """A seat that reports: what it reported, what it was asked, what was said about it. may: the reader may enter for it."""

    id: int
    post_id: int
    unit_id: int
    name: str
    position: int
    report_id: int | None
    report: str
    on: date | None
    files: tuple[Used, ...]
    questions: tuple[Put, ...]
    may: bool

    @property
    def owed(self) -> tuple[Put, ...]:
        """Questions still without an answer."""
        return tuple(each for each in self.questions if not each.answer)


@dataclass(frozen=True, slots=True)
class HearingPage:
    """The hearing with everything in it. themes and comments: {"id", "text", "who", "put_by" or "said_by", …}."""

    hearing: Hearing
    stage: str
    stage_name: str
    topics: str
    themes: tuple[Mapping[str, Any], ...]
    reporters: tuple[Reporting, ...]
    comments: tuple[Mapping[str, Any], ...]
    ballots: tuple[BallotView, ...]
    problems: tuple[ProblemCard, ...]
    holds: bool
    begun: bool

    @property
    def going(self) -> bool:
        """Planned, not held, not void: things can be entered."""
        return self.stage == "planned"

    @property
    def reported(self) -> int:
        return sum(each.report_id is not None for each in self.reporters)

    @property
    def asked(self) -> int:
        return sum(len(each.questions) for each in self.reporters)

    @property
    def counted(self) -> bool:
        return any(each.state == BallotState.CLOSED for each in self.ballots)

    @property
    def voting(self) -> bool:
        return any(each.state in (BallotState.OPEN, BallotState.CLOSING) for each in self.ballots)


def hearing_page(*, hearing_id: int, by: Acting, today: date) -> HearingPage:
    """Six statements. Raises NotFound."""
    hearing = hearings_for(by).filter(pk=hearing_id).annotate(set_themes=_themes(), made_comments=_comments()).first()
    if hearing is None:
        raise nothing()
    themes, said_then = hearing.set_themes, hearing.made_comments  # type: ignore[attr-defined]  # annotated
    rows = list(_reporters(hearing.pk))
    names = {row.pk: said(row) for row in rows}
    reports = [row.report[0]["id"] for row in rows if row.report]  # type: ignore[attr-defined]  # annotated
    files = uses_of(REPORT, reports) if reports else {}
    ballots = Ballot.objects.select_related("opened_by", "closing_by", "closed_by", "made_by").defer("issued").filter(hearing=hearing)
    stage = stage_of(hearing)
    return HearingPage(
        hearing=hearing, stage=stage, stage_name=str(STAGES[stage]), topics=topic_names(hearing.topics, topics_by_key()),
        themes=tuple({**each, "who": names.get(each["reporter"], ""), "put_on": _day(each["put_on"])} for each in themes),
        comments=tuple({**each, "who": names.get(each["reporter"], "")} for each in said_then),
        reporters=tuple(_reporting(row, hearing, files, by, today) for row in rows),
        ballots=tuple(seen(ballot, hearing, by) for ballot in ballots),
        problems=problems_of_record(record=(HEARING, hearing.pk), by=by), holds=may_hold(by, hearing.unit), begun=hearing.held_on <= today,
    )


def _reporters(hearing_id: int) -> QuerySet[HearingReporter]:
    """With `report` (the one that stands) and `asked` (questions with their answers), each a list of objects."""
    report = HearingReport.objects.filter(reporter=OuterRef("pk"), replaced_at=None)
    asked = HearingQuestion.objects.filter(reporter=OuterRef("pk")).order_by("id")
    return reporters_of(hearing_id).annotate(
        report=ArraySubquery(report.values(v=JSONObject(id="pk", text="text", on="on"))),
        asked=ArraySubquery(
            asked.values(
                v=JSONObject(
                    id="pk", asked_by="asked_by", text="text", promised_for="promised_for", answer=F("answer__text"), on=F("answer__on")
                )
            )
        ),
    )


def _themes() -> ArraySubquery:
    rows = HearingTheme.objects.filter(hearing=OuterRef("pk"), withdrawn_at=None).order_by("id")
    return ArraySubquery(rows.values(v=JSONObject(id="pk", text="text", put_by="put_by", put_on="put_on", reporter="reporter_id")))


def _comments() -> ArraySubquery:
    rows = HearingComment.objects.filter(hearing=OuterRef("pk")).order_by("id")
    return ArraySubquery(rows.values(v=JSONObject(id="pk", text="text", said_by="said_by", reporter="reporter_id")))


def _reporting(row: HearingReporter, hearing: Hearing, files: dict[int, list[Used]], by: Acting, today: date) -> Reporting:
    report = next(iter(row.report), None)  # type: ignore[attr-defined]  # annotated
    return Reporting(
        id=row.pk, post_id=row.post_id, unit_id=row.post.unit_id, name=said(row), position=row.position,
        report_id=report["id"] if report else None, report=report["text"] if report else "", on=_day(report["on"]) if report else None,
        files=tuple(files.get(report["id"], ())) if report else (), may=may_report(by, row, hearing.unit),
        questions=tuple(_put(each, today) for each in row.asked),  # type: ignore[attr-defined]  # annotated
    )


def _put(row: Mapping[str, Any], today: date) -> Put:
    promised = _day(row["promised_for"])
    late = bool(promised and not row["answer"] and promised < today)
    return Put(row["id"], row["asked_by"], row["text"], promised, row["answer"] or "", _day(row["on"]), late)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
