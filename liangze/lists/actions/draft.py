"""Drafting the lists of a unit from what applies to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from liangze.core.errors import Conflict, NotFound, Refusal
from liangze.core.words import Role
from liangze.duties.actions.plan import FIRST_YEAR, LAST_YEAR
from liangze.lists.actions.writing import write_items, write_sources
from liangze.lists.models import ListItem, ListVersion, ResponsibilityList, Stage, Step
from liangze.lists.queries.applying import LISTED, Applying, applying
from liangze.lists.queries.candidates import Candidate, candidates_of
from liangze.organisation.models import Unit
from liangze.organisation.policy import Acting, Permission, demand, visible
from liangze.trust.actions import append


def draft_book(*, unit_id: int, year: int, by: Acting, now: datetime) -> list[ListVersion]:
    """Draft every list that the unit lacks for the year and that something applies to.

    Raises NotFound, NotAllowed, Refusal when the year is out of bounds, Conflict when there is nothing to draft.
    """
    unit = _unit(unit_id, by)
    demand_year(year)
    with transaction.atomic():
        _queue(unit)
        made = draft_units([unit], year, by=by, now=now)
        if not made:
            raise Conflict(
                "There is nothing to draft: every list is there, or no regulation in force asks anything of the unit in %(year)s.",
                remedy="Look at the lists of the unit, or see which regulations bind it.", params={"year": year},
            )
    return made


def draft_one(*, unit_id: int, role: str, year: int, by: Acting, now: datetime) -> ListVersion:
    """Draft the list of one role, even where nothing applies: then it begins empty and takes the unit's own items.

    Raises NotFound, NotAllowed, Refusal for a year out of bounds or a role that has no lists, Conflict when it is there already.
    """
    unit = _unit(unit_id, by)
    demand_year(year)
    if role not in set(LISTED):
        raise Refusal("This role has no list.", remedy="Choose one of the roles offered.", field="role")
    with transaction.atomic():
        _queue(unit)
        if ResponsibilityList.objects.filter(unit=unit, role=role, year=year).exists():
            raise Conflict("This list is there already.", remedy="Open it from the lists of the unit.")
        found = [each for each in candidates_of(applying([unit], year), unit.pk, Role(role)) if each.chosen]
        version = _write(ResponsibilityList.objects.create(unit=unit, role=role, year=year), by=by, now=now)
        items = write_items(version, found)
        _said(unit, year, [(version, len(items))], by)
    return version


def draft_units(units: Sequence[Unit], year: int, *, by: Acting, now: datetime) -> list[ListVersion]:
    """The missing lists of many units, in the caller's transaction: a fixed number of statements, and an audit entry for each unit."""
    found = applying(units, year)
    there = set(ResponsibilityList.objects.filter(unit__in=units, year=year).values_list("unit_id", "role"))
    wanted = [
        (unit, role, chosen)
        for unit in units
        for role in found.roles[unit.pk]
        if (unit.pk, role.value) not in there and (chosen := _chosen(found, unit, role))
    ]
    lists = ResponsibilityList.objects.bulk_create(ResponsibilityList(unit=unit, role=role, year=year) for unit, role, _ in wanted)
    versions = ListVersion.objects.bulk_create(
        ListVersion(list=each, number=1, drafted_by_id=by.account_id, drafted_at=now) for each in lists
    )
    Step.objects.bulk_create(Step(version=version, stage=Stage.DRAFT, by_id=by.account_id, at=now) for version in versions)
    rows = [
        (
            ListItem(
                version=version, key=each.key, position=number, title=each.title, part=each.part, group=each.group,
                printed=each.printed, proof=each.proof,
            ),
            each,
        )
        for version, (_, _, chosen) in zip(versions, wanted, strict=True)
        for number, each in enumerate(chosen, 1)
    ]
    ListItem.objects.bulk_create([row for row, _ in rows], batch_size=2000)
    write_sources(rows)
    counted: dict[int, list[tuple[ListVersion, int]]] = {}
    for version, (unit, _, chosen) in zip(versions, wanted, strict=True):
        counted.setdefault(unit.pk, []).append((version, len(chosen)))
    for unit in units:
        if unit.pk in counted:
            _said(unit, year, counted[unit.pk], by)
    return versions


def demand_year(year: int) -> None:
    """Raise Refusal unless lists can be made for the year."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Refusal(
            "%(year)s is no year to plan.", remedy="Give a year from %(first)s to %(last)s.", field="year",
            params={"year": year, "first": FIRST_YEAR, "last": LAST_YEAR},
        )


def _chosen(found: Applying, unit: Unit, role: Role) -> list[Candidate]:
    return [each for each in candidates_of(found, unit.pk, role) if each.chosen]


def _unit(unit_id: int, by: Acting) -> Unit:
    unit = Unit.objects.filter(visible(by, Permission.LIST_READ), pk=unit_id).first()
    if unit is None:
        raise NotFound("There is no such unit among those that you may see.", remedy="Look for it in the units.")
    demand(by, Permission.LIST_EDIT, unit)
    return unit


def _queue(unit: Unit) -> None:
    """Who drafts for the same unit at the same time waits here."""
    Unit.objects.select_for_update().get(pk=unit.pk)


def _write(made: ResponsibilityList, *, by: Acting, now: datetime) -> ListVersion:
    version = ListVersion.objects.create(list=made, number=1, drafted_by_id=by.account_id, drafted_at=now)
    Step.objects.create(version=version, stage=Stage.DRAFT, by_id=by.account_id, at=now)
    return version


def _said(unit: Unit, year: int, made: Sequence[tuple[ListVersion, int]], by: Acting) -> None:
    after = {"year": year, "lists": [{"version": version.pk, "role": version.list.role, "items": items} for version, items in made]}
    append(by=by, action="lists.list.draft", thing=unit, unit_id=unit.pk, after=after)
