"""The basis gate: whether a unit may hand a letter, veto, score scheme or return to somebody, and by which clause.

Without a permitting clause nothing is issued. The grass roots (townships and villages) are asked from outside only where a clause
names their level; a one-vote veto needs the clause of a province. Both follow the rules of 2019 against formalism.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from liangze.core.words import Instrument, Level, Role, UnitKind

#: Levels that nobody above may load with an instrument unless a clause names them.
GRASS_ROOTS = frozenset({Level.TOWNSHIP, Level.VILLAGE})

#: Levels whose rules can carry a one-vote veto.
VETO_LEVELS = frozenset({Level.PROVINCE})


@dataclass(frozen=True, slots=True)
class PermitBy:
    """Units that may issue. Empty kinds or levels mean all of them."""

    kinds: frozenset[UnitKind] = frozenset()
    levels: frozenset[Level] = frozenset()


@dataclass(frozen=True, slots=True)
class PermitTo:
    """Seats that may be asked: their role, and the kind and level of their unit. Empty means all, but never the grass roots below."""

    kinds: frozenset[UnitKind] = frozenset()
    levels: frozenset[Level] = frozenset()
    roles: frozenset[Role] = frozenset()


@dataclass(frozen=True, slots=True)
class Permit:
    """A clause in force over issuer and asked. clause: as people cite it.  level: of the regulation.  number: the caller's own id."""

    number: int
    clause: str
    level: Level
    instrument: Instrument
    by: PermitBy = field(default_factory=PermitBy)
    to: PermitTo = field(default_factory=PermitTo)


@dataclass(frozen=True, slots=True)
class Issuer:
    """The unit that wants to issue."""

    kind: UnitKind
    level: Level


@dataclass(frozen=True, slots=True)
class Asked:
    """The seat that would be asked. own: it is in the issuer's own unit."""

    kind: UnitKind
    level: Level
    role: Role
    own: bool = False


@dataclass(frozen=True, slots=True)
class Basis:
    """The answer. permit: the clause that allows, or the one that came nearest.  why, remedy: English msgids with `params`."""

    allowed: bool
    permit: Permit | None
    why: str
    remedy: str = ""

    @property
    def params(self) -> dict[str, str]:
        return {"clause": self.permit.clause} if self.permit else {}

    def __bool__(self) -> bool:
        return self.allowed


ALLOWED = "Permitted by %(clause)s."
NONE = "No rule in force here permits it.", "Have a regulation adopted whose clause permits it; otherwise it is not issued."
ISSUER = "%(clause)s does not let a unit of this kind or level issue it.", "Let the unit issue it that the clause names, or leave it."
VETO = "%(clause)s is not a rule of the centre or of a province; a one-vote veto needs one.", "Leave it, or name a rule of that level."
ROLE = "%(clause)s does not name this kind of seat.", "Leave the seat out."
KIND = "%(clause)s does not name units of this kind.", "Leave the unit out."
LEVEL = "%(clause)s does not name units of this level.", "Leave the unit out."
GRASS = (
    "%(clause)s does not name the grass roots: no duty is pushed down onto townships and villages by a letter.",
    "Leave the unit out; what it has to do stands in its own list and in the tasks that it accepted.",
)


def basis(instrument: Instrument, issuer: Issuer, asked: Asked, permits: Sequence[Permit]) -> Basis:
    """Whether it may be issued. Of several permitting clauses the one of the highest level is cited, then the one that comes first.

    `permits`: all that are in force over both units; what they permit adds up, none takes away.
    """
    nearest: tuple[int, Permit, tuple[str, str]] | None = None
    allowing: list[Permit] = []
    for permit in permits:
        if permit.instrument is not instrument:
            continue
        failed = next(_objections(permit, issuer, asked), None)
        if failed is None:
            allowing.append(permit)
        elif nearest is None or failed[0] > nearest[0]:
            nearest = (failed[0], permit, failed[1])
    if allowing:
        levels = list(Level)
        return Basis(True, min(allowing, key=lambda permit: levels.index(permit.level)), ALLOWED)
    if nearest is None:
        return Basis(False, None, *NONE)
    return Basis(False, nearest[1], *nearest[2])


def _objections(permit: Permit, issuer: Issuer, asked: Asked) -> Iterator[tuple[int, tuple[str, str]]]:
    """What stands against it, in order; the further the clause reaches, the higher the figure."""
    by, to = permit.by, permit.to
    if (by.kinds and issuer.kind not in by.kinds) or (by.levels and issuer.level not in by.levels):
        yield 0, ISSUER
    if permit.instrument is Instrument.VETO and permit.level not in VETO_LEVELS:
        yield 1, VETO
    if to.roles and asked.role not in to.roles:
        yield 2, ROLE
    if to.kinds and asked.kind not in to.kinds:
        yield 3, KIND
    if asked.level in GRASS_ROOTS and not asked.own and asked.level not in to.levels:
        yield 5, GRASS
    if to.levels and asked.level not in to.levels:
        yield 4, LEVEL
