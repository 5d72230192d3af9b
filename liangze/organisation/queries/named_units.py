"""Finding a unit by what people type: its code, its name or a part of it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.db.models.functions import Length

from liangze.core.errors import Refusal, Refusals
from liangze.organisation.models import Unit
from liangze.organisation.policy import Acting, Permission, demand, visible

OFFERED, TOLD = 20, 5


@dataclass(frozen=True, slots=True)
class UnitOffered:
    """A unit to choose from. `typed` is what stands in the field when it is chosen, `under` its parent's name."""

    typed: str
    under: str


def typed(unit: Unit) -> str:
    """How a field names a unit: the code, by which it is found again, and the name, by which people know it."""
    return f"{unit.code} {unit.name}"


def unit_typed(*, by: Acting, permission: Permission, unit_id: int | None) -> str:
    """What stands in the field for this unit; nothing where the person may not do it there. One statement."""
    unit = _there(by, permission).filter(pk=unit_id).first() if unit_id else None
    return typed(unit) if unit else ""


def units_offered(*, by: Acting, permission: Permission, word: str) -> list[UnitOffered]:
    """The units in which the person may do it whose code begins with the word or whose name holds it; the 20 shortest names.
    Without a word those at which the person's rights begin, and those right below. One statement. Raises NotAllowed."""
    demand(by, permission, None)
    rows = _there(by, permission)
    word = word.strip()
    if word:
        rows = rows.filter(_fits(word)).order_by(Length("name"), "path")
    elif not by.is_console:
        tops = [held.unit_id for held in by.grants]
        rows = rows.filter(Q(pk__in=tops) | Q(parent__in=tops)).order_by("path")
    return [UnitOffered(typed(unit), unit.parent.name if unit.parent else "") for unit in rows.select_related("parent")[:OFFERED]]


def unit_named(*, by: Acting, permission: Permission, word: str, field: str) -> Unit:
    """The one unit that the word means: by its code, by `typed`, by its whole name, else by the only one that fits.

    Raises Refusals on `field`: none fits (a unit out of reach is as unknown as a wrong one), or several, which are then named.
    """
    word = " ".join(word.split())
    rows = _there(by, permission)
    exact = list(
        rows.filter(Q(code=word) | Q(code=word.partition(" ")[0], name=word.partition(" ")[2]) | Q(name=word)).order_by("path")[: TOLD + 1]
    )
    exact = [unit for unit in exact if unit.code == word] or exact
    found = exact or (list(rows.filter(_fits(word)).order_by(Length("name"), "path")[: TOLD + 1]) if word else [])
    if len(found) == 1:
        return found[0]
    if not found:
        what, params = "There is no unit “%(word)s” in your reach.", {"word": word}
        raise Refusals([Refusal(what, remedy="Type a part of its name, or its code.", field=field, params=params)])
    some = " / ".join(typed(unit) for unit in found[:TOLD]) + (" / …" if len(found) > TOLD else "")
    what, params = "“%(word)s” can mean several units: %(units)s.", {"word": word, "units": some}
    raise Refusals([Refusal(what, remedy="Write the code of the one you mean.", field=field, params=params)])


def _there(by: Acting, permission: Permission) -> QuerySet[Unit]:
    return Unit.objects.filter(visible(by, permission), until=None)


def _fits(word: str) -> Q:
    code, _, rest = word.partition(" ")
    whole = Q(code__istartswith=word) | Q(name__icontains=word)
    return whole | Q(code=code, name__startswith=rest) if rest else whole
