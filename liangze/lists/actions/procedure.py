"""From a draft to a version that can be signed, and to the next one."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from liangze.core.errors import NotAllowed, Refusal
from liangze.documents.official import pdf
from liangze.lists.actions.writing import demand_stage, locked, required, step
from liangze.lists.models import Change, ItemSource, ListItem, ListVersion, Stage, Step
from liangze.lists.queries.paper import version_paper
from liangze.organisation.policy import Acting, Permission
from liangze.trust.actions import append
from liangze.trust.endorsements import lay_out, void

RECORD = "lists.version"
AGREE, RETURN = "agree", "return"


def submit(*, version_id: int, by: Acting, now: datetime) -> Step:
    """Give a draft to its reviewer. Raises NotFound, NotAllowed, Conflict; Refusal for a list without items."""
    with transaction.atomic():
        version, stage = locked(version_id, by, Permission.LIST_EDIT)
        demand_stage(stage, Stage.DRAFT, Stage.RETURNED)
        if not version.items.filter(left_out="").exists():
            raise Refusal("The list has no item.", remedy="Add at least one item of the unit's own, with its basis.")
        made = step(version, Stage.SUBMITTED, by=by, now=now)
        append(by=by, action="lists.version.submit", thing=version, unit_id=version.list.unit_id, after={"revision": version.revision})
    return made


def take_back(*, version_id: int, reason: str, by: Acting, now: datetime) -> Step:
    """Make a draft again of what is not signed in full; signatures given are voided, and kept.

    Raises as `submit`, Refusal without reason.
    """
    with transaction.atomic():
        version, stage = locked(version_id, by, Permission.LIST_EDIT)
        demand_stage(stage, Stage.SUBMITTED, Stage.REVIEWED)
        reason = required(reason)
        made = step(version, Stage.DRAFT, by=by, now=now, comments=reason)
        void(record=(RECORD, version.pk), reason=reason, by=by, now=now)
        append(by=by, action="lists.version.take_back", thing=version, unit_id=version.list.unit_id, reason=reason)
    return made


def review(*, version_id: int, opinion: str, comments: str, by: Acting, now: datetime) -> Step:
    """Agree, and the list is laid out to be signed; or return it with the reason.

    Raises NotFound, NotAllowed (also for one who wrote it), Conflict; Refusal for an unknown opinion or a return without reason.
    """
    with transaction.atomic():
        version, stage = locked(version_id, by, Permission.LIST_REVIEW)
        demand_stage(stage, Stage.SUBMITTED)
        if opinion not in (AGREE, RETURN):
            raise Refusal("No opinion is chosen.", remedy="Choose whether you agree or return the list.", field="opinion")
        if by.account_id is not None and by.account_id in _writers(version):
            raise NotAllowed(
                "You wrote this list or changed it: somebody else reviews it.", remedy="Ask a colleague who may review lists of the unit."
            )
        words = required(comments, field="comments") if opinion == RETURN else comments.strip()
        made = step(
            version, Stage.RETURNED if opinion == RETURN else Stage.REVIEWED, by=by, now=now, opinion=opinion, comments=words
        )
        if opinion == AGREE:
            paper = version_paper(version, day=timezone.localtime(now).date())
            lay_out(record=(RECORD, version.pk), rendered=pdf(paper), by=by, now=now)
        append(
            by=by, action=f"lists.version.{'return' if opinion == RETURN else 'review'}", thing=version, unit_id=version.list.unit_id,
            after={"revision": version.revision, "comments": words}, reason=words if opinion == RETURN else "",
        )
    return made


def revise(*, version_id: int, reason: str, by: Acting, now: datetime) -> ListVersion:
    """Begin the next version of a signed list. The signatures of the signed one are voided; both versions are kept.

    Raises NotFound, NotAllowed, Conflict unless it is signed, Refusal without reason.
    """
    with transaction.atomic():
        version, stage = locked(version_id, by, Permission.LIST_EDIT)
        demand_stage(stage, Stage.SIGNED)
        reason = required(reason)
        version.superseded_at = now
        version.save(update_fields=["superseded_at"])
        made = ListVersion.objects.create(
            list=version.list, number=version.number + 1, based_on=version, reason=reason, drafted_by_id=by.account_id, drafted_at=now
        )
        step(made, Stage.DRAFT, by=by, now=now, comments=reason)
        _copy(version, made)
        void(record=(RECORD, version.pk), reason=reason, by=by, now=now)
        append(
            by=by, action="lists.version.revise", thing=made, unit_id=version.list.unit_id, before={"version": version.pk},
            after={"version": made.pk, "number": made.number}, reason=reason,
        )
    return made


def _writers(version: ListVersion) -> set[int | None]:
    """Who drafted the version, submitted it or changed it."""
    changed = set(Change.objects.filter(version=version).values_list("by", flat=True))
    given = set(version.steps.filter(stage__in=(Stage.DRAFT, Stage.SUBMITTED)).values_list("by", flat=True))
    return changed | given | {version.drafted_by_id}


def _copy(before: ListVersion, after: ListVersion) -> None:
    """The items with their sources, under the same keys."""
    rows = list(before.items.prefetch_related("sources"))
    fields = [field.attname for field in ListItem._meta.concrete_fields if field.attname not in ("id", "version_id")]
    copies = ListItem.objects.bulk_create(ListItem(version=after, **{name: getattr(row, name) for name in fields}) for row in rows)
    ItemSource.objects.bulk_create(
        ItemSource(item=copy, duty_id=s.duty_id, standing_id=s.standing_id, clause_id=s.clause_id, position=s.position)
        for row, copy in zip(rows, copies, strict=True)
        for s in row.sources.all()
    )
