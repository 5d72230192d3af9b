"""What is set beforehand and what is said in a hearing: themes, reports, questions with their answers, comments."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Min
from django.db.models.functions import Least

from liangze.core.errors import Conflict, NotFound, Refusal, Refusals
from liangze.hearings.actions.writing import locked, past, reporter_in, texts
from liangze.hearings.models import Ballot, Hearing, HearingAnswer, HearingComment, HearingQuestion, HearingReport, HearingTheme
from liangze.hearings.queries.reach import demand_reporting
from liangze.hearings.record import REPORT
from liangze.organisation.policy import Acting
from liangze.trust.actions import append
from liangze.trust.attachments import Proof, attach, detach


def set_theme(
    *, hearing_id: int, reporter_id: int | None, text: str, put_by: str, put_on: date | None, by: Acting, today: date, now: datetime
) -> HearingTheme:
    """Set what is to be reported on, before the hearing; for one seat, or for all. Raises NotFound, NotAllowed, Conflict, Refusal(s)."""
    with transaction.atomic():
        hearing = locked(hearing_id, by)
        given = texts({"text": (text, 300, True), "put_by": (put_by, 60, True)})
        on = past(put_on, today, field="put_on")
        if on > hearing.held_on:
            raise Refusal(
                "The hearing was on %(held)s: a theme is set before.", remedy="Enter what came up in the hearing as a question.",
                field="put_on", params={"held": hearing.held_on},
            )
        reporter = reporter_in(hearing, reporter_id) if reporter_id else None
        made = HearingTheme.objects.create(
            hearing=hearing, reporter=reporter, put_on=on, entered_by_id=by.account_id, entered_at=now, **given
        )
        after = {**given, "put_on": on, "reporter": reporter_id}
        append(by=by, action="hearings.theme.set", thing=made, unit_id=hearing.unit_id, after=after)
    return made


def withdraw_theme(*, hearing_id: int, theme_id: int, by: Acting, now: datetime) -> None:
    """Take a theme back; it is kept. Raises NotFound, NotAllowed, Conflict."""
    with transaction.atomic():
        hearing = locked(hearing_id, by)
        theme = HearingTheme.objects.filter(hearing=hearing, pk=theme_id, withdrawn_at=None).first()
        if theme is None:
            raise NotFound("There is no such theme, or it was taken back already.", remedy="Reload the page of the hearing.")
        theme.withdrawn_at = now
        theme.save(update_fields=["withdrawn_at"])
        before, after = {"text": theme.text}, {"withdrawn_at": now}
        append(by=by, action="hearings.theme.withdraw", thing=theme, unit_id=hearing.unit_id, before=before, after=after)


def file_report(
    *, hearing_id: int, reporter_id: int, text: str, on: date | None, proofs: Sequence[Proof] = (), by: Acting, today: date, now: datetime
) -> HearingReport:
    """Enter what a seat reported, as a text or a file, with its day. A later one replaces it, and both are kept.

    Raises NotFound, NotAllowed, Conflict, Refusal(s).
    """
    with transaction.atomic():
        hearing = locked(hearing_id, by, holding=False)
        reporter = reporter_in(hearing, reporter_id)
        demand_reporting(by, reporter, hearing.unit)
        if hearing.held_at:
            raise Conflict("This hearing is recorded as held: its reports stand.", remedy="Whoever holds it can void it with a reason.")
        given = texts({"text": (text, 20_000, not proofs)})
        day = past(on, today, field="on")
        for old in HearingReport.objects.filter(reporter=reporter, replaced_at=None):
            old.replaced_at = now
            old.save(update_fields=["replaced_at"])
            detach(record=(REPORT, old.pk), now=now)
        made = HearingReport.objects.create(reporter=reporter, on=day, entered_by_id=by.account_id, entered_at=now, **given)
        uses = attach(record=(REPORT, made.pk), proofs=proofs, by=by)
        append(
            by=by, action="hearings.report.file", thing=made, unit_id=reporter.post.unit_id,
            after={"on": day, "text": made.text, "files": [{"attachment": use.attachment_id, "name": use.name} for use in uses]},
        )
    return made


def ask_question(
    *, hearing_id: int, reporter_id: int, asked_by: str, text: str, answer: str, promised_for: date | None, by: Acting, today: date,
    now: datetime,
) -> HearingQuestion:
    """Enter a question with its answer on the spot, or the day for which it was promised.

    Raises NotFound, NotAllowed, Conflict, Refusal(s).
    """
    with transaction.atomic():
        hearing = locked(hearing_id, by)
        reporter = reporter_in(hearing, reporter_id)
        given = texts({"text": (text, 500, True), "asked_by": (asked_by, 60, True), "answer": (answer, 5000, False)})
        answered = given.pop("answer")
        if hearing.held_on > today:
            raise Conflict("The hearing is still to come.", remedy="Questions are entered when they were put; before, set a theme.")
        if bool(answered) == (promised_for is not None):
            raise Refusals([
                Refusal(
                    "Either the answer was given on the spot, or it was promised for a day.", field="answer",
                    remedy="Write the answer, or the day by which it is to come; not both.",
                )
            ])
        if promised_for is not None and promised_for < hearing.held_on:
            raise Refusal("The promised day lies before the hearing.", remedy="Put a day after it.", field="promised_for")
        made = HearingQuestion.objects.create(
            reporter=reporter, promised_for=promised_for, entered_by_id=by.account_id, entered_at=now, **given
        )
        if answered:
            HearingAnswer.objects.create(question=made, text=answered, on=hearing.held_on, entered_by_id=by.account_id, entered_at=now)
        append(
            by=by, action="hearings.question.ask", thing=made, unit_id=reporter.post.unit_id,
            after={**given, "answer": answered, "promised_for": promised_for},
        )
    return made


def answer_question(
    *, hearing_id: int, question_id: int, text: str, on: date | None, by: Acting, today: date, now: datetime
) -> HearingAnswer:
    """Give the answer that was promised, on the day of the hearing or later. Raises NotFound, NotAllowed, Conflict, Refusal(s)."""
    with transaction.atomic():
        hearing = locked(hearing_id, by, holding=False)
        question = (
            HearingQuestion.objects.select_for_update(of=("self",)).select_related("reporter__post__unit")
            .filter(pk=question_id, reporter__hearing=hearing).first()
        )
        if question is None:
            raise NotFound("There is no such question in this hearing.", remedy="Reload the page of the hearing.")
        demand_reporting(by, question.reporter, hearing.unit)
        if HearingAnswer.objects.filter(question=question).exists():
            raise Conflict("This question is answered already.", remedy="Nothing needs to be done.")
        given = texts({"answer": (text, 5000, True)})
        day = past(on, today, field="on")
        if day < hearing.held_on:
            raise Refusal(
                "The hearing was on %(held)s: no question of it was answered before.", remedy="Put the day of the hearing, or a later one.",
                field="on", params={"held": hearing.held_on},
            )
        made = HearingAnswer.objects.create(question=question, text=given["answer"], on=day, entered_by_id=by.account_id, entered_at=now)
        append(
            by=by, action="hearings.question.answer", thing=made, unit_id=question.reporter.post.unit_id,
            after={"question": question.pk, "text": made.text, "on": day},
        )
    return made


def comment(*, hearing_id: int, reporter_id: int | None, said_by: str, text: str, by: Acting, today: date, now: datetime) -> HearingComment:
    """Enter what a leader said on the spot about a seat, or about all. Raises NotFound, NotAllowed, Conflict, Refusal(s)."""
    with transaction.atomic():
        hearing = locked(hearing_id, by)
        if hearing.held_on > today:
            raise Conflict("The hearing is still to come.", remedy="Comments are entered when they were made.")
        reporter = reporter_in(hearing, reporter_id) if reporter_id else None
        given = texts({"text": (text, 1000, True), "said_by": (said_by, 60, True)})
        made = HearingComment.objects.create(hearing=hearing, reporter=reporter, entered_by_id=by.account_id, entered_at=now, **given)
        append(by=by, action="hearings.comment.add", thing=made, unit_id=hearing.unit_id, after={**given, "reporter": reporter_id})
    return made


def move_what_was_said(hearing: Hearing, day: date, today: date) -> int:
    """Let answers on the spot follow the hearing to another day, inside the caller's transaction; how many did.

    Raises Refusal on "held_on" where that cannot be: a question, a comment or an opened ballot would lie in the future, an answer before
    the hearing, a theme after it.
    """
    if day > today and Ballot.objects.filter(hearing=hearing, opened_at__isnull=False).exists():
        raise Refusal(
            "A ballot of this hearing was opened: it cannot be still to come.",
            remedy="Put the day on which it took place; plan another hearing for later.", field="held_on",
        )
    said = HearingQuestion.objects.filter(reporter__hearing=hearing)
    if day > today and (said.exists() or HearingComment.objects.filter(hearing=hearing).exists()):
        raise Refusal(
            "Questions or comments of this hearing are entered: it cannot be still to come.",
            remedy="Put the day on which it took place; plan another hearing for later.", field="held_on",
        )
    promised = said.exclude(promised_for=None)
    first = promised.aggregate(day=Least(Min("promised_for"), Min("answer__on")))["day"]
    if first and first < day:
        raise Refusal(
            "An answer was given or promised for %(day)s: the hearing was not later.", remedy="Put that day, or an earlier one.",
            field="held_on", params={"day": first},
        )
    if HearingTheme.objects.filter(hearing=hearing, put_on__gt=day, withdrawn_at=None).exists():
        raise Refusal(
            "A theme was set after this day: a theme is set before the hearing.", remedy="Put the day of the theme, or a later one.",
            field="held_on",
        )
    return HearingAnswer.objects.filter(question__in=said.filter(promised_for=None)).update(on=day)
