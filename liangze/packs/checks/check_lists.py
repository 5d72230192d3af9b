"""The items of a printed responsibility list are numbered from 1 without gaps, and owed by whom the list is for."""

from __future__ import annotations

from collections.abc import Iterator

from liangze.packs import messages
from liangze.packs.checks.finding import Finding, found
from liangze.packs.values import Pack


def check_lists(pack: Pack) -> Iterator[Finding]:
    numbers: dict[tuple[str, str], dict[int, int]] = {}
    for position, item in enumerate(pack.standing):
        if item.list is None:
            continue
        key, place = (
            ("standing", position, "list", "number"),
            (str(item.list.part), str(item.list.group)),
        )
        names = {"part": place[0], "group": place[1]}
        if item.list.group is not item.role:
            yield found(
                messages.LIST_ROLE,
                "standing",
                position,
                "role",
                clause=item.clause,
                role=item.role,
                **names,
            )
        taken = numbers.setdefault(place, {})
        if item.list.number in taken:
            yield found(
                messages.LIST_TWICE,
                *key,
                clause=item.clause,
                number=item.list.number,
                **names,
            )
        taken[item.list.number] = position
    for (part, group), taken in numbers.items():
        for number in sorted(set(range(1, len(taken) + 1)) - set(taken)):
            yield found(messages.LIST_NUMBER, "standing", part=part, group=group, number=number)
