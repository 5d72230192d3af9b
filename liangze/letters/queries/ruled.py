"""The permits in force over a whole level, by the unit whose rules they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from liangze.core.gate import Permit
from liangze.core.words import Instrument
from liangze.organisation.models import Unit
from liangze.organisation.models.unit import SEGMENT
from liangze.organisation.policy.acting import in_force
from liangze.regulations.models import Adoption
from liangze.regulations.models import Permit as PermitRow
from liangze.regulations.queries.permits import alive, permit_value


@dataclass(frozen=True, slots=True)
class Ruled:
    """A unit that adopted rules with a permit: all permits for letters in force over it, those from above included."""

    path: str
    permits: tuple[Permit, ...]


def permits_of_level(unit: Unit, below: bool, today: date) -> dict[int, Ruled]:
    """By the id of such units, over `unit` and below it where those issue too. Two statements."""
    over = Q(unit__in=unit.ancestor_ids)
    if below:
        over |= Q(unit__path__gt=unit.path, unit__path__lt=unit.path + ":")
    letters = PermitRow.objects.filter(alive(today), instrument=Instrument.LETTER)
    adopted = list(
        Adoption.objects.filter(over, in_force(today), version__in=letters.order_by().values("version"))
        .order_by("version", "unit__path").values_list("version_id", "unit_id", "unit__path")
    )  # fmt: skip
    rows = letters.filter(version__in={version for version, _, _ in adopted})
    values: dict[int, list[Permit]] = {}
    for row in rows.select_related("clause", "version__regulation").defer("version__pack").order_by("version", "position"):
        values.setdefault(row.version_id, []).append(permit_value(row))
    of: dict[int, list[int]] = {}
    for version, number, _ in adopted:
        of.setdefault(number, []).append(version)
    return {number: Ruled(path, tuple(_over(path, of, values))) for number, path in {n: p for _, n, p in adopted}.items()}


def _over(path: str, of: Mapping[int, Sequence[int]], values: Mapping[int, Sequence[Permit]]) -> Iterator[Permit]:
    ancestors = (int(path[i : i + SEGMENT]) for i in range(0, len(path), SEGMENT))
    for version in sorted({version for number in ancestors for version in of.get(number, ())}):
        yield from values.get(version, ())
