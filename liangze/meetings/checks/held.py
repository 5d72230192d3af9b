"""What must hold for what was held: the day, who attended, what was decided, what is said about earlier decisions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from liangze.core.errors import Refusal
from liangze.core.meeting import Answer, Presence
from liangze.meetings.checks.plan import existed, kinds_of, no_such_seat, topic_objections
from liangze.meetings.models import Meeting
from liangze.meetings.record import Held, NewAnswer
from liangze.organisation.models import Post, Unit

PRESENCES = frozenset(each.value for each in Presence)
WORDS_LIMIT, NOTE_LIMIT, GUESTS_LIMIT, MINUTES_LIMIT, DECISIONS_LIMIT = 500, 120, 500, 10_000, 60


@dataclass(frozen=True, slots=True)
class Known:
    """What the checks need from the tables, fetched once. open_ids: earlier decisions that must be answered, with their text."""

    meeting: Meeting
    seats: dict[int, Post]
    units: frozenset[int]
    topics: dict[str, list[str]]
    agenda: frozenset[int]
    open_ids: Mapping[int, str]
    today: date
    met: Mapping[int, int]
    reporters: frozenset[int]

    def expects(self, seat: Post) -> bool:
        """Whether the seat belongs to the meeting: of its unit, of those with whom it meets, or on its agenda to report. A body does only
        where the meeting is held with it."""
        if seat.pk in self.met:
            return True
        near = seat.unit_id == self.meeting.unit_id or seat.unit_id in self.met.values() or seat.pk in self.reporters
        return near and not seat.is_body


def known(held: Held, meeting: Meeting, open_ids: Mapping[int, str], today: date) -> Known:
    """Five statements. Units that can be given something to do: the meeting's own and all below, and those that it meets with."""
    wanted = {row.post_id for row in held.attendance} | {row.owner_id for row in held.decisions if row.owner_id}
    wanted |= {meeting.holder_id, meeting.chair_id}
    seats = {post.pk: post for post in Post.objects.filter(pk__in=wanted).select_related("unit")}
    met = dict(meeting.counterparts.values_list("post_id", "post__unit_id"))
    near = Q(path__startswith=meeting.unit.path) | Q(pk__in=met.values())
    inside = Unit.objects.filter(near, pk__in={row.owner_unit_id for row in held.decisions})
    agenda = dict(meeting.agenda.filter(dropped_at=None).values_list("pk", "reporter_id"))
    return Known(
        meeting, seats, frozenset(inside.values_list("pk", flat=True)), kinds_of(held.topics), frozenset(agenda), open_ids, today, met,
        frozenset(number for number in agenda.values() if number),
    )


def objections(held: Held, facts: Known) -> list[Refusal]:
    """All that stands against the record, in the order of the form."""
    return [refusal for check in CHECKS for refusal in check(held, facts)]


def check_day(held: Held, facts: Known) -> Iterator[Refusal]:
    if held.on > facts.today:
        yield Refusal(
            "Today is %(today)s: %(on)s has not come yet.", field="held_on", params={"today": facts.today, "on": held.on},
            remedy="Record the meeting when it has been held; change the plan if its day has moved.",
        )
    elif held.on < facts.meeting.unit.since:
        yield Refusal("The unit did not exist on %(on)s.", remedy="Check the year.", field="held_on", params={"on": held.on})
    for number in (facts.meeting.holder_id, facts.meeting.chair_id):
        if number in facts.seats and not existed(facts.seats[number], held.on):
            yield no_such_seat(facts.seats[number], held.on, "held_on")


def check_topics(held: Held, facts: Known) -> Iterator[Refusal]:
    yield from topic_objections(held.topics, facts.topics)


def check_attendance(held: Held, facts: Known) -> Iterator[Refusal]:
    if not any(row.presence == Presence.PRESENT for row in held.attendance):
        yield Refusal("Nobody is marked as present.", remedy="Say of each seat how it took part.", field="attendance")
    seen: set[int] = set()
    for row in held.attendance:
        seat = facts.seats.get(row.post_id)
        if seat is None or row.post_id in seen or row.presence not in PRESENCES:
            yield Refusal("The attendance names a seat that is unknown, or one twice.", remedy="Choose from the seats offered.",
                          field="attendance")
            continue
        seen.add(row.post_id)
        if not facts.expects(seat):
            yield Refusal(
                "“%(seat)s” does not belong to this meeting.", field="attendance", params={"seat": f"{seat.unit.name}{seat.title}"},
                remedy="Choose from the seats offered; who comes from elsewhere is named as a guest.",
            )
            continue
        if not existed(seat, held.on):
            yield no_such_seat(seat, held.on, "attendance")
        if row.presence != Presence.PRESENT and not row.note.strip():
            yield Refusal(
                "“%(seat)s” was not present, and it does not say why or who sat in.", field=f"attendance-{seat.pk}",
                params={"seat": seat.title}, remedy="Write the reason, or who represented the seat.",
            )
        if len(row.note) > NOTE_LIMIT:
            yield _too_long(f"attendance-{seat.pk}", NOTE_LIMIT)
    if len(held.guests) > GUESTS_LIMIT:
        yield _too_long("guests", GUESTS_LIMIT)


