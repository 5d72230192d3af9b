"""Which talks a person may know of, and whose words they may read. The one place that decides it.

That a talk took place is known to whoever has TALK_READ over the unit of its holder. What was said is known to the talker, the person
talked to, the note taker and those who were named with a reason. No role, and not the operator at the machine, is enough for that.
"""

from __future__ import annotations

from itertools import chain

from django.db.models import BooleanField, ExpressionWrapper, OuterRef, Q, QuerySet, Subquery

from liangze.core.errors import NotAllowed, NotFound
from liangze.core.talk import Near, TalkKind, TalkProcedure, TalkStage, TalkStep, may_read_content, procedure_of, stage_after
from liangze.organisation.policy import Acting, Permission, visible
from liangze.organisation.policy.ways import by_each_way, in_any_way
from liangze.talks.models import Talk, TalkAccess, TalkCounterpart, TalkStepTaken

RECORD = "talks.talk"


def talker(by: Acting) -> Q:
    """Talks that the person holds: before, whoever sits on the seat; afterwards, whoever sat on it that day."""
    return in_any_way(*_near(by)["is_talker"])


def _near(by: Acting) -> dict[str, tuple[Q, ...]]:
    """How a person comes to know what was said, and the ways to find those talks, each by an index. The rule is written here alone."""
    if by.account_id is None:
        return dict.fromkeys(("is_talker", "is_talked_to", "is_note_taker", "is_named"), ())
    named = TalkAccess.objects.filter(ended_at=None)
    met = TalkCounterpart.objects.filter(person__account=by.account_id)
    return {
        "is_talker": (Q(holder_person=None, holder__in=by.posts), Q(holder_person__account=by.account_id)),
        "is_talked_to": (Q(pk__in=met.values("talk")),),
        "is_note_taker": (Q(note_taker=by.account_id),),
        "is_named": (
            Q(pk__in=named.filter(account=by.account_id).values("talk")), Q(pk__in=named.filter(post__in=by.posts).values("talk")),
        ),
    }


def with_near(rows: QuerySet[Talk], by: Acting) -> QuerySet[Talk]:
    """With is_talker, is_talked_to, is_note_taker, is_named; `last`, the last step, and `next_due`, the day by which the next is owed."""
    steps = TalkStepTaken.objects.filter(talk=OuterRef("pk")).order_by("-id")
    flags = {name: ExpressionWrapper(in_any_way(*ways), BooleanField()) for name, ways in _near(by).items()}
    return rows.annotate(**flags, last=Subquery(steps.values("step")[:1]), next_due=Subquery(steps.values("due")[:1]))


def _word_ways(by: Acting) -> tuple[Q, ...]:
    return tuple(chain.from_iterable(_near(by).values()))


def _ways(by: Acting) -> tuple[Q, ...]:
    return visible(by, Permission.TALK_READ, "unit__path"), *_word_ways(by)


def readable_words(by: Acting) -> Q:
    """Talks whose content the person may read, as a condition for lists."""
    return Q(pk__in=by_each_way(Talk.objects.order_by(), *_word_ways(by)).values("pk"))


def talks_for(by: Acting) -> QuerySet[Talk]:
    """Talks that the person may know of, with how near they are; to be narrowed to few.

    The operator at the machine sees that they took place.
    """
    return _in_full(Talk.objects.filter(in_any_way(*_ways(by))), by)


def known_talks(by: Acting) -> QuerySet[Talk]:
    """All of them, as lists need them: each way to them by its own index."""
    return by_each_way(Talk.objects.all(), *_ways(by), by=by)


def listed_for(by: Acting) -> QuerySet[Talk]:
    """The same, with how near the person is."""
    return _in_full(known_talks(by), by)


def _in_full(rows: QuerySet[Talk], by: Acting) -> QuerySet[Talk]:
    related = ("unit", "holder__unit", "holder_person", "note_taker", "entered_by", "voided_by")
    return with_near(rows, by).select_related(*related)


def near_of(talk: Talk) -> Near:
    """How near the reader is, of a row of `talks_for`."""
    return Near(talk.is_talker, talk.is_talked_to, talk.is_note_taker, talk.is_named)  # type: ignore[attr-defined]  # annotated


def may_read(talk: Talk) -> bool:
    """Whether the reader of a row of `talks_for` may know what was said."""
    return may_read_content(near_of(talk))


def procedure(talk: Talk) -> TalkProcedure:
    return procedure_of(TalkKind(talk.kind), minor_matter=talk.minor_matter)


def last_step(talk: Talk) -> TalkStep | None:
    last = talk.last  # type: ignore[attr-defined]  # annotated
    return TalkStep(last) if last else None


def stage(talk: Talk) -> TalkStage:
    """How far it has come, of a row of `talks_for`."""
    return stage_after(procedure(talk), last_step(talk), voided=talk.voided_at is not None)


def the_talk(talk_id: int, by: Acting) -> Talk:
    """The talk, for whoever may know of it. One statement. Raises NotFound."""
    found = talks_for(by).filter(pk=talk_id).first()
    if found is None:
        raise nothing()
    return found


def the_words(talk_id: int, by: Acting) -> Talk:
    """The talk, for whoever may know what was said. Raises NotFound, and NotAllowed for those who may only know that it took place."""
    found = the_talk(talk_id, by)
    demand_words(found)
    return found


def demand_words(talk: Talk) -> None:
    """Raise NotAllowed unless the reader of the row may know what was said."""
    if not may_read(talk):
        raise NotAllowed(
            "What was said in this talk is for those who were there, and for those whom they named.",
            remedy="If your work needs it, ask whoever held the talk to name you, with the reason.",
        )


def nothing() -> NotFound:
    return NotFound("There is no such talk among those that you may know of.", remedy="Look for it in the list of talks.")
