"""What waits for a signature: one's own, and of others for reminders."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from liangze.core.letter import WAITING, LetterOrder, LetterParty, LetterStage, turn
from liangze.letters.models import Letter
from liangze.letters.queries.reach import staged
from liangze.organisation.models import Appointment, Unit
from liangze.organisation.policy import Acting, Permission, visible
from liangze.organisation.policy.acting import in_force

SHOWN = 50


@dataclass(frozen=True, slots=True)
class ToSign:
    """A letter that waits. party: whose signature it waits for; where: the unit of that seat. since: the day on which it was laid out."""

    id: int
    year: int
    kind: str
    party: str
    issuer: str
    holder: str
    holder_unit_id: int
    issuer_unit_id: int
    post_id: int
    person_id: int
    since: date
    where: Unit = field(compare=False)


def to_sign(by: Acting) -> tuple[ToSign, ...]:
    """Letters that wait for the person's own signature, in a seat that they hold today, oldest first. One statement."""
    if by.account_id is None or not by.posts:
        return ()
    mine = Q(holder_post__in=by.posts, holder_person__account=by.account_id) | Q(
        issuer_post__in=by.posts, issuer_person__account=by.account_id
    )
    rows = [_waiting(row) for row in _rows(Letter.objects.filter(mine, ended_at=None))[: SHOWN * 4]]
    return tuple(row for row in rows if row.post_id in by.posts)[:SHOWN]


def waiting(*, year: int, today: date, path: str = "") -> QuerySet[Letter]:
    """Letters of the year that wait for a signature, of holders in the subtree of `path` (all: ""), with `stage`, oldest first.

    Only those whose two people still hold the seats: of the others nobody can be reminded.
    """
    rows = Letter.objects.filter(seated("holder", today), seated("issuer", today), year=year, ended_at=None)
    if path:
        rows = rows.filter(Q(holder_unit__path=path) | Q(holder_unit__path__gt=path, holder_unit__path__lt=path + ":"))
    return staged(rows).filter(stage__in=[stage.value for stage in WAITING]).order_by("day", "id")


def to_remind(by: Acting) -> Q:
    """Of letters from `waiting`, those whose next signer the person may remind: by the unit of the seat whose turn it is."""
    holder = Q(stage=LetterStage.ISSUED, order=LetterOrder.HOLDER_FIRST) | Q(stage=LetterStage.FIRST, order=LetterOrder.ISSUER_FIRST)
    holders, issuers = (visible(by, Permission.REMINDER_SEND, f"{party}_unit__path") for party in ("holder", "issuer"))
    return (holder & holders) | (~holder & issuers)


def shown(rows: QuerySet[Letter], first: int, last: int) -> tuple[ToSign, ...]:
    """Those from `first` to `last`, with what they show. One statement: units, seats and people are fetched of these alone."""
    page = rows.values("pk")[first:last]
    return tuple(_waiting(row) for row in _rows(Letter.objects.filter(pk__in=page)))


def seated(party: str, today: date) -> Exists:
    """Whether the person of that party holds the seat on the day."""
    return Exists(Appointment.objects.filter(in_force(today), post=OuterRef(f"{party}_post"), person=OuterRef(f"{party}_person")))


def _rows(rows: QuerySet[Letter]) -> QuerySet[Letter]:
    waiting = staged(rows).filter(stage__in=[stage.value for stage in WAITING])
    related = ("issuer_unit", "issuer_post", "issuer_person", "holder_unit", "holder_post", "holder_person")
    return waiting.select_related(*related).defer("content", "preamble").order_by("day", "id")


def _waiting(row: Letter) -> ToSign:
    party = turn(LetterStage(row.stage), LetterOrder(row.order)) or LetterParty.HOLDER  # type: ignore[attr-defined]  # annotated
    holds = party is LetterParty.HOLDER
    return ToSign(
        row.pk, row.year, row.kind, party.value, f"{row.issuer_unit.name} {row.issuer_post.title} {row.issuer_person.name}",
        f"{row.holder_unit.name} {row.holder_post.title} {row.holder_person.name}", row.holder_unit_id, row.issuer_unit_id,
        row.holder_post_id if holds else row.issuer_post_id, row.holder_person_id if holds else row.issuer_person_id, row.day,
        row.holder_unit if holds else row.issuer_unit,
    )
