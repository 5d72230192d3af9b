"""What the decisions about drafts have in common: the draft locked, the duty checked, the entry in the audit chain."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from liangze.core.errors import Conflict, Refusal, Refusals
from liangze.organisation.policy import Acting, Permission, demand
from liangze.packs import Topic
from liangze.regulations.drafting.entry import STANDING
from liangze.regulations.drafting.pack import Decided, Headed, pack_of
from liangze.regulations.models import Document, Draft, DraftState
from liangze.trust.actions import append


def locked(draft: Draft, by: Acting) -> Draft:
    """The draft as it stands, locked, with its document and unit. Raises NotAllowed; Conflict once the document is adopted."""
    row = Draft.objects.select_for_update(of=("self",)).select_related("document__unit").get(pk=draft.pk)
    demand(by, Permission.REGULATION_DRAFT, row.document.unit)
    still_open(row.document)
    return row


def still_open(document: Document) -> None:
    """Raise Conflict when a version was made from the document: versions never change."""
    if document.adopted_id is not None:
        raise Conflict(
            "A version was made from this document; its duties no longer change.",
            remedy="Read the revised text in as a new version.",
        )


def demand_complete(duty: dict[str, Any], clause: tuple[str, ...], document: Document, topics: dict[str, Topic]) -> None:
    """Raise Refusals, each with the field of the form, unless the duty can stand in a pack as it is."""
    missing = list(_missing(duty))
    if missing:
        raise Refusals(missing)
    clauses = [item for item in document.reading["clauses"] if tuple(item["path"]) == clause[: len(item["path"])]]
    head = Headed(
        regulation="draft", version=1, title="draft", number=None, issuer=None, issued_on=None, level=document.unit.level,
        in_force_from=None, checked_on=document.uploaded_at.date(), sha256=document.sha256,
    )  # fmt: skip
    pack_of(head, clauses, [Decided(1, clause, duty)], topics)


def _missing(duty: dict[str, Any]) -> Iterator[Refusal]:
    if not duty.get("every"):
        yield Refusal("How often is not said.", remedy="Choose a cadence, or “always” for a duty without one.", field="every")
    if duty.get("every") == "once" and not duty.get("due"):
        yield Refusal("The day by which it is due is missing.", remedy="Give the day.", field="once_due")
    if not duty.get("title"):
        yield Refusal("What must be done has no name.", remedy="Name it in a few words.", field="title")
    if duty.get("every") != STANDING and not duty["act"].get("topics"):
        yield Refusal("A topic is missing.", remedy="Choose what the act is about.", field="topics")


def decide(
    draft: Draft, *, state: DraftState, by: Acting, now: datetime, verb: str, duty: dict[str, Any] | None = None, reason: str = ""
) -> Draft:
    """Write the decision and its entry. The caller has locked the draft."""
    before = {"state": draft.state, "duty": draft.duty, "reason": draft.reason}
    draft.state, draft.reason, draft.at, draft.by_id = state, reason, now, by.account_id
    if duty is not None:
        draft.duty = duty
    draft.save(update_fields=["state", "reason", "at", "by", "duty"])
    after = {"state": str(state), "duty": draft.duty, "reason": reason}
    append(
        by=by, action=f"regulations.draft.{verb}", thing=draft, before=before, after=after,
        unit_id=draft.document.unit_id, reason=reason,
    )  # fmt: skip
    return draft
