"""Founding a unit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from liangze.core.errors import NotAllowed, Refusal
from liangze.core.words import Level, UnitKind
from liangze.organisation.actions.steps import demand_text, fields_of, hold_tree, unit_to_edit, written
from liangze.organisation.models import DisciplineOrgan, PartyOrgan, Unit
from liangze.organisation.models.unit import SEGMENT
from liangze.organisation.policy import Acting
from liangze.organisation.spans import Span, demand_inside, demand_order

DEEPEST = 30  # units from the root to a leaf that a path has room for
SHOWN = ("code", "name", "kind", "level", "parent_id", "position", "party_organ", "discipline_organ", "since", "until")


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """What a form says about a unit."""

    name: str
    kind: str
    level: str
    party_organ: str = PartyOrgan.NONE
    discipline_organ: str = DisciplineOrgan.NONE
    position: int = 0


@transaction.atomic
def found_unit(*, by: Acting, parent_id: int | None, code: str, facts: UnitFacts, since: date) -> Unit:
    """A new unit under `parent_id`, from `since` on. A first unit without a parent is founded at the console only."""
    hold_tree(alone=False)
    parent = unit_to_edit(by, parent_id) if parent_id is not None else None
    span = Span(since)
    if parent is None:
        if not by.is_console:
            raise NotAllowed("Only the operator founds a tree.", remedy="Choose the unit above the new one.", field="parent")
        demand_order(span)
    else:
        demand_inside(span, Span(parent.since, parent.until), of=parent.name)
        demand_room(parent, 1)
    code = demand_text(code, field="code", longest=40)
    if Unit.objects.filter(code=code).exists():
        raise Refusal("The code %(code)s is taken.", remedy="Give a code that no unit has had.", field="code", params={"code": code})
    unit = Unit(code=code, parent=parent, since=since, **checked(facts))
    unit.path = f"~{code}"  # a place of its own until the number is known
    unit.save()
    unit.path = (parent.path if parent else "") + f"{unit.pk:0{SEGMENT}d}"
    unit.save(update_fields=["path"])
    written(by=by, action="unit.found", thing=unit, unit_id=unit.pk, after=fields_of(unit, *SHOWN))
    return unit


def checked(facts: UnitFacts) -> dict[str, str | int]:
    """The columns, or a Refusal for a word outside its vocabulary."""
    words = {
        "kind": (facts.kind, list(UnitKind)),
        "level": (facts.level, list(Level)),
        "party_organ": (facts.party_organ, list(PartyOrgan)),
        "discipline_organ": (facts.discipline_organ, list(DisciplineOrgan)),
    }
    for field, (word, known) in words.items():
        if word not in known:
            raise Refusal("“%(word)s” is not among the choices.", remedy="Choose one from the list.", field=field, params={"word": word})
    columns: dict[str, str | int] = {field: str(word) for field, (word, _) in words.items()}
    return columns | {"name": demand_text(facts.name, field="name", longest=120), "position": facts.position}


def demand_room(parent: Unit, height: int) -> None:
    """Refuse a subtree of `height` levels that would end deeper than a path reaches."""
    if len(parent.path) // SEGMENT + height > DEEPEST:
        raise Refusal(
            "The tree would be deeper than %(deepest)s levels.",
            remedy="Choose a unit further up.",
            field="parent",
            params={"deepest": DEEPEST},
        )
