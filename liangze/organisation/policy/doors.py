"""The two doors of the policy: `may` for one thing here, `visible` for all that one may see."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from liangze.core.errors import NotAllowed
from liangze.organisation.models.unit import SEGMENT, Unit
from liangze.organisation.policy.acting import INNER, Acting, Held
from liangze.organisation.policy.permissions import Permission
from liangze.organisation.policy.roles import ALLOWS, STATIONED, Reach


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether, and why. `why` is an English msgid with `params`."""

    allowed: bool
    why: str
    params: dict[str, str]

    def __bool__(self) -> bool:
        return self.allowed


def may(by: Acting, permission: Permission, unit: Unit | None) -> Decision:
    """Whether the person may do this in `unit`; None asks whether they may anywhere."""
    permission = Permission(permission)
    if by.is_console:
        return Decision(True, "The operator at the machine may.", {})
    for held in by.grants:
        reach = rights(held).get(permission)
        if reach and goes(held, reach) and (unit is None or reaches(held, reach, unit)):
            return Decision(True, "As %(role)s of %(unit)s.", {"role": held.role, "unit": held.unit_name})
    if any(rights(held).get(permission) is Reach.TOP for held in by.grants):
        return Decision(
            False,
            "“%(permission)s” concerns the whole installation: only a grant at the top of the tree allows it.",
            {"permission": permission.value},
        )
    return Decision(
        False,
        "You have no right “%(permission)s” in %(unit)s.",
        {"permission": permission.value, "unit": unit.name if unit else "—"},
    )


def rights(held: Held) -> dict[Permission, Reach]:
    """What a grant, or a stationing, allows and how far."""
    return STATIONED if held.origin == "stationing" else ALLOWS.get(held.role, {})


def goes(held: Held, reach: Reach) -> bool:
    """Whether a right that reaches so far can be used from the unit of the grant at all."""
    return reach is not Reach.TOP or at_top(held)


def at_top(held: Held) -> bool:
    """Whether the grant, or stationing, stands at a unit that has none above it."""
    return len(held.path) == SEGMENT


def reaches(held: Held, reach: Reach, unit: Unit) -> bool:
    """Whether a right that reaches so far from the unit of the grant covers `unit`."""
    if reach is Reach.BELOW:
        return unit.path.startswith(held.path) and unit.path != held.path
    if reach in (Reach.DOWN, Reach.TOP):
        return unit.path.startswith(held.path)
    inner = unit.kind == INNER and unit.path[:-SEGMENT] == held.path
    return unit.path == held.path or inner


def demand(by: Acting, permission: Permission, unit: Unit | None) -> None:
    """Raise NotAllowed, with the reason and who can help, unless the person may."""
    decision = may(by, permission, unit)
    if not decision:
        raise NotAllowed(
            decision.why, params=decision.params, remedy="If your work needs it, ask the security administrator for a grant."
        )


def visible(by: Acting, permission: Permission, path: str = "path") -> Q:
    """The units (by the lookup of their path) in which the person may do this; ranges of one index, never lists of ids."""
    permission = Permission(permission)
    if by.is_console:
        return Q()
    kind = path.removesuffix("path") + "kind"
    found = Q(pk__in=())
    for held in by.grants:
        reach = rights(held).get(permission)
        if reach is None or not goes(held, reach):
            continue
        below = Q(**{f"{path}__gt": held.path, f"{path}__lt": held.path + ":"})  # ":" follows "9" in the C order
        if reach is Reach.BELOW:
            found |= below
        elif reach in (Reach.DOWN, Reach.TOP):
            found |= below | Q(**{path: held.path})
        else:
            inner = below & Q(**{kind: INNER, f"{path}__length": len(held.path) + SEGMENT})
            found |= Q(**{path: held.path}) | inner
    return found
