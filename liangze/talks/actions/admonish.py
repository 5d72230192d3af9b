"""Admonition (诫勉): approval first, then the talk or the writing, then its effects as data. It is a measure, not a sanction."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from liangze.core.errors import Conflict, NotAllowed, Refusal, Refusals
from liangze.core.talk import TalkKind, TalkProcedure, TalkStage, TalkStep, may_hold_now, working_days_after
from liangze.core.talk_rules import effects_of
from liangze.core.words import Role
from liangze.organisation.models import Appointment, Post
from liangze.organisation.policy import Acting
from liangze.talks.actions.access import write_access
from liangze.talks.actions.begin import begun, checked, taker_objections
from liangze.talks.actions.writing import (
    content_of,
    demand_hand,
    demand_stage,
    locked,
    person_of,
    said,
    take_step,
    write_counterparts,
    write_words,
)
from liangze.talks.models import Admonition, AdmonitionEffect, Talk, TalkCounterpart
from liangze.talks.new_talk import AdmonitionWords, NewTalk
from liangze.talks.queries.reach import last_step, procedure
from liangze.talks.rules import rules

APPROVERS = (Role.LEADERSHIP, Role.PRINCIPAL)
DECIDERS = (Role.PRINCIPAL, Role.MEMBER)


def ask_admonition(*, new: NewTalk, by: Acting, today: date, now: datetime) -> Talk:
    """Ask the committee or a principal to approve an admonition. Whoever decides may read it from now on.

    Raises NotFound, NotAllowed, Conflict, Refusals with everything that is wrong.
    """
    if not isinstance(new.words, AdmonitionWords):
        raise Refusal("Only an admonition is asked for.", remedy="Record the talk with its own form.", field="kind")
    with transaction.atomic():
        planned, facts = checked(new, by=by, today=today)
        if planned is not None and last_step(planned) is TalkStep.APPROVED:
            raise Conflict("This admonition is approved already.", remedy="Hold it.")
        approver = Post.objects.select_related("unit").filter(pk=new.words.approver_id).first()
        assert facts.holder is not None  # checked
        if approver is None or approver.role not in APPROVERS or approver.unit_id not in facts.holder.unit.ancestor_ids:
            raise Refusals([Refusal(
                "This seat does not approve admonitions of %(unit)s.", field="approver", params={"unit": facts.holder.unit.name},
                remedy="Choose the committee or the principal of the unit, or of one above.",
            )])
        talk = begun(new, planned, facts, by=by, today=today, now=now)
        write_counterparts(talk, new, {}, {})
        write_words(talk, new)
        for post in deciding_posts(approver):
            write_access(talk, by=by, now=now, why="decides about the approval", post_id=post)
        take_step(
            talk, TalkStep.ASKED, on=today, by=by, now=now, action="talks.admonition.ask", number=talk.number, approver=approver.pk,
            content=content_of(new),
        )
    return talk


def deciding_posts(approver: Post) -> list[int]:
    """The seats that decide: the principal asked, or for the committee each member of the leadership."""
    if approver.role == Role.PRINCIPAL:
        return [approver.pk]
    return list(Post.objects.filter(unit=approver.unit_id, role__in=DECIDERS, until=None).values_list("pk", flat=True))


def decide_admonition(
    *, talk_id: int, approve: bool, opinion: str, meeting_on: date | None, by: Acting, today: date, now: datetime
) -> Talk:
    """Approve it or not, with the opinion. A committee names the day of its meeting. Nobody decides about what they asked for.

    Raises NotFound, NotAllowed, Conflict when it is decided already, Refusals on "opinion" and "meeting_on".
    """
    with transaction.atomic():
        talk = locked(talk_id, by)
        demand_stage(talk, TalkStage.APPROVAL)
        row = Admonition.objects.select_related("approver__unit").get(talk=talk)
        demand_approver(talk, row, by)
        wrong = []
        committee = row.approver.role == Role.LEADERSHIP
        asked_on = talk.steps.filter(step=TalkStep.ASKED).order_by("-id").values_list("on", flat=True)[0]
        if committee and (meeting_on is None or meeting_on > today):
            wrong.append(Refusal(
                "A committee decides in a meeting: its day is missing, or has not come yet.", remedy="Put the day of the meeting.",
                field="meeting_on",
            ))
        elif committee and meeting_on is not None and meeting_on < asked_on:
            wrong.append(Refusal(
                "Approval was asked for on %(asked)s: no meeting before that day has decided about it.", field="meeting_on",
                params={"asked": asked_on}, remedy="Put the day of the meeting that decided about this request.",
            ))
        try:
            words = said(opinion, field="opinion", what="Say why, or on what condition: it stays on record.")
        except Refusal as refusal:
            wrong.append(refusal)
        if wrong:
            raise Refusals(wrong)
        if committee:
            row.meeting_on = meeting_on
            row.save(update_fields=["meeting_on"])
        take_step(
            talk, TalkStep.APPROVED if approve else TalkStep.REFUSED, on=meeting_on or today if committee else today, by=by, now=now,
            words=words, action="talks.admonition.approve" if approve else "talks.admonition.refuse",
        )
    return talk


def demand_approver(talk: Talk, row: Admonition, by: Acting) -> None:
    """Raise NotAllowed unless the person sits on a seat that decides, and is neither who asks, in person or by others, nor concerned."""
    asked = talk.steps.filter(step=TalkStep.ASKED).values_list("by_id", flat=True)
    near = {talk.entered_by_id, talk.note_taker_id, *asked}
    concerned = talk.counterparts.filter(post__in=by.posts)
    if not by.posts & set(deciding_posts(row.approver)):
        raise NotAllowed(
            "%(seat)s decides about this admonition.", params={"seat": f"{row.approver.unit.name}{row.approver.title}"},
            remedy="Leave it to them; it stands among their work.",
        )
    if by.account_id in near or talk.holder_id in by.posts or concerned.exists():
        raise NotAllowed(
            "Nobody approves what they asked for, or what concerns themselves.",
            remedy="Another member of the committee, or another principal, decides.",
        )


def hold_admonition(
    *, talk_id: int, on: date | None, place: str, words: str, note_taker_id: int | None, by: Acting, today: date, now: datetime
) -> Talk:
    """The approved admonition is held: its effects begin, and the written explanation is owed.

    Raises NotFound, NotAllowed, Conflict without approval, Refusals on "on" and "said".
    """
    with transaction.atomic():
        talk = locked(talk_id, by)
        demand_hand(talk)
        if talk.kind != TalkKind.ADMONITION or not may_hold_now(TalkProcedure.ADMONITION, last_step(talk)):
            raise Conflict(
                "An admonition is held only after it was approved.",
                remedy="Ask the committee or the principal for approval first; open the talk to see how far it has come.",
            )
        wrong = []
        approved = talk.steps.filter(step=TalkStep.APPROVED).order_by("-id").first()
        assert approved is not None  # may_hold_now
        if on is None or on > today or on < approved.on:
            wrong.append(Refusal(
                "An admonition is held between its approval on %(since)s and today.", remedy="Put the day on which it was really held.",
                field="on", params={"since": approved.on},
            ))
        if not words.strip():
            wrong.append(Refusal("This is missing.", remedy="Write down what was said.", field="said"))
        counterpart = talk.counterparts.select_related("post").get()
        day = on or today
        persons = dict(Appointment.objects.filter(
            Q(until=None) | Q(until__gt=day), post__in=(talk.holder_id, counterpart.post_id), since__lte=day
        ).values_list("post_id", "person_id"))
        for post in (talk.holder, counterpart.post):
            if post.pk not in persons:
                wrong.append(Refusal(
                    "Nobody sat on the seat “%(seat)s” on %(on)s.", field="on", params={"seat": post.title, "on": day},
                    remedy="Check the day, or have the appointment entered with its right day.",
                ))
        wrong += taker_objections(
            talk.note_taker_id or note_taker_id, [persons[post] for post in persons if post == counterpart.post_id],
            (talk.note_taker_id, by.account_id), unit_id=talk.unit_id, day=day,
        )
        if wrong or on is None:
            raise Refusals(wrong)
        talk.on, talk.place, talk.said, talk.holder_person_id = on, place.strip()[:80], words.strip(), persons[talk.holder_id]
        talk.note_taker_id = talk.note_taker_id or note_taker_id
        talk.save()
        TalkCounterpart.objects.filter(pk=counterpart.pk).update(person=persons[counterpart.post_id])
        AdmonitionEffect.objects.bulk_create(
            AdmonitionEffect(talk=talk, effect=each.effect, until=each.until) for each in effects_of(on, rules())
        )
        person_of(by)
        take_step(
            talk, TalkStep.HELD, on=on, by=by, now=now, words="", due=working_days_after(on, rules().explanation_working_days),
            action="talks.admonition.hold", procedure=procedure(talk).value,
        )
    return talk
