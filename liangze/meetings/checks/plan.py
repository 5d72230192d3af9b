"""What must hold for the plan of a meeting."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from liangze.conduct.queries.related import related
from liangze.core.errors import Refusal
from liangze.core.meeting import MeetingKind
from liangze.core.words import BODIES, ActKind
from liangze.meetings.record import NewMeeting
from liangze.organisation.models import Post, Unit
from liangze.regulations.models import Topic

KINDS = frozenset(kind.value for kind in MeetingKind)
TITLE_LIMIT, PLACE_LIMIT, ITEM_LIMIT, AGENDA_LIMIT, LENGTH_LIMIT = 120, 80, 200, 40, 600
AHEAD = timedelta(days=731)  # a plan further away is a slip of the pen


@dataclass(frozen=True, slots=True)
class Known:
    """What the checks need from the tables, fetched once."""

    unit: Unit
    seats: dict[int, Post]
    topics: dict[str, list[str]]
    related: frozenset[int]
    today: date

    @property
    def met(self) -> frozenset[int]:
        """The units of those with whom the body meets."""
        return frozenset(seat.unit_id for number, seat in self.seats.items() if number in self.related)


def known(plan: NewMeeting, unit: Unit, today: date) -> Known:
    """At most three statements."""
    wanted = {plan.holder_id, plan.chair_id, *plan.counterparts, *(row.reporter_id for row in plan.agenda if row.reporter_id)}
    seats = {post.pk: post for post in Post.objects.filter(pk__in=wanted).select_related("unit")}
    near: frozenset[int] = frozenset()
    if plan.counterparts and plan.holder_id in seats:
        near = frozenset(related(seats[plan.holder_id], plan.on).filter(pk__in=plan.counterparts).values_list("pk", flat=True))
    return Known(unit, seats, kinds_of(plan.topics), near, today)


def kinds_of(topics: Iterable[str]) -> dict[str, list[str]]:
    """Kinds of act for which each of these topics is; unknown ones are missing."""
    wanted = list(topics)
    return dict(Topic.objects.filter(key__in=wanted).values_list("key", "kinds")) if wanted else {}


def objections(plan: NewMeeting, facts: Known) -> list[Refusal]:
    """All that stands against the plan, in the order of the form."""
    return [refusal for check in CHECKS for refusal in check(plan, facts)]


def existed(post: Post, day: date) -> bool:
    """Whether there was such a seat on the day."""
    return post.since <= day and (post.until is None or day < post.until)


def check_words(plan: NewMeeting, facts: Known) -> Iterator[Refusal]:
    if plan.kind not in KINDS:
        yield Refusal("The kind of meeting is unknown.", remedy="Choose one of the kinds offered.", field="kind")
    if not plan.title.strip():
        yield Refusal("The title is missing.", remedy="Write it as it will stand in the minutes.", field="title")
    elif len(plan.title) > TITLE_LIMIT:
        yield Refusal(
            "The title has more than %(limit)s characters.", remedy="Shorten it; details go into the agenda.", field="title",
            params={"limit": TITLE_LIMIT},
        )
    if not plan.place.strip() or len(plan.place) > PLACE_LIMIT:
        yield Refusal(
            "The place is missing or too long.", remedy="Write where it takes place, at most %(limit)s characters.", field="place",
            params={"limit": PLACE_LIMIT},
        )


def check_seats(plan: NewMeeting, facts: Known) -> Iterator[Refusal]:
    holder, chair = facts.seats.get(plan.holder_id), facts.seats.get(plan.chair_id)
    if holder is None or holder.unit_id != facts.unit.pk or holder.role not in BODIES:
        yield Refusal(
            "Whose meeting it is must be a body of %(unit)s.", field="holder", params={"unit": facts.unit.name},
            remedy="Choose the leadership, the discipline organ or the leading group.",
        )
    elif not existed(holder, plan.on):
        yield no_such_seat(holder, plan.on, "holder")
    if chair is None or chair.unit_id != facts.unit.pk or chair.is_body:
        yield Refusal("The chair is missing.", remedy="Choose the seat of this unit that presides.", field="chair")
    elif not existed(chair, plan.on):
        yield no_such_seat(chair, plan.on, "chair")


def no_such_seat(post: Post, day: date, field: str) -> Refusal:
    """A seat that was not there on the day."""
    return Refusal(
        "The seat “%(seat)s” did not exist on %(on)s.", field=field, params={"seat": post.title, "on": day},
        remedy="Check the day, or choose the seat that existed then.",
    )


def check_day(plan: NewMeeting, facts: Known) -> Iterator[Refusal]:
    if plan.on > facts.today + AHEAD or plan.on < facts.unit.since:
        yield Refusal("A meeting on %(on)s cannot be planned.", remedy="Check the year.", field="on", params={"on": plan.on})


def check_counterparts(plan: NewMeeting, facts: Known) -> Iterator[Refusal]:
    for number in dict.fromkeys(plan.counterparts):
        seat = facts.seats.get(number)
        if seat is None or number not in facts.related:
            yield Refusal(
                "“%(seat)s” is neither below %(unit)s nor supervised by it.", field="counterparts",
                params={"seat": seat.title if seat else number, "unit": facts.unit.name}, remedy="Choose from the seats offered.",
            )


def check_topics(plan: NewMeeting, facts: Known) -> Iterator[Refusal]:
    yield from topic_objections(plan.topics, facts.topics)


def topic_objections(topics: Iterable[str], known_topics: dict[str, list[str]]) -> Iterator[Refusal]:
    """Topics that are unknown, or not those of a meeting."""
    for key in sorted(topics):
        if ActKind.MEETING.value not in known_topics.get(key, ()):
            yield Refusal(
                "The topic “%(topic)s” does not go with a meeting.", field="topics", params={"topic": key},
                remedy="Tick only topics that are offered.",
            )


def check_agenda(plan: NewMeeting, facts: Known) -> Iterator[Refusal]:
    if len(plan.agenda) > AGENDA_LIMIT:
        yield Refusal("The agenda has more than %(limit)s items.", remedy="Put several into one.", field="agenda",
                      params={"limit": AGENDA_LIMIT})
    for number, row in enumerate(plan.agenda, 1):
        if not row.title.strip() or len(row.title) > ITEM_LIMIT:
            yield Refusal(
                "Item %(n)s of the agenda has no title, or one that is too long.", field="agenda", params={"n": number},
                remedy="Write what it is about, or empty the line.",
            )
        if row.length is not None and not 0 < row.length <= LENGTH_LIMIT:
            yield Refusal("Item %(n)s of the agenda takes no such time.", remedy="Write the minutes as a number up to %(limit)s.",
                          field="agenda", params={"n": number, "limit": LENGTH_LIMIT})
        reporter = facts.seats.get(row.reporter_id or 0)
        if row.reporter_id and (reporter is None or not existed(reporter, plan.on)):
            yield Refusal(
                "Who reports on item %(n)s of the agenda is no seat of that day.", field="agenda", params={"n": number},
                remedy="Choose one of the seats offered.",
            )
        elif reporter and not reporter.unit.path.startswith(facts.unit.path) and reporter.unit_id not in facts.met:
            yield Refusal(
                "Item %(n)s of the agenda: “%(seat)s” belongs neither to %(unit)s, nor to what is below it, nor to whom it meets with.",
                field="agenda", params={"n": number, "seat": f"{reporter.unit.name}{reporter.title}", "unit": facts.unit.name},
                remedy="Choose one of the seats offered; who comes from elsewhere is named as a guest.",
            )


CHECKS = (check_words, check_seats, check_day, check_counterparts, check_topics, check_agenda)
