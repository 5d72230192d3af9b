"""How a talk comes to be: the row of a planned one taken up, or a new one; who may write down what was said."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from liangze.core.errors import Conflict, Refusal, Refusals
from liangze.core.talk import TalkStage, TalkStep
from liangze.organisation.models import Account, Post
from liangze.organisation.policy import Acting, Permission, demand
from liangze.talks.actions.writing import demand_hand, demand_stage, is_minor, locked, number_in, person_of
from liangze.talks.checks import Known, known, objections
from liangze.talks.models import Talk, TalkStepTaken
from liangze.talks.new_talk import NewTalk
from liangze.talks.queries.takers import takers
from liangze.talks.rules import rules


def demand_recording(by: Acting, holder: Post) -> None:
    """Raise NotAllowed unless the person sits on the seat that holds the talk, or may hold talks in its unit."""
    if holder.pk not in by.posts:
        demand(by, Permission.TALK_HOLD, holder.unit)


def checked(new: NewTalk, *, by: Acting, today: date) -> tuple[Talk | None, Known]:
    """The planned talk, locked, if there is one, and what the checks know. Raises NotFound, NotAllowed, Conflict, Refusals."""
    person_of(by)
    planned = locked(new.talk_id, by) if new.talk_id else None
    if planned is not None:
        demand_hand(planned)
        demand_stage(planned, TalkStage.PLANNED)
        if planned.kind != new.kind:
            raise Conflict("Another kind of talk was planned.", remedy="Hold the talk that was planned, or void it and record another.")
    facts = known(new, rules(), today, minor_matter=is_minor(planned))
    wrong = objections(new, facts)
    if facts.holder is not None:
        demand_recording(by, facts.holder)
        if planned is not None and planned.holder_id != facts.holder.pk:
            wrong.append(Refusal(
                "This talk was planned for “%(seat)s”.", remedy="Choose that seat; another holder is named when the proposal is confirmed.",
                field="holder", params={"seat": planned.holder.title},
            ))
    writes = by.account_id if facts.holder is not None and facts.holder.pk not in by.posts else new.note_taker_id
    talked_to = {facts.persons[post] for post in facts.counterparts if post in facts.persons}
    noted = planned.note_taker_id if planned else None
    wrong += taker_objections(
        noted or writes, talked_to, (noted, by.account_id), unit_id=facts.holder.unit_id if facts.holder else 0, day=facts.acts_on
    )
    if wrong:
        raise Refusals(wrong)
    return planned, facts


def taker_objections(
    account_id: int | None, talked_to: Collection[int], known: Collection[int | None], *, unit_id: int, day: date
) -> list[Refusal]:
    """What stands against this note taker: no account, or that of the person talked to, who would then conclude or void it; or somebody
    with whom the unit that holds the talk has nothing to do, or an administrator.

    known  whoever stands as note taker already, and who writes: their right was asked for elsewhere.
    """
    if account_id is None:
        return []
    taker = Account.objects.filter(pk=account_id, is_active=True).only("person_id").first()
    if taker is None:
        return [Refusal("There is no such account.", remedy="Choose one of those offered, or none.", field="note_taker")]
    if taker.person_id in talked_to:
        return [Refusal(
            "The person talked to does not take the notes of the talk.", remedy="Have it written down by the talker or somebody else.",
            field="note_taker",
        )]
    if account_id not in known and not takers(unit_id, day).filter(pk=account_id).exists():
        return [Refusal(
            "The notes of a talk are taken by somebody of the unit that holds it, never by an administrator.",
            remedy="Choose one of those offered, or none.", field="note_taker",
        )]
    return []


def begun(new: NewTalk, planned: Talk | None, facts: Known, *, by: Acting, today: date, now: datetime) -> Talk:
    """The row, stored: who writes down what was said without having held the talk is its note taker."""
    holder = facts.holder
    assert holder is not None  # checked
    held = facts.persons.get(holder.pk)
    writes = holder.pk not in by.posts
    talk = planned or Talk(
        unit=holder.unit, kind=new.kind, holder=holder, entered_by_id=person_of(by), entered_at=now, trigger=new.trigger,
        number=number_in(holder.unit, (new.on or today).year),
    )
    talk.on, talk.place, talk.said, talk.topics = new.on, new.place.strip(), new.said.strip(), sorted(new.topics)
    talk.holder_person_id = held if new.on else None
    talk.note_taker_id = (planned.note_taker_id if planned else None) or (person_of(by) if writes else new.note_taker_id)
    talk.save()
    if planned is None:
        TalkStepTaken.objects.create(talk=talk, step=TalkStep.PLANNED, on=new.on or today, at=now, by_id=person_of(by))
    return talk

