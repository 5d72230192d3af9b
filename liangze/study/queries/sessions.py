"""The list of sessions, and one session with who was there and what it counts for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.paginator import Page
from django.db import connection
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from liangze.conduct.queries.entries import Latest
from liangze.core.doubts import days_late_entered
from liangze.core.errors import NotFound
from liangze.core.study import SessionState, state_on
from liangze.core.words import ActKind
from liangze.duties.queries.settled import SettledItem, settled_by
from liangze.duties.queries.words import chinese
from liangze.organisation.policy import Acting, Permission, demand, may, visible
from liangze.organisation.words import listed, name_of
from liangze.study.models import Attendee, Session
from liangze.study.new_session import RECORD
from liangze.study.queries.reading import readable
from liangze.study.words import form_name, means_name, session_state_name
from liangze.trust.attachments import Used, uses_of

PAGE = 25
ACTS = """
SELECT a.kind, p.title, ARRAY(
    SELECT CASE WHEN %(zh)s THEN t.zh ELSE t.en END FROM regulations_topic t WHERE t.key = ANY (a.topics) ORDER BY 1
)
FROM study_sessionact a JOIN organisation_post p ON p.id = a.holder_id WHERE a.session_id = %(session)s ORDER BY a.id
"""
ABSENT = Q(present=False, make_up=None, session__voided_at=None)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the sessions is shown; empty values filter nothing. open_only  those with absences not made up for."""

    year: int
    text: str = ""
    form: str = ""
    state: str = ""
    unit: int | None = None
    person: int | None = None
    site: int | None = None
    open_only: bool = False


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One session in the list. `day` the day it was held, else the planned one."""

    id: int
    number: str
    form: str
    title: str
    unit: str
    day: date
    state: str
    state_name: str
    present: int
    named: int
    absent: int


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody named at a session. make-up: the day and how, or None."""

    id: int
    seat: str
    name: str
    present: bool | None
    reason: str
    speech: str
    made_up_on: date | None
    made_up_how: str
    may_make_up: bool

    @property
    def step(self) -> str:
        """How the page calls making it up."""
        return f"up-{self.id}"


@dataclass(frozen=True, slots=True)
class SessionPage:
    """One session as its page shows it."""

    row: Session
    form: str
    state: str
    state_name: str
    lead: str
    means: str
    people: tuple[Person, ...]
    acts: tuple[tuple[str, str, str], ...]
    files: tuple[Used, ...]
    settled: tuple[SettledItem, ...]
    entered: datetime
    late_days: int
    may_change: bool
    may_void: bool
    lead_from_above: bool

    @property
    def present(self) -> int:
        return sum(each.present is True for each in self.people)

    @property
    def absent(self) -> int:
        return sum(each.present is False for each in self.people)

    @property
    def open_absences(self) -> int:
        return sum(each.present is False and each.made_up_on is None for each in self.people)


def session_list(*, by: Acting, wanted: Wanted, today: date, page: int = 1) -> tuple[Page[Session], tuple[SessionRow, ...]]:
    """The sessions of all units whose study the person may read, the latest day first. Two statements whatever the number.

    Raises NotAllowed for one who may read none anywhere.
    """
    demand(by, Permission.STUDY_READ, None)
    rows = Session.objects.filter(visible(by, Permission.STUDY_READ, "unit__path")).annotate(day=Coalesce("on", "planned_on"))
    rows = _filtered(rows, wanted, today).select_related("unit").annotate(
        named=Count("attendees"), there=Count("attendees", filter=Q(attendees__present=True)),
        away=Count("attendees", filter=Q(attendees__present=False)),
    )
    found = Latest(rows.order_by("-day", "-id"), PAGE).get_page(page)
    return found, tuple(_row(row, today) for row in found)


def _filtered(rows: QuerySet[Any], wanted: Wanted, today: date) -> QuerySet[Any]:
    year = (date(wanted.year, 1, 1), date(wanted.year, 12, 31))
    where = Q(on__range=year) | Q(on=None, planned_on__range=year)
    if wanted.text:
        where &= Q(title__icontains=wanted.text) | Q(number=wanted.text) | Q(unit__name__icontains=wanted.text)
    if wanted.form:
        where &= Q(form=wanted.form)
    if wanted.unit:
        where &= Q(unit_id=wanted.unit)
    if wanted.site:
        where &= Q(site_id=wanted.site)
    if wanted.state:
        where &= _in_state(SessionState(wanted.state), today)
    if wanted.person:
        where &= Q(Exists(Attendee.objects.filter(session=OuterRef("pk"), person=wanted.person)))
    if wanted.open_only:
        where &= Q(Exists(Attendee.objects.filter(ABSENT, session=OuterRef("pk"))))
    return rows.filter(where)


