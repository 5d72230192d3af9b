"""One version of a list: its items, its way so far, who signs it, where it is published, what may be done now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext

from liangze.core.words import Role
from liangze.lists.models import Change, ListVersion, Publication, Scope, Stage, Step
from liangze.lists.queries.live import live
from liangze.lists.queries.reach import published_to, the_version
from liangze.lists.queries.rows import ItemRow, duties_of, rows_of, with_sources
from liangze.lists.queries.signers import Seat, signers
from liangze.lists.words import OPINIONS
from liangze.organisation.models import Unit
from liangze.organisation.policy import Acting, Permission, may
from liangze.organisation.words import name_of
from liangze.trust.endorsements import Endorsed, Sheet, sheet_of

RECORD = "lists.version"


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step as the history shows it."""

    what: str
    stage: str
    who: str
    at: datetime
    opinion: str
    comments: str


@dataclass(frozen=True, slots=True)
class PublicationRow:
    """One publication, in force or ended."""

    id: int
    version: int
    scope: str
    scope_name: str
    who: str
    at: datetime
    ended_at: datetime | None
    ended_reason: str
    comments: int
    waiting: int


@dataclass(frozen=True, slots=True)
class SignedSeat:
    """A seat that signs, with its signature where there is one in force."""

    seat: Seat
    signature: Endorsed | None
    mine: bool


@dataclass(frozen=True, slots=True)
class VersionPage:
    """One version. What may be done now, by this person, at this stage: may_*."""

    id: int
    list_id: int
    unit: Unit
    role: str
    role_name: str
    year: int
    number: int
    revision: int
    reason: str
    superseded: datetime | None
    stage: str
    stage_name: str
    items: tuple[ItemRow, ...]
    steps: tuple[StepRow, ...]
    seats: tuple[SignedSeat, ...]
    sheet: Sheet | None
    publications: tuple[PublicationRow, ...]
    reads_all: bool
    may_edit: bool
    may_take_back: bool
    may_review: bool
    wrote_it: bool
    may_sign: bool
    may_revise: bool
    may_publish: bool
    may_moderate: bool

    @property
    def standing(self) -> tuple[ItemRow, ...]:
        return tuple(item for item in self.items if not item.left_out)

    @property
    def left_out(self) -> tuple[ItemRow, ...]:
        return tuple(item for item in self.items if item.left_out)

    @property
    def published(self) -> PublicationRow | None:
        """The publication of the list that is in force, of this version or another."""
        return next((row for row in self.publications if row.ended_at is None), None)

    @property
    def to_sign(self) -> SignedSeat | None:
        """The seat for which this person signs next."""
        return next((each for each in self.seats if each.mine and each.signature is None), None)


def version_page(*, version_id: int, by: Acting, today: date) -> VersionPage:
    """At most ten statements. Raises NotFound when there is none or it may not be known."""
    version = the_version(version_id, by)
    of, unit = version.list, version.list.unit
    items = with_sources(version.items.all())
    reads = bool(may(by, Permission.LIST_READ, unit))
    states = live(unit.pk, of.year, duties_of(items), today) if reads else {}
    steps = list(version.steps.select_related("by")) if reads else []
    stage, newest = Stage(version.stage), version.superseded_at is None
    sheet = sheet_of((RECORD, version.pk)) if reads and any(step.stage == Stage.REVIEWED for step in steps) else None
    seats = _seats(signers(of, today), sheet, by)
    wrote = reads and stage is Stage.SUBMITTED and by.account_id in _writers(version, steps)
    edits = newest and bool(may(by, Permission.LIST_EDIT, unit))
    rows = Publication.objects.filter(list=of) if reads else Publication.objects.filter(published_to(by), version=version)
    waits = stage is Stage.REVIEWED and newest
    return VersionPage(
        id=version.pk, list_id=of.pk, unit=unit, role=of.role, role_name=name_of(Role(of.role)), year=of.year, number=version.number,
        revision=version.revision, reason=version.reason, superseded=version.superseded_at, stage=stage.value, stage_name=str(stage.label),
        items=rows_of(items, states), steps=tuple(map(step_row, steps)), seats=seats, sheet=sheet, publications=_publications(rows),
        reads_all=reads, may_edit=edits and stage in (Stage.DRAFT, Stage.RETURNED),
        may_take_back=edits and stage in (Stage.SUBMITTED, Stage.REVIEWED),
        may_review=newest and stage is Stage.SUBMITTED and not wrote and bool(may(by, Permission.LIST_REVIEW, unit)), wrote_it=wrote,
        may_sign=waits and any(each.mine and each.signature is None for each in seats), may_revise=edits and stage is Stage.SIGNED,
        may_publish=newest and stage is Stage.SIGNED and bool(may(by, Permission.LIST_PUBLISH, unit)),
        may_moderate=bool(may(by, Permission.COMMENT_MODERATE, unit)),
    )


def _seats(seats: tuple[Seat, ...], sheet: Sheet | None, by: Acting) -> tuple[SignedSeat, ...]:
    signed = {each.box: each for each in sheet.signatures if each.signed} if sheet else {}
    return tuple(SignedSeat(seat, signed.get(seat.box), seat.post_id in by.posts) for seat in seats)


def _writers(version: ListVersion, steps: list[Step]) -> set[int | None]:
    """Who drafted, submitted or changed it, as the action that reviews sees it."""
    given = {step.by_id for step in steps if step.stage in (Stage.DRAFT, Stage.SUBMITTED)}
    return given | {version.drafted_by_id} | set(Change.objects.filter(version=version).values_list("by", flat=True))


def step_row(row: Step) -> StepRow:
    what = OPINIONS.get(row.opinion) if row.opinion else None
    return StepRow(
        str(Stage(row.stage).label), row.stage, row.by.name if row.by else gettext("The operator"), timezone.localtime(row.at),
        str(what or ""), row.comments,
    )


def _publications(rows: object) -> tuple[PublicationRow, ...]:
    counted = rows.annotate(  # type: ignore[attr-defined]  # a queryset of either kind above
        said=Count("comments", filter=Q(comments__shown=True)), waits=Count("comments", filter=Q(comments__shown=None))
    )
    return tuple(
        PublicationRow(
            row.pk, row.version.number, row.scope, str(Scope(row.scope).label), row.by.name if row.by else "", timezone.localtime(row.at),
            timezone.localtime(row.ended_at) if row.ended_at else None, row.ended_reason, row.said, row.waits,
        )
        for row in counted.select_related("version", "by")
    )
