"""What is due from a person, what waits for them, what came back to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import BooleanField, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models import Count as Number
from django.db.models.expressions import RawSQL
from django.db.models.functions import TruncDate

from liangze.core.obligation import ObligationDates, state_on
from liangze.core.words import State
from liangze.duties.models import CloseOut, Count, Exemption, Obligation
from liangze.duties.queries.doers import ACT_FOR, SPEAK_FOR, is_doer
from liangze.duties.queries.words import ClauseRef, counterpart, days_left, period_name, said
from liangze.organisation.models import GrantRole, Post, Unit
from liangze.organisation.policy import Acting, Permission, visible
from liangze.organisation.policy.ways import one_of

SHOWN = 100  # of each list
RECENT = timedelta(days=60)
FIELDS = (
    "pk", "duty__title", "duty__every", "period_start", "opens", "due", "times", "done", "fulfilled_on", "exempted_on", "unit_id",
    "unit__name", "holder_id", "holder__title", "counterpart__title", "counterpart__unit_id", "counterpart__unit__name",
    "duty__clause_id", "duty__clause__label",
    "duty__version__number", "duty__version__regulation__short_title", "duty__version__regulation__title", "duty__kind",
)


@dataclass(frozen=True, slots=True)
class Work:
    """An obligation to be met. `own` when the person holds the seat that owes it."""

    id: int
    title: str
    kind: str
    period: str
    state: str
    left: str
    due: str
    due_day: date
    unit_id: int
    unit: str
    seat: str
    own: bool
    clause: ClauseRef
    done_of: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that waits for this person's decision or came back: `what` is accept, decide, close_out, returned, refused or reopened.

    key  id of the count or exemption decided on, or None.  note  the reason given, if any.
    """

    what: str
    key: int | None
    work: Work
    day: str
    who: str
    note: str = ""


def mine(by: Acting, today: date) -> tuple[Work, ...]:
    """What is due now or overdue: of the seats the person holds, and of the units for which they record. One statement."""
    where = Q(holder_id__in=by.posts) | visible(by, Permission.ENTRY_RECORD, "unit__path")
    rows = _open().filter(where, opens__lte=today).exclude(_waits()).order_by("due", "duty__version_id", "duty__position", "pk")
    return tuple(_work(row, by, today) for row in rows.values_list(*FIELDS)[:SHOWN])


def waiting_for(by: Acting, today: date) -> tuple[Waiting, ...]:
    """What waits for a decision of this person in the units directly below or supervised. At most two statements.

    Only what they may decide: not what they did, recorded or asked for themselves, nor what is owed no longer.
    """
    found: list[Waiting] = []
    below = _units_below(by, {GrantRole.OFFICE, GrantRole.LEADER, GrantRole.DISCIPLINE})
    if below is None:
        return ()
    counts = Count.objects.filter(
        visible(by, Permission.DEED_ACCEPT, "obligation__unit__path"), _accepting(by), obligation__withdrawn_on=None,
        needs_acceptance=True, accepted_at=None, returned_at=None, withdrawn_at=None,
    ).exclude(deed__entered_by_id=by.account_id)
    counts = counts.annotate(_own=_did(by, '"duties_count"."obligation_id"'), _day=F("deed__on"), _since=F("deed__entered_at"))
    asked = (
        Exemption.objects.filter(
            visible(by, Permission.EXEMPTION_DECIDE, "obligation__unit__path"), below, approved=None, ended_at=None,
            obligation__fulfilled_on=None, obligation__withdrawn_on=None,
        )
        .exclude(asked_by_id=by.account_id)
        .exclude(_answers(by))
        .annotate(_own=Value(False), _day=TruncDate("asked_at"), _since=F("asked_at"))
    )
    parts = (_first("accept", counts, "deed__entered_by__name"), _first("decide", asked, "asked_by__name", "reason"))
    found += [
        Waiting(what, key, _work(tuple(row), by, today), said(day), name or "", text or "")
        for what, own, key, day, _since, name, text, *row in sorted(parts[0].union(parts[1], all=True), key=lambda row: (row[0], row[4]))
        if not own
    ]
    checking = [held for held in by.grants if held.role == GrantRole.DISCIPLINE]
    if checking:
        closed = CloseOut.objects.filter(obligation=OuterRef("pk"), reopened_at=None)
        direct = Q(parent__in=[held.unit_id for held in checking if held.origin == "grant"])
        units = Unit.objects.filter(  # chosen first: few units, whose obligations an index finds
            visible(by, Permission.LEDGER_CLOSE_OUT, "path"), direct | Q(pk__in=[held.unit_id for held in checking])
        )
        done = Obligation.objects.filter(
            one_of("unit", units.values("pk")), withdrawn_on=None, exempted_on=None, fulfilled_on__gte=today - RECENT
        ).filter(~Exists(closed))
        rows = done.annotate(_own=_did(by, '"duties_obligation"."id"')).order_by("fulfilled_on", "pk").values_list("_own", *FIELDS)
        found += [Waiting("close_out", None, _work(row, by, today), said(row[8]), "") for own, *row in rows[:SHOWN] if not own]
    return tuple(found)