def _in_state(state: SessionState, today: date) -> Q:
    """core.study.state_on as a condition."""
    if state is SessionState.VOID:
        return Q(voided_at__isnull=False)
    if state is SessionState.CANCELLED:
        return Q(voided_at=None, cancelled_at__isnull=False)
    if state is SessionState.HELD:
        return Q(voided_at=None, cancelled_at=None, on__isnull=False)
    day = Q(planned_on__lt=today) if state is SessionState.PASSED else Q(planned_on__gte=today)
    return Q(voided_at=None, cancelled_at=None, on=None) & day


def _row(row: Any, today: date) -> SessionRow:
    state = state_on(row.dates, today)
    return SessionRow(
        id=row.pk, number=row.number, form=form_name(row.form), title=row.title, unit=row.unit.name, day=row.day, state=state.value,
        state_name=session_state_name(state), present=row.there, named=row.named, absent=row.away,
    )


def session_page(*, session_id: int, by: Acting, today: date) -> SessionPage:
    """Five statements. Raises NotFound when there is none or it may not be known."""
    row = (
        readable(by).filter(pk=session_id)
        .select_related("unit", "lead__unit", "site__unit", "entered_by", "held_by", "cancelled_by", "voided_by")
        .first()
    )
    if row is None:
        raise NotFound("There is no such session among those that you may read.", remedy="Look for it in the list of sessions.")
    records = bool(may(by, Permission.STUDY_RECORD, row.unit))
    stands = row.voided_at is None and row.held_at is not None
    state = state_on(row.dates, today)
    people = row.attendees.select_related("post__unit", "person", "make_up").annotate(account=F("person__account"))
    entered = timezone.localtime(row.held_at or row.entered_at)
    return SessionPage(
        row=row, form=form_name(row.form), state=state.value, state_name=session_state_name(state),
        lead=_seat(row.lead, row.unit_id) if row.lead else "", means=means_name(row.means),
        people=tuple(_person(each, row, stands=stands, records=records, by=by) for each in people.order_by("id")),
        acts=_acts(row.pk) if row.held_at else (), files=tuple(uses_of(RECORD, [row.pk]).get(row.pk, ())) if row.held_at else (),
        settled=settled_by(source=(RECORD, row.pk), as_of=today) if row.held_at else (), entered=entered,
        late_days=days_late_entered(row.on, entered.date()) if row.on else 0,
        may_change=records and state in (SessionState.PLANNED, SessionState.PASSED), may_void=records and stands,
        lead_from_above=bool(row.lead and row.lead.unit_id != row.unit_id),
    )


def readable_session(*, session_id: int, by: Acting) -> tuple[str, int]:
    """The session as a record, if the person may read it: for its files. Raises NotFound."""
    if not readable(by).filter(pk=session_id).exists():
        raise NotFound("There is no such file.", remedy="Open the record and choose one of its files.")
    return RECORD, session_id


def _person(each: Any, row: Session, *, stands: bool, records: bool, by: Acting) -> Person:
    made = getattr(each, "make_up", None)
    own = by.account_id is not None and each.account == by.account_id
    return Person(
        id=each.pk, seat=_seat(each.post, row.unit_id), name=each.person.name if each.person else "", present=each.present,
        reason=each.reason, speech=each.speech, made_up_on=made.on if made else None, made_up_how=made.how if made else "",
        may_make_up=stands and each.present is False and made is None and (records or own),
    )


def _seat(post: Any, unit_id: int) -> str:
    return post.title if post.unit_id == unit_id else f"{post.unit.name} {post.title}"


def _acts(session_id: int) -> tuple[tuple[str, str, str], ...]:
    """(kind, seat, topics) in words. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(ACTS, {"zh": chinese(), "session": session_id})
        return tuple((name_of(ActKind(kind)), seat, _names(topics)) for kind, seat, topics in cursor.fetchall())


def _names(topics: Iterable[str]) -> str:
    return listed(topics) if topics else ""
