"""Changing a draft: order, words, what is left out and why, what is added and on what basis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.db import transaction

from liangze.core.errors import Conflict, Refusal, Refusals
from liangze.core.words import Role
from liangze.lists.actions.procedure import submit
from liangze.lists.actions.writing import demand_stage, locked, write_items
from liangze.lists.models import Change, ListItem, ListVersion, Part, Stage
from liangze.lists.queries.candidates import SUPERVISORY, candidates
from liangze.organisation.policy import Acting, Permission
from liangze.trust.actions import append

LIMITS = {"title": 300, "measures": 500, "proof": 300, "basis": 300, "left_out": 300}


@dataclass(frozen=True, slots=True)
class ItemEdit:
    """An item as typed. title and basis count for the unit's own items only: an item from a regulation keeps its words.

    left_out  the reason why it is left out; leave: whether it shall be.
    """

    id: int
    position: int
    measures: str = ""
    proof: str = ""
    title: str = ""
    basis: str = ""
    leave: bool = False
    left_out: str = ""


@dataclass(frozen=True, slots=True)
class OwnItem:
    """A new item of the unit's own. basis: the document, decision or matter that it rests on."""

    title: str
    basis: str
    measures: str = ""
    proof: str = ""


class ChangedMeanwhile(Conflict):
    """Somebody else saved the same draft first. `since`: the revision that the form was made for."""

    def __init__(self, version: ListVersion, since: int) -> None:
        super().__init__(
            "Somebody else has changed this list since you opened it.",
            remedy="See below what was changed. What you typed is kept: save again, and it will stand.",
        )
        self.version, self.since = version, since


def edit(
    *, version_id: int, revision: int, items: Sequence[ItemEdit], by: Acting, now: datetime, added: Sequence[OwnItem] = (),
    taken: Sequence[str] = (), hand_in: bool = False,
) -> ListVersion:
    """Save a draft as typed. Items that are not given stay as they are.

    taken  keys of candidates to be taken in.  hand_in  submit it as well, or save nothing.
    Raises NotFound, NotAllowed, Conflict at another stage, ChangedMeanwhile, Refusals with everything that is wrong;
    fields are "title-<id>" and so on, of a new item "new-title".
    """
    with transaction.atomic():
        version, stage = locked(version_id, by, Permission.LIST_EDIT)
        demand_stage(stage, Stage.DRAFT, Stage.RETURNED)
        if version.revision != revision:
            raise ChangedMeanwhile(version, revision)
        rows = {row.pk: row for row in version.items.all()}
        given = [each for each in items if each.id in rows]
        wrong = [refusal for each in given for refusal in _objections(each, rows[each.id])]
        wrong += [refusal for each in added for refusal in _objections_to_new(each)]
        if wrong:
            raise Refusals(wrong)
        what = [change for each in given for change in _apply(each, rows[each.id])]
        what += _order(rows, given)
        ListItem.objects.bulk_update(rows.values(), ["position", *LIMITS])
        what += _add(version, added, taken, rows)
        if what:
            version.revision += 1
            version.save(update_fields=["revision"])
            Change.objects.create(version=version, revision=version.revision, by_id=by.account_id, at=now, what=what)
            append(
                by=by, action="lists.version.edit", thing=version, unit_id=version.list.unit_id, before={"revision": revision},
                after={"revision": version.revision, "what": what},
            )
        if hand_in:
            submit(version_id=version_id, by=by, now=now)
    return version


def _objections(typed: ItemEdit, row: ListItem) -> list[Refusal]:
    found = []
    if row.basis:
        found += _empty(f"title-{row.pk}", typed.title, "The item has no words.", "Say what is to be done.")
        found += _empty(f"basis-{row.pk}", typed.basis, "The basis of the item is missing.", "Name the document or decision it rests on.")
    if typed.leave:
        found += _empty(
            f"left_out-{row.pk}", typed.left_out, "An item that is left out needs a reason.",
            "Say why it does not concern the unit, or put it back.",
        )
    return found + [wrong for name in LIMITS for wrong in _too_long(f"{name}-{row.pk}", name, getattr(typed, name))]


def _objections_to_new(typed: OwnItem) -> list[Refusal]:
    found = _empty("new-title", typed.title, "The item has no words.", "Say what is to be done.")
    found += _empty("new-basis", typed.basis, "The basis of the item is missing.", "Name the document or decision it rests on.")
    return found + [wrong for name in LIMITS if name != "left_out" for wrong in _too_long(f"new-{name}", name, getattr(typed, name))]


def _empty(field: str, value: str, what: str, remedy: str) -> list[Refusal]:
    return [] if value.strip() else [Refusal(what, remedy=remedy, field=field)]


def _too_long(field: str, name: str, value: str) -> list[Refusal]:
    if len(value.strip()) <= LIMITS[name]:
        return []
    what, params = "This is longer than %(limit)s characters.", {"limit": LIMITS[name]}
    return [Refusal(what, remedy="Shorten it.", field=field, params=params)]


def _apply(typed: ItemEdit, row: ListItem) -> list[tuple[str, str]]:
    """Put what was typed into the row; (what, title) of each difference."""
    wanted = {"measures": typed.measures.strip(), "proof": typed.proof.strip(), "left_out": typed.left_out.strip() if typed.leave else ""}
    if row.basis:
        wanted |= {"title": typed.title.strip(), "basis": typed.basis.strip()}
    found = []
    for name, value in wanted.items():
        before = getattr(row, name)
        if before != value:
            setattr(row, name, value)
            found.append(("put_back" if name == "left_out" and not value else name, row.title))
    return found


def _order(rows: dict[int, ListItem], given: Sequence[ItemEdit]) -> list[tuple[str, str]]:
    """Positions from 1 on, as typed; of two at the same place the one that was moved there comes first."""
    before = [row.pk for row in sorted(rows.values(), key=lambda row: (row.position, row.pk))]
    place = {number: index for index, number in enumerate(before, 1)}
    typed = {each.id: each.position for each in given}
    after = sorted(before, key=lambda pk: (typed.get(pk, place[pk]), typed.get(pk, place[pk]) == place[pk], place[pk]))
    for index, number in enumerate(after, 1):
        rows[number].position = index
    moved = [number for number in after if typed.get(number, place[number]) != place[number]]
    return [("order", rows[number].title) for number in moved] if before != after else []


def _add(version: ListVersion, added: Sequence[OwnItem], taken: Sequence[str], rows: dict[int, ListItem]) -> list[tuple[str, str]]:
    role, last, found = Role(version.list.role), len(rows), []
    if taken:
        there = {row.key for row in rows.values()}
        offered = [each for each in candidates(version.list.unit, role, version.list.year) if each.key in set(taken) - there]
        made = write_items(version, offered, after=last)
        last += len(made)
        found += [("added", item.title) for item in made]
    part = Part.SUPERVISORY if role in SUPERVISORY else Part.MAIN
    for number, each in enumerate(added, last + 1):
        own = {name: getattr(each, name).strip() for name in LIMITS if name != "left_out"}
        ListItem.objects.create(version=version, key=f"own/{uuid4().hex[:12]}", position=number, part=part, group=role, **own)
        found.append(("added", own["title"]))
    return found
