"""Given/then examples of a pack: read, run through the pure engine, and told where something else comes out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from liangze.core.duty import Duty
from liangze.core.matching import settle
from liangze.core.obligation import ObligationDates, state_on
from liangze.core.planning import PlannedObligation, plan_reference
from liangze.core.words import State
from liangze.packs import messages
from liangze.packs.decode import decode
from liangze.packs.example_world import Given, UnnamedError, World, world_of
from liangze.packs.load import read_file
from liangze.packs.refusals import KeyPath, PackRefusal
from liangze.packs.tree import Node, line_of, read_tree
from liangze.packs.values import Name, Pack


@dataclass(frozen=True, slots=True)
class Expected:
    """One obligation. Holder, counterpart, opens and due say which is meant; times, done and states what is expected of it."""

    holder: Name | None = None
    towards: Name | None = None
    opens: date | None = None
    due: date | None = None
    times: int | None = None
    done: int | None = None
    states: Mapping[date, State] | None = None


@dataclass(frozen=True, slots=True)
class Then:
    """What comes out: how many obligations; what holds for all of them; what holds for single ones."""

    count: int | None = None
    opens: date | None = None
    due: date | None = None
    times: int | None = None
    states: Mapping[date, State] | None = None
    obligations: tuple[Expected, ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    name: Name
    given: Given
    then: Then


def load_examples(path: Path) -> tuple[Example, ...]:
    """The examples of the file. Raises PackErrors."""
    return decode(tuple[Example, ...], read_tree(read_file(path), file=str(path)), file=str(path))


def check_examples(pack: Pack, path: Path) -> tuple[PackRefusal, ...]:
    """What comes out otherwise than the examples of the file say; empty when all hold. Raises PackErrors when it cannot be read."""
    return run_examples(pack, read_file(path), file=str(path))


def run_examples(pack: Pack, text: str | bytes, *, file: str = "examples.yaml") -> tuple[PackRefusal, ...]:
    """As `check_examples`, with the text of the file."""
    tree = read_tree(text, file=file)
    examples = decode(tuple[Example, ...], tree, file=file)
    duties = {duty.id: duty for duty in pack.duties}
    found: list[PackRefusal] = []
    for position, example in enumerate(examples):
        telling = _Telling(example.name, file, tree, (position,))
        duty = duties.get(example.given.duty)
        if duty is None:
            found.append(telling(messages.EXAMPLE_DUTY, "given", "duty", id=example.given.duty))
            continue
        try:
            world = world_of(example.given, pack)
        except UnnamedError as unnamed:
            found.append(telling(unnamed.message, "given", *unnamed.key, **unnamed.params))
            continue
        found.extend(_compare(example.then, duty, world, telling))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Telling:
    """Words a mismatch with its place in the file and the name of its example."""

    name: str
    file: str
    tree: Node
    key: KeyPath

    def __call__(self, message: messages.Message, *key: str | int, **params: Any) -> PackRefusal:
        place = (*self.key, *key)
        return PackRefusal(
            message.what,
            remedy=message.remedy,
            file=self.file,
            line=line_of(self.tree, place),
            key=place,
            name=self.name,
            **params,
        )


def _compare(then: Then, duty: Duty, world: World, telling: _Telling) -> Iterator[PackRefusal]:
    planned = plan_reference([duty], world.organisation, world.adoption, world.year, world.today)
    rows = {obligation: _dates(obligation, duty, world) for obligation in planned}
    everything = "; ".join(_which(obligation, world) for obligation in planned) or "-"
    if then.count is not None and then.count != len(planned):
        yield telling(messages.EXAMPLE_COUNT, "then", "count", found=len(planned), wanted=then.count, list=everything)
    general = Expected(opens=then.opens, due=then.due, times=then.times, states=then.states)
    for obligation, row in rows.items():
        yield from _differences(general, _which(obligation, world), row, telling, ("then",))
    for position, expected in enumerate(then.obligations):
        key: KeyPath = ("then", "obligations", position)
        meant = [obligation for obligation in planned if _means(expected, obligation, world)]
        if not meant:
            yield telling(messages.EXAMPLE_NONE, *key, list=everything)
        for obligation in meant:
            yield from _differences(expected, _which(obligation, world), rows[obligation], telling, key)


def _dates(obligation: PlannedObligation, duty: Duty, world: World) -> ObligationDates:
    done, fulfilled_on = settle(obligation.times, world.days_counted(obligation, duty))
    return ObligationDates(obligation.opens, obligation.due, obligation.times, done, fulfilled_on)


def _means(expected: Expected, obligation: PlannedObligation, world: World) -> bool:
    wanted = (expected.holder, expected.towards, expected.opens, expected.due)
    counterpart = world.seat_name(obligation.counterpart_id) if obligation.counterpart_id else None
    has = (world.seat_name(obligation.holder_id), counterpart, obligation.opens, obligation.due)
    return all(want is None or want == own for want, own in zip(wanted, has, strict=True))


def _which(obligation: PlannedObligation, world: World) -> str:
    towards = f" → {world.seat_name(obligation.counterpart_id)}" if obligation.counterpart_id else ""
    return f"{world.seat_name(obligation.holder_id)}{towards} {obligation.opens}…{obligation.due}"


def _differences(expected: Expected, which: str, row: ObligationDates, telling: _Telling, key: KeyPath) -> Iterator[PackRefusal]:
    for name in ("opens", "due", "times", "done"):
        wanted, found = getattr(expected, name), getattr(row, name)
        if wanted is not None and wanted != found:
            yield telling(messages.EXAMPLE_FIELD, *key, name, which=which, field=name, found=found, wanted=wanted)
    for day, state in (expected.states or {}).items():
        if (now := state_on(row, day)) != state:
            place = (*key, "states", day.isoformat())
            yield telling(messages.EXAMPLE_STATE, *place, which=which, day=day, found=now, wanted=state)