def returned_to(by: Acting, today: date) -> tuple[Waiting, ...]:
    """What came back to the units for which this person records, and is not settled since. One statement."""
    where = visible(by, Permission.ENTRY_RECORD, "obligation__unit__path")
    still = Q(obligation__fulfilled_on=None, obligation__exempted_on=None, obligation__withdrawn_on=None)
    again = Count.objects.filter(obligation=OuterRef("obligation"), withdrawn_at=None, returned_at=None)
    returned = Count.objects.filter(where, still, withdrawn_at=None).exclude(returned_at=None).filter(~Exists(again))
    refused = Exemption.objects.filter(where, still, approved=False, ended_at=None, decided_at__date__gte=today - RECENT)
    reopened = CloseOut.objects.filter(where, still, reopened_at__date__gte=today - RECENT)
    parts = [
        _rows("returned", returned, "returned_at", "returned_by__name", "returned_reason"),
        _rows("refused", refused, "decided_at", "decided_by__name", "opinion"),
        _rows("reopened", reopened, "reopened_at", "reopened_by__name", "reopened_reason"),
    ]
    rows = parts[0].union(*parts[1:], all=True).order_by("-_at")[:SHOWN]
    return tuple(
        Waiting(what, key, _work(tuple(row), by, today), said(at.date()), name or "", text or "")
        for what, key, at, name, text, *row in rows
    )


def _rows(what: str, rows: QuerySet[Any], day: str, who: str, note: str) -> QuerySet[Any]:
    """Rows of different records in one shape, so that one statement can ask for all of them."""
    fields = [f"obligation__{name}" for name in FIELDS]
    noted = rows.annotate(_what=Value(what), _at=F(day), _who=F(who), _note=F(note))
    return noted.values_list("_what", "pk", "_at", "_who", "_note", *fields)


def _open() -> QuerySet[Obligation]:
    return Obligation.objects.filter(fulfilled_on=None, exempted_on=None, withdrawn_on=None)


def _waits() -> Q:
    """As many acts as are asked for are handed in, and not all decided yet: nothing to do for the unit."""
    waiting = Count.objects.filter(
        obligation=OuterRef("pk"), needs_acceptance=True, accepted_at=None, returned_at=None, withdrawn_at=None
    )
    number = waiting.order_by().values("obligation").annotate(n=Number("pk")).values("n")
    return Q(Exists(waiting)) & Q(times__lte=F("done") + Subquery(number, IntegerField()))


def _accepting(by: Acting) -> Q:
    """What is handed up to the organ for which one of the person's grants stands, from right below that very grant."""
    found = Q(pk__in=())
    for word, roles in SPEAK_FOR.items():
        below = _units_below(by, set(roles))
        if below is not None:
            found |= Q(obligation__duty__accept=word) & below
    return found


def _did(by: Acting, obligation: str) -> RawSQL:
    """Whether the person is among the doers of the obligation. Looked at for the rows that are shown: see queries.doers."""
    return RawSQL(*is_doer(by, obligation), output_field=BooleanField())  # noqa: S611 - own text, values are parameters


def _answers(by: Acting) -> Q:
    """What is owed by a seat that the person holds, or acts for: queries.doers.answers."""
    found = Q(obligation__holder__in=by.posts)
    for body, actors in ACT_FOR.items():
        held = Post.objects.filter(pk__in=by.posts, role__in=actors, unit=OuterRef("obligation__holder__unit"))
        found |= Q(Exists(held), obligation__holder__role=body)
    return found


def _units_below(by: Acting, roles: set[Any]) -> Q | None:
    """Units right below a grant of these roles, or supervised by a stationed group; None without such a grant."""
    grants = [held for held in by.grants if held.role in roles]
    if not grants:
        return None
    direct = Q(obligation__unit__parent_id__in=[held.unit_id for held in grants if held.origin == "grant"])
    return direct | Q(obligation__unit_id__in=[held.unit_id for held in grants if held.origin == "stationing"])


def _first(what: str, rows: QuerySet[Any], who: str, note: str = "") -> QuerySet[Any]:
    """The oldest of them in one shape, so that one statement can ask for acceptances and exemptions alike."""
    fields = [f"obligation__{name}" for name in FIELDS]
    noted = rows.annotate(_what=Value(what), _who=F(who), _note=F(note) if note else Value(""))
    return noted.order_by("_since", "pk").values_list("_what", "_own", "pk", "_day", "_since", "_who", "_note", *fields)[:SHOWN]


def _work(row: tuple[Any, ...], by: Acting, today: date) -> Work:
    (
        number, title, every, start, opens, due, times, done, fulfilled_on, exempted_on, unit_id, unit, holder_id, seat, towards,
        towards_id, towards_unit, clause_id, label, cited, short_title, full_title, kind,
    ) = row
    state = state_on(ObligationDates(opens, due, times, done, fulfilled_on, exempted_on), today)
    whom = counterpart(towards, towards_unit, elsewhere=towards_id != unit_id)
    return Work(
        id=number, title=f"{title}：{whom}" if whom else title, kind=kind, period=period_name(every, start, due, today),
        state=state.value, due=said(due, today), due_day=due, unit_id=unit_id,
        left=days_left(due, today) if state not in (State.FULFILLED, State.LATE) else "",
        unit=unit, seat=seat, own=holder_id in by.posts, clause=ClauseRef(clause_id, cited or short_title or full_title, label),
        done_of=f"{done}/{times}" if times > 1 else "",
    )
