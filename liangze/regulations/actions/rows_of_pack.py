"""The rows of a version, from its pack, written in bulk. Called inside the transaction of an installation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from liangze.core.duty import Duty as DutyValue
from liangze.packs import Pack
from liangze.regulations.models import (
    Clause,
    Duty,
    Measure,
    Permit,
    RegulationVersion,
    Situation,
    StandingDuty,
    Topic,
    Trigger,
    label_of,
)

BATCH = 1000


def topics_of_pack(pack: Pack) -> None:
    """Add the pack's topics; names of known topics stay, kinds grow.

    A topic goes with the kinds that the pack names, and with those of the duties that ask for it: forms offer it there.
    """
    known = Topic.objects.in_bulk(list(pack.topics))
    rows = []
    for key, topic in pack.topics.items():
        kinds = {*map(str, topic.kinds), *(duty.act.kind.value for duty in pack.duties if key in duty.act.topics)}
        if row := known.get(key):
            kinds |= set(row.kinds)
        rows.append(Topic(key=key, zh=topic.zh, en=topic.en, kinds=sorted(kinds)))
    Topic.objects.bulk_create(rows, batch_size=BATCH, update_conflicts=True, unique_fields=["key"], update_fields=["kinds"])


def write_parts(version: RegulationVersion, pack: Pack, sources: Mapping[tuple[str, ...], str]) -> dict[str, int]:
    """Clauses and everything that cites them; the number of rows of each."""
    made = Clause.objects.bulk_create(
        [
            Clause(
                version=version, path=list(c.path), label=label_of(c.path)[:200], type=c.type.value, gist=c.gist,
                source=sources.get(c.path, ""), position=n,
            )
            for n, c in enumerate(pack.clauses, 1)
        ],
        batch_size=BATCH,
    )  # fmt: skip
    at = {tuple(clause.path): clause for clause in made}
    Duty.objects.bulk_create([_duty(version, at[d.clause], d, n) for n, d in enumerate(pack.duties, 1)], batch_size=BATCH)

    def common(item: Any, n: int) -> dict[str, Any]:
        return {"version": version, "key": item.id, "clause": at[item.clause], "position": n}

    StandingDuty.objects.bulk_create(
        [
            StandingDuty(
                **common(s, n), title=s.title, role=s.role.value, see=list(s.see), list_part=s.list.part.value if s.list else "",
                list_group=s.list.group.value if s.list else "", list_number=s.list.number if s.list else None,
            )
            for n, s in enumerate(pack.standing, 1)
        ],
        batch_size=BATCH,
    )  # fmt: skip
    Situation.objects.bulk_create(
        [Situation(**common(s, n), title=s.title, against=[a.value for a in s.against]) for n, s in enumerate(pack.situations, 1)]
    )
    Measure.objects.bulk_create(
        [
            Measure(**common(m, n), title=m.title, against=m.against.value, grade=m.grade.value, measures=[k.value for k in m.measures])
            for n, m in enumerate(pack.measures, 1)
        ]
    )
    Trigger.objects.bulk_create(
        [
            Trigger(
                **common(t, n), title=t.when, act=t.act.value, talk=t.talk.value if t.talk else "", by=t.by.value,
                towards=t.towards, must=t.must,
            )
            for n, t in enumerate(pack.triggers, 1)
        ]
    )  # fmt: skip
    Permit.objects.bulk_create(
        [
            Permit(
                **common(p, n), title=p.title, instrument=p.instrument.value, by_kinds=sorted(p.by.kinds), by_levels=sorted(p.by.levels),
                to_kinds=sorted(p.to.kinds), to_levels=sorted(p.to.levels), to_roles=sorted(p.to.roles),
            )
            for n, p in enumerate(pack.permits, 1)
        ]
    )  # fmt: skip
    names = ("clauses", "duties", "standing", "situations", "measures", "triggers", "permits")
    return {name: len(getattr(pack, name)) for name in names}


def _duty(version: RegulationVersion, clause: Clause, duty: DutyValue, position: int) -> Duty:
    units = duty.holder.units
    return Duty(
        version=version,
        key=duty.id,
        clause=clause,
        title=duty.title,
        role=duty.holder.role.value,
        unit_within=units.within,
        unit_kinds=sorted(kind.value for kind in units.kinds),
        unit_levels=sorted(level.value for level in units.levels),
        towards=duty.towards.value if duty.towards else "",
        kind=duty.act.kind.value,
        topics=sorted(duty.act.topics),
        every=duty.every.value,
        times=duty.times,
        about=duty.about,
        due_month=duty.due.month if duty.due else None,
        due_day=duty.due.day if duty.due else None,
        once_opens=duty.once_opens,
        once_due=duty.once_due,
        roll=duty.roll or "",
        to=list(duty.to),
        accept=duty.accept or "",
        presence=duty.presence.value,
        position=position,
    )
