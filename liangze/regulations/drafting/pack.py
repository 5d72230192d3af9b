"""The pack of a document: its head, its clauses, and the duties that a person confirmed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml

from liangze.core.errors import Refusal, Refusals
from liangze.packs import Pack, PackErrors, PackRefusal, Topic, parse_pack
from liangze.regulations.drafting.clauses import clauses_of
from liangze.regulations.drafting.entry import STANDING


@dataclass(frozen=True, slots=True)
class Headed:
    """Head data of the pack, as the reader found it or a person corrected it."""

    regulation: str
    version: int
    title: str
    number: str | None
    issuer: str | None
    issued_on: date | None
    level: str
    in_force_from: date | None
    checked_on: date
    sha256: str


@dataclass(frozen=True, slots=True)
class Decided:
    """A draft that goes into the pack: its number, its clause and the duty under the pack's keys."""

    number: int
    clause: tuple[str, ...]
    duty: Mapping[str, Any]


def pack_of(
    head: Headed,
    clauses: Sequence[Mapping[str, Any]],
    decided: Sequence[Decided],
    topics: Mapping[str, Topic],
    *,
    ids: Mapping[int, str] = {},
) -> Pack:
    """The checked pack. `ids`: ids to keep by draft number (those of the version before); others are made.

    Raises Refusals; each names the draft (`params["draft"]`) and the field of its form, where it concerns one.
    """
    timed = [item for item in decided if item.duty.get("every") != STANDING]
    standing = [item for item in decided if item.duty.get("every") == STANDING]
    used = {topic for item in timed for topic in item.duty["act"]["topics"]}
    tree = {
        "schema": 1,
        "regulation": head.regulation,
        "version": head.version,
        "title": head.title,
        "number": head.number,
        "issuer": head.issuer,
        "issued_on": head.issued_on,
        "era": f"{(head.issued_on or head.checked_on).year}-",
        "level": head.level,
        "in_force": {"from": head.in_force_from, "until": None},
        "checked_on": head.checked_on,
        "source": {"sha256": head.sha256},
        "topics": {key: _topic(topics[key]) for key in sorted(used) if key in topics},
        "clauses": list(clauses_of(clauses, timed={item.clause for item in timed})),
        "duties": [_timed(item, ids.get(item.number)) for item in timed],
    }
    if standing:
        tree["standing"] = [_standing(item) for item in standing]
    try:
        return parse_pack(yaml.dump(tree, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=10_000))
    except PackErrors as errors:
        raise Refusals(_told(errors, timed, standing)) from None


class _Plain(yaml.SafeDumper):
    """Writes values out: the reader of packs takes no anchors."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _topic(topic: Topic) -> dict[str, Any]:
    names = {"zh": topic.zh, "en": topic.en}
    return names | ({"kinds": sorted(map(str, topic.kinds))} if topic.kinds else {})


def _timed(item: Decided, known: str | None) -> dict[str, Any]:
    duty = dict(item.duty)
    every, kind = duty.get("every") or "open", duty["act"]["kind"]
    entry = {"id": known or f"d{item.number:02d}-{kind}-{every}".replace("_", "-"), "clause": list(item.clause)} | duty
    for key in ("opens", "due"):
        if isinstance(entry.get(key), str):
            entry[key] = date.fromisoformat(entry[key])
    return entry


def _standing(item: Decided) -> dict[str, Any]:
    role = item.duty["holder"]["role"]
    return {"id": f"s{item.number:02d}-{role}".replace("_", "-"), "clause": list(item.clause), "role": role, "title": item.duty["title"]}


#: Keys of a duty in a pack, and the fields of the form that hold them.
FIELDS = {
    "holder": "role", "units": "unit_within", "kinds": "unit_kinds", "levels": "unit_levels", "within": "unit_within",
    "act": "kind", "kind": "kind", "topics": "topics", "due": "due_month", "month": "due_month", "day": "due_day",
}  # fmt: skip


def _told(errors: PackErrors, timed: Sequence[Decided], standing: Sequence[Decided]) -> Iterable[Refusal]:
    """The same refusals in the words of the forms: which draft, which field."""
    for refusal in errors.refusals:
        assert isinstance(refusal, PackRefusal)
        where = refusal.key.replace("[", ".").replace("]", "").split(".")
        items = {"duties": timed, "standing": standing}.get(where[0])
        if items is None or len(where) < 2:
            yield Refusal(refusal.what, remedy=refusal.remedy, field=where[0] or None, params=refusal.params)
            continue
        item = items[int(where[1]) - 1]
        keys = where[2:]
        field = next((FIELDS.get(key, key) for key in reversed(keys) if not key.isdigit()), None)
        if field == "due_month" and item.duty.get("every") == "once":
            field = "once_due"
        yield Refusal(refusal.what, remedy=refusal.remedy, field=field, params=refusal.params | {"draft": item.number})
