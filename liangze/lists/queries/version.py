"""One version of a list: its items, its way so far, who signs it, where it is published, what may be done now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject
from django.utils import timezone
from django.utils.translation import gettext

from liangze.core.words import Role
from liangze.lists.models import Change, ListVersion, Publication, Scope, Stage, Step
from liangze.lists.queries.copies import Likenesses, alike, compared_at
from liangze.lists.queries.items import with_sources
from liangze.lists.queries.live import live
from liangze.lists.queries.reach import nothing, published_to, staged, versions_for
from liangze.lists.queries.rows import ItemRow, duties_of, rows_of
from liangze.lists.queries.signers import Seat, signers
from liangze.lists.words import OPINIONS, STEPS
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
    """One publication, in force or ended; how many comments are shown and wait."""

    id: int
    version: int
    scope: str
    scope_name: str
    at: datetime
    ended_at: datetime | None
    ended_reason: str
    comments: int
    waiting: int


@dataclass(frozen=True, slots=True)
class SignedSeat:
    """A seat that signs, with its signature where there is one; `mine`: the reader holds it."""

    seat: Seat
    signature: Endorsed | None
    mine: bool


@dataclass(frozen=True, slots=True)
class VersionPage:
    """One version. What may be done now, by this person, at this stage: may_*. likenesses: for reviewers, while it is to be reviewed."""

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
    likenesses: Likenesses | None
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
    """At most six statements, seven for a version to be reviewed. Raises NotFound when there is none or it may not be known."""
    version = _detailed(staged(versions_for(by)), by).select_related("list__unit__parent").filter(pk=version_id).first()
    if version is None:
        raise nothing()
    of, unit, stage = version.list, version.list.unit, Stage(version.stage)
    reads, newest = bool(may(by, Permission.LIST_READ, unit)), version.superseded_at is None
    items = with_sources(version.items.all())
    states = live(unit.pk, of.year, duties_of(items), today) if reads else {}
    laid_out = any(row["stage"] == Stage.REVIEWED for row in version.way)
    sheet = sheet_of((RECORD, version.pk)) if reads and laid_out else None
    seats = _seats(signers(of, today), sheet, by)
    wrote = stage is Stage.SUBMITTED and by.account_id in _writers(version)
    edits = newest and bool(may(by, Permission.LIST_EDIT, unit))
    return VersionPage(
        id=version.pk, list_id=of.pk, unit=unit, role=of.role, role_name=name_of(Role(of.role)), year=of.year, number=version.number,
        revision=version.revision, reason=version.reason if reads else "", superseded=version.superseded_at, stage=stage.value,
        stage_name=str(stage.label), items=rows_of(items, states), steps=tuple(map(_step, version.way)) if reads else (), seats=seats,
        sheet=sheet, likenesses=_likenesses(version, by) if newest and stage is Stage.SUBMITTED else None, reads_all=reads,
        publications=tuple(_publication(row) for row in version.shown if reads or row["id"] in version.theirs),
        may_edit=edits and stage in (Stage.DRAFT, Stage.RETURNED), may_take_back=edits and stage in (Stage.SUBMITTED, Stage.REVIEWED),
        may_review=newest and stage is Stage.SUBMITTED and not wrote and bool(may(by, Permission.LIST_REVIEW, unit)),
        wrote_it=wrote and reads, may_revise=edits and stage is Stage.SIGNED,
        may_sign=newest and stage is Stage.REVIEWED and any(each.mine and each.signature is None for each in seats),
        may_publish=newest and stage is Stage.SIGNED and bool(may(by, Permission.LIST_PUBLISH, unit)),
        may_moderate=bool(may(by, Permission.COMMENT_MODERATE, unit)),
    )


def _detailed(rows: QuerySet[ListVersion], by: Acting) -> QuerySet[ListVersion]:
    """Versions with their `way` (steps), `changers` (accounts) and what is or was `shown` (publications of the list), as one statement."""
    way = Step.objects.filter(version=OuterRef("pk")).order_by("pk").values(
        json=JSONObject(stage="stage", by_id="by_id", who="by__name", at="at", opinion="opinion", comments="comments")
    )
    shown = Publication.objects.filter(list=OuterRef("list")).order_by("-pk").annotate(
        said=Count("comments", filter=Q(comments__shown=True)), waits=Count("comments", filter=Q(comments__shown=None))
    )
    mine = Publication.objects.filter(published_to(by), version=OuterRef("pk"))
    return rows.annotate(
        way=ArraySubquery(way), changers=ArraySubquery(Change.objects.filter(version=OuterRef("pk")).values("by_id").distinct().order_by()),
        shown=ArraySubquery(
            shown.values(json=JSONObject(
                id="pk", number="version__number", scope="scope", at="at", ended_at="ended_at", reason="ended_reason", said="said",
                waits="waits",
            ))
        ),
        theirs=ArraySubquery(mine.values("pk")), compared_at=compared_at(),
    )  # fmt: skip


def _likenesses(version: Any, by: Acting) -> Likenesses | None:
    """For whoever reviews the unit's lists. One statement."""
    unit = version.list.unit
    if not may(by, Permission.LIST_REVIEW, unit):
        return None
    above = unit.parent if unit.parent and may(by, Permission.LIST_REVIEW, unit.parent) else None
    at = timezone.localtime(version.compared_at) if version.compared_at else None
    return Likenesses(*alike(version.pk, by), compared_at=at, compare_in=above)


def _seats(seats: tuple[Seat, ...], sheet: Sheet | None, by: Acting) -> tuple[SignedSeat, ...]:
    signed = {each.box: each for each in sheet.signatures if each.signed} if sheet else {}
    return tuple(SignedSeat(seat, signed.get(seat.box), seat.post_id in by.posts) for seat in seats)


def _writers(version: ListVersion) -> set[int | None]:
    """Who drafted, submitted or changed it, as the action that reviews sees it."""
    given = {row["by_id"] for row in version.way if row["stage"] in (Stage.DRAFT, Stage.SUBMITTED)}
    return given | {version.drafted_by_id} | set(version.changers)


def _step(row: Mapping[str, Any]) -> StepRow:
    opinion = str(OPINIONS[row["opinion"]]) if row["opinion"] in OPINIONS else ""
    return StepRow(
        str(STEPS[row["stage"]]), row["stage"], row["who"] or gettext("The operator"), _moment(row["at"]), opinion, row["comments"]
    )


def _publication(row: Mapping[str, Any]) -> PublicationRow:
    return PublicationRow(
        row["id"], row["number"], row["scope"], str(Scope(row["scope"]).label), _moment(row["at"]),
        _moment(row["ended_at"]) if row["ended_at"] else None, row["reason"], row["said"], row["waits"],
    )


def _moment(text: str) -> datetime:
    return timezone.localtime(datetime.fromisoformat(text))
