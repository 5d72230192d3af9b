"""What the verbs of the room share: the version they change, locked; its steps; reasons that may not be empty."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from liangze.core.errors import Conflict, Refusal
from liangze.lists.models import ItemSource, ListItem, ListVersion, Stage, Step
from liangze.lists.queries.candidates import Candidate
from liangze.lists.queries.reach import nothing, stage_of, versions_for
from liangze.organisation.policy import Acting, Permission, demand

REASON_LIMIT = 300

#: What to do where a step is not possible at a stage.
WAY_OUT = {
    Stage.DRAFT: "It is being drafted: submit it first.",
    Stage.RETURNED: "It was returned: mend it and submit it again.",
    Stage.SUBMITTED: "It waits for its review.",
    Stage.REVIEWED: "It waits for signatures; take it back to change it.",
    Stage.SIGNED: "It is signed: a change makes a new version.",
}


def locked(version_id: int, by: Acting, permission: Permission | None) -> tuple[ListVersion, Stage]:
    """The newest version of a list, locked, with its stage. Raises NotFound, NotAllowed, Conflict for an older version."""
    version = versions_for(by).select_for_update(of=("self",)).filter(pk=version_id).first()
    if version is None:
        raise nothing()
    if permission is not None:
        demand(by, permission, version.list.unit)
    if version.superseded_at is not None:
        raise Conflict("A newer version has taken the place of this one.", remedy="Open the newest version of the list.")
    return version, Stage(stage_of(version.pk))


def demand_stage(stage: Stage, *possible: Stage) -> None:
    """Raise Conflict, with the way out, unless the version has come just so far."""
    if stage not in possible:
        raise Conflict("The list has come to another stage meanwhile.", remedy=WAY_OUT[stage])


def step(version: ListVersion, stage: Stage, *, by: Acting, now: datetime, opinion: str = "", comments: str = "") -> Step:
    """Record a step."""
    return Step.objects.create(version=version, stage=stage, by_id=by.account_id, at=now, opinion=opinion, comments=comments)


def required(reason: str, *, field: str = "reason") -> str:
    """The reason without blanks around it. Raises Refusal when it is empty or too long."""
    reason = reason.strip()
    if not reason:
        raise Refusal("The reason is missing.", remedy="Say it in a few words: it stays on record.", field=field)
    if len(reason) > REASON_LIMIT:
        raise Refusal(
            "The reason is longer than %(limit)s characters.", remedy="Shorten it.", field=field, params={"limit": REASON_LIMIT}
        )
    return reason


def write_items(version: ListVersion, chosen: Iterable[Candidate], *, after: int = 0) -> list[ListItem]:
    """Items of the version from candidates, in their order behind position `after`. Two statements."""
    chosen = list(chosen)
    items = ListItem.objects.bulk_create(
        ListItem(
            version=version, key=each.key, position=after + number, title=each.title, part=each.part, group=each.group,
            printed=each.printed, proof=each.proof,
        )
        for number, each in enumerate(chosen, 1)
    )
    write_sources(zip(items, chosen, strict=True))
    return items


def write_sources(pairs: Iterable[tuple[ListItem, Candidate]]) -> None:
    """Where items come from. One statement."""
    ItemSource.objects.bulk_create(
        ItemSource(item=item, duty_id=source.duty_id, standing_id=source.standing_id, clause_id=source.clause.id, position=number)
        for item, each in pairs
        for number, source in enumerate(each.sources, 1)
    )
