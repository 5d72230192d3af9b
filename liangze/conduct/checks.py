"""What must hold for an entry. Each check says the field, what is wrong and what to do; all are told at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from liangze.conduct.entry import NewEntry
from liangze.conduct.queries.related import related
from liangze.core.errors import NotFound, Refusal
from liangze.core.words import ActKind
from liangze.organisation.models import Post, Unit
from liangze.organisation.policy import Acting, Permission, demand
from liangze.regulations.models import Topic
from liangze.trust.attachments import reuse_objections

KINDS = frozenset(kind.value for kind in ActKind)
TITLE_LIMIT, NOTE_LIMIT, COUNTERPARTS_LIMIT = 120, 5000, 200


@dataclass(frozen=True, slots=True)
class Known:
    """What the checks need from the tables, fetched once."""

    unit: Unit
    holder: Post | None
    topics: dict[str, list[str]]
    counterparts: dict[int, Post]
    related: frozenset[int]
    today: date


def known(entry: NewEntry, unit: Unit, today: date) -> Known:
    """Fetch it: at most four statements."""
    holder = Post.objects.select_related("unit").filter(pk=entry.holder_id).first()
    topics = dict(Topic.objects.filter(key__in=entry.topics).values_list("key", "kinds")) if entry.topics else {}
    counterparts = {post.pk: post for post in Post.objects.filter(pk__in=entry.counterparts)} if entry.counterparts else {}
    near: frozenset[int] = frozenset()
    if counterparts and holder:
        near = frozenset(related(holder, entry.on).filter(pk__in=entry.counterparts).values_list("pk", flat=True))
    return Known(unit, holder, topics, counterparts, near, today)


def objections(entry: NewEntry, facts: Known) -> list[Refusal]:
    """All that stands against the entry, in the order of the form."""
    return [refusal for check in CHECKS for refusal in check(entry, facts)]


def all_wrong(entry: NewEntry, *, by: Acting, today: date) -> list[Refusal]:
    """Everything that recording this entry now would be refused for. Raises NotFound, NotAllowed."""
    unit = Unit.objects.filter(pk=entry.unit_id).first()
    if unit is None:
        raise NotFound("There is no such unit.", remedy="Start again from the ledger of your unit.")
    demand(by, Permission.ENTRY_RECORD, unit)
    return [*objections(entry, known(entry, unit, today)), *reuse_objections(entry.proofs)]


def check_kind(entry: NewEntry, facts: Known) -> Iterator[Refusal]:
    if entry.kind not in KINDS:
        yield Refusal("The kind of act is unknown.", remedy="Choose one of the kinds offered.", field="kind")


def check_title(entry: NewEntry, facts: Known) -> Iterator[Refusal]:
    if not entry.title.strip():
        yield Refusal("The title is missing.", remedy="Write what it was, as in the minutes.", field="title")
    elif len(entry.title) > TITLE_LIMIT:
        yield Refusal(
            "The title has more than %(limit)s characters.", remedy="Shorten it; details go into the note.", field="title",
            params={"limit": TITLE_LIMIT},
        )
    if len(entry.note) > NOTE_LIMIT:
        yield Refusal(
            "The note has more than %(limit)s characters.", remedy="Attach a longer text as a file.", field="note",
            params={"limit": NOTE_LIMIT},
        )


def check_day(entry: NewEntry, facts: Known) -> Iterator[Refusal]:
    holder = facts.holder
    if entry.on > facts.today:
        yield Refusal(
            "Today is %(today)s: %(on)s has not come yet.", field="on", params={"today": facts.today, "on": entry.on},
            remedy="Put the day on which it was really done; what is still to come is recorded afterwards.",
        )
    elif holder and entry.on < holder.since:
        yield Refusal(
            "The seat “%(seat)s” exists since %(since)s only.", field="on", params={"seat": holder.title, "since": holder.since},
            remedy="Check the day, or choose the seat that acted then.",
        )
    elif holder and holder.until and entry.on >= holder.until:
        yield Refusal(
            "The seat “%(seat)s” ended on %(until)s.", field="on", params={"seat": holder.title, "until": holder.until},
            remedy="Check the day, or choose the seat that acted then.",
        )


def check_holder(entry: NewEntry, facts: Known) -> Iterator[Refusal]:
    if facts.holder is None or facts.holder.unit_id != facts.unit.pk:
        yield Refusal(
            "Who did it is not a seat of %(unit)s.", field="holder", params={"unit": facts.unit.name},
            remedy="Choose one of the seats of this unit.",
        )


def check_counterparts(entry: NewEntry, facts: Known) -> Iterator[Refusal]:
    if len(set(entry.counterparts)) < len(entry.counterparts) or len(entry.counterparts) > COUNTERPARTS_LIMIT:
        yield Refusal(
            "One record names each counterpart once, at most %(limit)s.", field="counterparts",
            remedy="Leave out whoever stands there twice, or make two records.", params={"limit": COUNTERPARTS_LIMIT},
        )
    for number in entry.counterparts:
        seat = facts.counterparts.get(number)
        if seat is None:
            yield Refusal("A counterpart is unknown.", remedy="Choose from the list.", field="counterparts")
        elif entry.on < seat.since or (seat.until and entry.on >= seat.until):
            yield Refusal(
                "The seat “%(seat)s” did not exist on %(on)s.", field="counterparts", params={"seat": seat.title, "on": entry.on},
                remedy="Check the day, or choose the seat that existed then.",
            )
        elif facts.holder and number not in facts.related:
            yield Refusal(
                "“%(seat)s” is neither below %(unit)s nor in this seat's portfolio.", field="counterparts",
                params={"seat": seat.title, "unit": facts.unit.name}, remedy="Choose somebody towards whom this seat acts.",
            )


def check_topics(entry: NewEntry, facts: Known) -> Iterator[Refusal]:
    for key in sorted(entry.topics):
        if key not in facts.topics:
            yield Refusal(
                "The topic “%(topic)s” is unknown.", field="topics", params={"topic": key}, remedy="Choose from the topics offered."
            )
        elif entry.kind not in facts.topics[key]:
            yield Refusal(
                "The topic “%(topic)s” does not go with this kind of act.", field="topics", params={"topic": key},
                remedy="Take it out, or choose the kind of act that it was.",
            )


CHECKS = (check_kind, check_title, check_day, check_holder, check_counterparts, check_topics)
