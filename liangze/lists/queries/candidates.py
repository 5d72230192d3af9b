"""What a list can be drawn from: one candidate for each thing that is asked, with all its clauses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import override

from liangze.core.listing import Drawn, drawn
from liangze.core.words import ActKind, Role
from liangze.duties.queries.words import ClauseRef
from liangze.lists.models import Part
from liangze.lists.queries.applying import Applying, applying
from liangze.lists.words import PROOF
from liangze.organisation.models import Unit
from liangze.regulations.models import Duty, StandingDuty
from liangze.regulations.queries import duty_words
from liangze.regulations.queries.parts import words_of_row

#: Whose lists are of the supervisory responsibility; all others are of the main responsibility.
SUPERVISORY = frozenset({Role.DISCIPLINE_ORGAN, Role.DISCIPLINE_PRINCIPAL, Role.STATIONED_GROUP})


@dataclass(frozen=True, slots=True)
class Source:
    """One duty behind an item: `duty_id` of a timed one or `standing_id`. cadence: how often and by when, "" for a standing one."""

    duty_id: int | None
    standing_id: int | None
    key: str
    title: str
    clause: ClauseRef
    path: tuple[str, ...]
    gist: str
    cadence: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """An item that a list may have. `chosen`: a draft takes it by itself; else it is offered only.

    key      the same in every year and for every unit: regulation and id of the first duty in its pack.
    printed  its number in the regulation's printed list.
    """

    key: str
    title: str
    part: str
    group: str
    printed: int | None
    chosen: bool
    proof: str
    sources: tuple[Source, ...]

    @property
    def clauses(self) -> tuple[ClauseRef, ...]:
        """Where it is written, each clause once."""
        return tuple({source.clause.id: source.clause for source in self.sources}.values())


def candidates(unit: Unit, role: str, year: int) -> tuple[Candidate, ...]:
    """What applies to that role of the unit in the year, overlaps joined; printed items first, in printed order. Five statements."""
    return candidates_of(applying([unit], year), unit.pk, Role(role))


def candidates_of(found: Applying, unit_id: int, role: Role) -> tuple[Candidate, ...]:
    """The same from what was asked for many units at once. No statement."""
    ranks = found.ranks.get(unit_id, ())
    items = drawn(role, found.asked(unit_id), found.standing_of(unit_id), ranks)
    return tuple(_candidate(item, found, role, frozenset(found.earlier(ranks))) for item in items)


def _candidate(item: Drawn, found: Applying, role: Role, earlier: frozenset[int]) -> Candidate:
    standing = [found.standing[number] for number in item.standing]
    timed = [found.duties[number] for number in item.timed]
    first: Duty | StandingDuty = standing[0] if standing else timed[0]
    part = (standing[0].list_part if standing else "") or (Part.SUPERVISORY if role in SUPERVISORY else Part.MAIN)
    edition = f"@{first.version.version}" if first.version_id in earlier else ""
    return Candidate(
        key=f"{first.version.regulation.key}/{first.key}{edition}", title=first.title, part=str(part), group=role.value,
        printed=item.printed, chosen=item.chosen, proof=proof_of([row.kind for row in timed]),
        sources=(*map(source_of_standing, standing), *map(source_of_duty, timed)),
    )


def source_of_duty(row: Duty) -> Source:
    """A timed duty as a source; version, regulation and clause must be loaded."""
    cadence = duty_words.cadence(words_of_row({field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}))
    return Source(row.pk, None, row.key, row.title, _clause(row), tuple(row.clause.path), row.clause.gist, cadence)


def source_of_standing(row: StandingDuty) -> Source:
    """A standing duty as a source."""
    return Source(None, row.pk, row.key, row.title, _clause(row), tuple(row.clause.path), row.clause.gist, "")


def _clause(row: Duty | StandingDuty) -> ClauseRef:
    return ClauseRef(row.clause_id, row.version.cited, row.clause.label)


def proof_of(kinds: Sequence[str]) -> str:
    """What usually shows that acts of these kinds were done; "" for none."""
    with override("zh-hans"):  # it becomes part of the list, which is Chinese whatever language its drafter has chosen
        return "、".join(dict.fromkeys(str(PROOF[ActKind(kind)]) for kind in kinds))
