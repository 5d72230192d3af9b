"""What must hold for a talk. Each check says the field, what is wrong and what to do; all are told at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date, timedelta

from liangze.conduct.queries.related import related
from liangze.core.errors import Refusal
from liangze.core.talk import ALONE, COUNTING, TalkKind, TalkTrigger
from liangze.core.talk_rules import TalkRules
from liangze.core.words import BODIES, ActKind, Role
from liangze.organisation.models import Appointment, Post
from liangze.regulations.models import Clause, Topic
from liangze.talks.new_talk import AdmonitionWords, NewTalk, ReminderWords, SummonsWords

LIMIT, COUNTERPARTS_LIMIT, COMMITMENTS_LIMIT = 5000, 60, 12
AGAIN = 370  # days within which a reminder is looked at again
LONG = frozenset({"basis"})  # texts kept in a short column
NEEDED: dict[TalkKind, dict[str, str]] = {
    TalkKind.HEART_TO_HEART: {},
    TalkKind.REMINDER: {"sign": "Say which sign was observed.", "expected": "Say what is expected of the person."},
    TalkKind.SUMMONS: {"reason": "Say why the person was summoned.", "questions": "Write down the questions that were put."},
    TalkKind.ADMONITION: {"facts": "Write down the facts it rests on.", "basis": "Name the rule or decision that it rests on."},
    TalkKind.INQUIRY: {"questions": "Write down what the person is asked to explain."},
    TalkKind.PRE_APPOINTMENT: {"required": "Say what was asked of the person.", "undertaken": "Write down what the person undertook."},
}


@dataclass(frozen=True, slots=True)
class Known:
    """What the checks need from the tables, fetched once. persons  who sits on each seat that day; offices  the day each begins.

    acts_on  the day the checks ask about: the day of the talk, or today for one that is still to come.
    """

    holder: Post | None
    counterparts: dict[int, Post]
    persons: dict[int, int]
    offices: dict[int, date]
    related: frozenset[int]
    topics: dict[str, list[str]]
    rules: TalkRules
    today: date
    acts_on: date
    minor_matter: bool = False
    clause_known: bool = True


def known(new: NewTalk, rules: TalkRules, today: date, *, minor_matter: bool = False) -> Known:
    """Fetch it: at most five statements."""
    day = new.on or today
    seats = {post.pk: post for post in Post.objects.select_related("unit").filter(pk__in=(new.holder_id or 0, *new.counterparts))}
    holder = seats.get(new.holder_id or 0)
    near: frozenset[int] = frozenset()
    if holder:
        near = frozenset(related(holder, day).filter(pk__in=new.counterparts).values_list("pk", flat=True))
    persons: dict[int, int] = {}
    offices: dict[int, date] = {}
    for row in Appointment.objects.filter(post__in=seats).order_by("since").values_list("post_id", "person_id", "since", "until"):
        post_id, person_id, since, until = row
        begins = post_id != new.holder_id and new.kind is TalkKind.PRE_APPOINTMENT
        if begins and -rules.office_after <= (since - day).days <= rules.office_before:
            persons[post_id], offices[post_id] = person_id, since
        elif not begins and since <= day and (until is None or day < until):
            persons[post_id] = person_id
    topics = dict(Topic.objects.filter(key__in=new.topics).values_list("key", "kinds")) if new.topics else {}
    clause_id = new.words.clause_id if isinstance(new.words, SummonsWords) else None
    return Known(
        holder, {key: seats[key] for key in new.counterparts if key in seats}, persons, offices, near, topics, rules, today, day,
        minor_matter, clause_id is None or Clause.objects.filter(pk=clause_id).exists(),
    )


def objections(new: NewTalk, facts: Known) -> list[Refusal]:
    """All that stands against the talk, in the order of the form."""
    return [refusal for check in CHECKS for refusal in check(new, facts)]


def check_day(new: NewTalk, facts: Known) -> Iterator[Refusal]:
    if new.kind is TalkKind.ADMONITION and new.on is None:
        return  # asked for first, held later
    if new.on is None:
        yield Refusal("The day is missing or is no day.", remedy="Write it as 2026-06-16.", field="on")
    elif new.on > facts.today:
        yield Refusal(
            "Today is %(today)s: %(on)s has not come yet.", field="on", params={"today": facts.today, "on": new.on},
            remedy="Put the day on which it was really done; what is still to come is recorded afterwards.",
        )


def check_holder(new: NewTalk, facts: Known) -> Iterator[Refusal]:
    if facts.holder is None or Role(facts.holder.role) in BODIES:
        yield Refusal("Who holds the talk is missing.", remedy="Choose the seat whose holder talks.", field="holder")
    elif facts.holder.pk not in facts.persons:
        yield Refusal(
            "Nobody sat on the seat “%(seat)s” on %(on)s.", field="on", params={"seat": facts.holder.title, "on": facts.acts_on},
            remedy="Check the day, or have the appointment entered with its right day.",
        )


def check_counterparts(new: NewTalk, facts: Known) -> Iterator[Refusal]:
    if not new.counterparts:
        yield Refusal("With whom the talk was held is missing.", remedy="Choose at least one seat.", field="counterparts")
    alone = new.kind in ALONE or facts.minor_matter
    if alone and len(new.counterparts) > 1:
        yield Refusal(
            "A talk of this kind is about one person.", remedy="Choose one seat, and make a record for each person.", field="counterparts"
        )
    if len(set(new.counterparts)) < len(new.counterparts) or len(new.counterparts) > COUNTERPARTS_LIMIT:
        yield Refusal(
            "One record names each counterpart once, at most %(limit)s.", field="counterparts",
            remedy="Leave out whoever stands there twice, or make two records.", params={"limit": COUNTERPARTS_LIMIT},
        )
    for key in new.counterparts:
        yield from _counterpart(key, new, facts)


def _counterpart(key: int, new: NewTalk, facts: Known) -> Iterator[Refusal]:
    seat, holder = facts.counterparts.get(key), facts.holder
    if seat is None or Role(seat.role) in BODIES:
        yield Refusal("A counterpart is unknown.", remedy="Choose from the list.", field="counterparts")
        return
    named = {"seat": f"{seat.unit.name}{seat.title}", "on": facts.acts_on}
    if holder and (key == holder.pk or (key in facts.persons and facts.persons[key] == facts.persons.get(holder.pk))):
        yield Refusal("Nobody holds a talk with themselves.", remedy="Choose another seat to be talked with.", field="counterparts")
    elif key not in facts.persons and new.kind is TalkKind.PRE_APPOINTMENT:
        yield Refusal(
            "No appointment to “%(seat)s” begins around %(on)s: a pre-appointment talk is held from %(before)s days before to %(after)s "
            "days after taking office.",
            remedy="Enter the appointment with its day first, or record another kind of talk.", field="counterparts",
            params=named | {"before": facts.rules.office_before, "after": facts.rules.office_after},
        )
    elif key not in facts.persons:
        yield Refusal(
            "Nobody sat on the seat “%(seat)s” on %(on)s.", field="counterparts", params=named,
            remedy="Check the day, or have the appointment entered with its right day.",
        )
    elif holder and key not in facts.related:
        yield Refusal(
            "“%(seat)s” is neither below %(unit)s nor in this seat's portfolio.", field="counterparts",
            params=named | {"unit": holder.unit.name}, remedy="Choose somebody towards whom this seat acts.",
        )


def check_words(new: NewTalk, facts: Known) -> Iterator[Refusal]:
    for name, remedy in NEEDED[new.kind].items():
        if not getattr(new.words, name).strip():
            yield Refusal("This is missing.", remedy=remedy, field=name)
    texts = [(each.name, getattr(new.words, each.name)) for each in fields(new.words)] + [("said", new.said), ("place", new.place)]
    for name, text in texts:
        limit = 200 if name in LONG else 80 if name == "place" else LIMIT
        if isinstance(text, str) and len(text) > limit:
            yield Refusal("This is longer than %(limit)s characters.", remedy="Shorten it.", field=name, params={"limit": limit})
    if new.trigger not in set(TalkTrigger):
        yield Refusal("The reason for the talk is unknown.", remedy="Choose one of those offered.", field="trigger")
    if not facts.clause_known:
        yield Refusal("The clause is unknown.", remedy="Choose one of those offered, or none.", field="clause")


def check_following(new: NewTalk, facts: Known) -> Iterator[Refusal]:
    if isinstance(new.words, ReminderWords):
        again = new.words.follow_up_on
        if again is None or again <= facts.acts_on:
            yield Refusal(
                "A reminder names a later day on which the matter is looked at again.", remedy="Put a day after the talk.",
                field="follow_up_on",
            )
        elif again - facts.acts_on > timedelta(AGAIN):
            yield Refusal(
                "A reminder is looked at again within a year of the talk.", remedy="Put a nearer day; it can be talked about again then.",
                field="follow_up_on",
            )
    if isinstance(new.words, SummonsWords):
        if len(new.words.commitments) > COMMITMENTS_LIMIT:
            yield Refusal(
                "One talk takes at most %(limit)s commitments.", remedy="Join those that belong together.", field="commitments",
                params={"limit": COMMITMENTS_LIMIT},
            )
        if any(not text.strip() or day is None or day < facts.acts_on or day - facts.acts_on > timedelta(1100) or len(text) > 300
               for text, day in new.words.commitments):
            yield Refusal(
                "A commitment says in at most 300 characters what is done, and by which day after the talk.",
                remedy="Complete the line, or empty it.", field="commitments",
            )
    if isinstance(new.words, AdmonitionWords) and new.words.approver_id is None:
        yield Refusal(
            "An admonition needs approval first.", remedy="Choose the committee or the principal who decides about it.", field="approver"
        )


def check_topics(new: NewTalk, facts: Known) -> Iterator[Refusal]:
    if new.topics and new.kind not in COUNTING:
        yield Refusal(
            "A talk of this kind counts for no duty to talk.", remedy="Leave the topics empty.", field="topics"
        )
        return
    for key in sorted(new.topics):
        if key not in facts.topics:
            yield Refusal(
                "The topic “%(topic)s” is unknown.", field="topics", params={"topic": key}, remedy="Choose from the topics offered."
            )
        elif ActKind.TALK not in facts.topics[key]:
            yield Refusal(
                "The topic “%(topic)s” does not go with this kind of act.", field="topics", params={"topic": key},
                remedy="Take it out, or choose the kind of act that it was.",
            )


CHECKS = (check_day, check_holder, check_counterparts, check_words, check_following, check_topics)
