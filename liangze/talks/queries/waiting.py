"""What waits for a person in the talks, in the shape that my work asks all rooms for. No content: numbers, units and seats only."""

from __future__ import annotations

from datetime import date

from django.db.models import BigIntegerField, Case, CharField, DateField, Exists, F, OuterRef, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Cast, Coalesce, Concat

from liangze.core.talk import TalkKind, TalkStep
from liangze.core.words import Role
from liangze.organisation.models import Post
from liangze.organisation.policy import Acting
from liangze.organisation.policy.ways import by_each_way
from liangze.talks.models import Talk, TalkCounterpart, TalkProposal
from liangze.talks.queries.reach import talker, with_near

COLUMNS = ("what", "page", "key", "title", "about", "due")
DUE_TO_EXPLAIN = Q(minor_matter=True) | Q(kind__in=(TalkKind.ADMONITION, TalkKind.INQUIRY))


def _text(value: object) -> Cast:
    return Cast(value, TextField())


def waiting_proposals(by: Acting, today: date) -> QuerySet | None:
    """Proposals that wait for the person's decision."""
    if by.account_id is None or not by.posts:
        return None
    rows = TalkProposal.objects.filter(holder__in=by.posts, confirmed=None, withdrawn_at=None).order_by()
    return rows.annotate(
        what=_text(Value("talk-proposal")), page=_text(Value("talk-proposal")), key=Cast("pk", BigIntegerField()),
        title=_text(Concat("post__unit__name", Value(" "), "post__title", output_field=CharField())), about=_text(Value("")),
        due=Cast(Value(None), DateField()),
    ).values_list(*COLUMNS)


def _mine(by: Acting, units: QuerySet) -> tuple[Q, ...]:
    """The ways in which a person has a part in a talk."""
    return (
        Q(holder__in=by.posts), Q(holder_person__account=by.account_id), Q(note_taker=by.account_id),
        Q(counterparts__person__account=by.account_id), Q(inquiry__opinion_post__in=by.posts), Q(admonition__approver__in=by.posts),
        Q(admonition__approver__role=Role.LEADERSHIP, admonition__approver__unit__in=units),
    )


def waiting_talks(by: Acting, today: date) -> QuerySet | None:
    """Talks whose next step is the person's."""
    if by.account_id is None:
        return None
    hand = talker(by) | Q(note_taker=by.account_id)
    explains = Exists(TalkCounterpart.objects.filter(talk=OuterRef("pk"), person__account=by.account_id))
    own = Post.objects.filter(pk__in=by.posts, role__in=(Role.PRINCIPAL, Role.MEMBER)).values("unit")
    asked = Q(admonition__approver__in=by.posts) | Q(admonition__approver__role=Role.LEADERSHIP, admonition__approver__unit__in=own)
    decides = Q(last=TalkStep.ASKED) & asked & ~Q(entered_by=by.account_id)
    planned = Q(last__in=(TalkStep.APPROVED, TalkStep.PLANNED))
    done = (TalkStep.HELD, TalkStep.RETURNED)
    cases = (
        (planned & hand, "talk-hold", "talk"),
        (decides, "talk-decide", "talk"),
        (Q(last__in=done) & DUE_TO_EXPLAIN & explains, "talk-explain", "talk-explain"),
        (Q(last=TalkStep.EXPLAINED, minor_matter=True) & talker(by), "talk-sign", "talk-sign"),
        (Q(last=TalkStep.EXPLAINED, kind=TalkKind.INQUIRY, inquiry__opinion_post__in=by.posts), "talk-opinion", "talk-sign"),
        (Q(last=TalkStep.ENDORSED, minor_matter=True) & hand, "talk-reply", "talk"),
        (Q(last=TalkStep.ENDORSED, kind=TalkKind.INQUIRY) & hand, "talk-conclude", "talk"),
        (Q(last=TalkStep.HELD, minor_matter=False, kind__in=(TalkKind.REMINDER, TalkKind.SUMMONS)) & hand, "talk-follow-up", "talk"),
    )
    rows = with_near(by_each_way(Talk.objects.filter(voided_at=None), *_mine(by, own)), by).order_by()
    rows = rows.annotate(
        what=_text(Case(*(When(condition, then=Value(what)) for condition, what, _page in cases), default=Value(""))),
        page=_text(Case(*(When(condition, then=Value(page)) for condition, _what, page in cases), default=Value(""))),
        key=Cast("pk", BigIntegerField()), title=_text(Concat("unit__name", Value(" "), "number", output_field=CharField())),
        about=_text(Value("")), due=Coalesce(F("next_due"), F("planned_on"), output_field=DateField()),
    ).exclude(what="")
    return rows.values_list(*COLUMNS)
