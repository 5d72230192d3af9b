"""From names as people write them in a workbook to what they stand for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from liangze.breakdown.queries.choices import Choices, ItemChoice
from liangze.breakdown.workbook.reading import TaskRow
from liangze.core.errors import Refusal
from liangze.organisation.models import Post, Unit
from liangze.organisation.policy.acting import in_force

BETWEEN = re.compile(r"[、，,；;\n]+")
Known = Mapping[str, frozenset[int]]


@dataclass(frozen=True, slots=True)
class Names:
    """What each name can mean. seats: the unit of each supervising seat."""

    leaders: Known
    units: Known
    supervisors: Known
    seats: Mapping[int, int]
    items: Mapping[str, tuple[ItemChoice, ...]]
    codes: Mapping[int, str]  # of units and of the leaders' seats, to tell namesakes apart


def names(offered: Choices, rows: Iterable[TaskRow], today: date) -> Names:
    """Two statements. Units are those of the breakdown's unit and below; one offered goes before a namesake further down."""
    wanted = {row.texts["lead"] for row in rows} | {part.unit or "" for row in rows for part in row.parts or ()}
    home = offered.breakdown.unit.path
    inside = Unit.objects.filter(Q(name__in=wanted) | Q(code__in=wanted), in_force(today), path__startswith=home)
    found = list(inside.values_list("pk", "name", "code"))
    near = {pk for pk, _name in offered.units}
    units = _known((word, pk) for pk, name, code in found for word in (name, code))
    codes = {pk: code for pk, _name, code in found}
    seats = dict(Post.objects.filter(pk__in=[pk for pk, _name in offered.leaders]).values_list("pk", "code"))
    items: defaultdict[str, tuple[ItemChoice, ...]] = defaultdict(tuple)
    for item in offered.items:
        for word in {plain(item.title), plain(f"{item.role_name}：{item.title}")}:
            items[word] += (item,)
    return Names(
        leaders=_known((word, pk) for pk, name in offered.leaders for word in {plain(name), seats.get(pk, "")}),
        units={word: frozenset(keys & near) or keys for word, keys in units.items()},
        supervisors=_known(
            (word, post) for post, _unit, name in offered.supervisors for word in {plain(name), plain(name.rpartition(" ")[2])}
        ),
        seats={post: unit for post, unit, _name in offered.supervisors}, items=items, codes=codes | seats,
    )


def plain(text: str) -> str:
    """As a cell of one line is read."""
    return " ".join(text.split())


def several(text: str) -> list[str]:
    """The names in a cell that holds several."""
    return [name for name in (plain(each) for each in BETWEEN.split(text)) if name]


def one_of(name: str, known: Known, codes: Mapping[int, str]) -> int:
    """The one thing that is called so. Raises Refusal for none, and for several with what tells them apart."""
    keys = known.get(name, frozenset())
    if len(keys) == 1:
        return next(iter(keys))
    if not keys:
        raise Refusal("“%(name)s” is not known here.", remedy="Write the name as the form of a task offers it.", params={"name": name})
    raise Refusal(
        "Several are called “%(name)s”.", remedy="Write the code instead: %(codes)s.",
        params={"name": name, "codes": "、".join(sorted(codes.get(key, str(key)) for key in keys))},
    )


def one_item(name: str, known: Mapping[str, tuple[ItemChoice, ...]]) -> ItemChoice:
    """The list item of this name. Raises Refusal for none, and for items of several lists."""
    found = known.get(name, ())
    if len(found) == 1:
        return found[0]
    if not found:
        raise Refusal(
            "The unit's lists have no item “%(name)s”.", params={"name": name},
            remedy="Write its name as on the list, or leave it empty and write the basis.",
        )
    raise Refusal(
        "Several lists have the item “%(name)s”.", remedy="Write the list before it: %(names)s.",
        params={"name": name, "names": "、".join(f"{item.role_name}：{item.title}" for item in found)},
    )


def _known(pairs: Iterable[tuple[str, int]]) -> dict[str, frozenset[int]]:
    found: defaultdict[str, set[int]] = defaultdict(set)
    for word, key in pairs:
        if word:
            found[word].add(key)
    return {word: frozenset(keys) for word, keys in found.items()}