def check_minutes(held: Held, facts: Known) -> Iterator[Refusal]:
    for number, text in held.minutes:
        if number not in facts.agenda:
            yield Refusal("The agenda has been changed meanwhile.", remedy="Open the meeting again and record by its new agenda.",
                          field="minutes")
        if len(text) > MINUTES_LIMIT:
            yield _too_long("minutes", MINUTES_LIMIT)


def check_decisions(held: Held, facts: Known) -> Iterator[Refusal]:
    if len(held.decisions) > DECISIONS_LIMIT:
        yield Refusal("A meeting decides on at most %(limit)s things.", remedy="Put several into one.", field="decisions",
                      params={"limit": DECISIONS_LIMIT})
    for index, row in enumerate(held.decisions, 1):
        field, number = f"decision-{index}", {"n": index}
        if not row.text.strip() or len(row.text) > WORDS_LIMIT:
            yield Refusal("Decision %(n)s has no text, or too long a one.", remedy="Write what is to be done, or empty the line.",
                          field=field, params=number)
        if row.due < held.on:
            yield Refusal(
                "Decision %(n)s would be due before the meeting.", field=field, params=number,
                remedy="Put the day by which it is to be done, on the day of the meeting or later.",
            )
        owner = facts.seats.get(row.owner_id or 0)
        if row.owner_unit_id not in facts.units or (row.owner_id and (owner is None or owner.unit_id != row.owner_unit_id)):
            yield Refusal(
                "Decision %(n)s does not say who carries it out.", field=field, params=number,
                remedy="Choose one of the units or seats offered.",
            )
        elif owner and not existed(owner, held.on):
            yield no_such_seat(owner, held.on, field)


def check_answers(held: Held, facts: Known) -> Iterator[Refusal]:
    given = {row.decision_id for row in held.answers}
    for number, text in facts.open_ids.items():
        if number not in given:
            yield Refusal(
                "The decision “%(text)s” of an earlier meeting has no answer.", field=f"answer-{number}", params={"text": text[:40]},
                remedy="Say whether it is done, goes on with a new day, or is dropped.",
            )
    for row in held.answers:
        if row.decision_id not in facts.open_ids:
            yield Refusal("An earlier decision has been answered meanwhile.", remedy="Nothing needs to be said about it.",
                          field=f"answer-{row.decision_id}")
        yield from answer_objections(row, held.on)


def answer_objections(row: NewAnswer, on: date) -> Iterator[Refusal]:
    """What stands against one answer given on the day."""
    field = f"answer-{row.decision_id}"
    if row.answer not in set(Answer):
        yield Refusal("It does not say what became of the decision.", remedy="Choose done, continues or dropped.", field=field)
        return
    if not row.words.strip() or len(row.words) > WORDS_LIMIT:
        what, remedy = ASKED[Answer(row.answer)]
        yield Refusal(what, remedy=remedy, field=field, params={"limit": WORDS_LIMIT})
    if row.answer == Answer.CONTINUES and (row.day is None or row.day < on):
        yield Refusal("It goes on, but without a new day that lies ahead.", remedy="Put the day by which it is to be done now.",
                      field=field)


ASKED: Mapping[Answer, tuple[str, str]] = {
    Answer.DONE: ("It is said to be done, without a proof.", "Write what shows it, in at most %(limit)s characters."),
    Answer.CONTINUES: ("It goes on, and it does not say how far it is.", "Write how far it is, in at most %(limit)s characters."),
    Answer.DROPPED: ("It is dropped without a reason.", "Write why, in at most %(limit)s characters."),
}


def _too_long(field: str, limit: int) -> Refusal:
    return Refusal("This has more than %(limit)s characters.", remedy="Say it more briefly.", field=field, params={"limit": limit})


CHECKS = (check_day, check_topics, check_attendance, check_minutes, check_decisions, check_answers)
