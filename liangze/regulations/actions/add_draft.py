"""Adding a duty that the reader did not find."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from liangze.core.errors import Refusal
from liangze.organisation.policy import Acting, Permission, demand
from liangze.regulations.actions.add_topic import add_topic
from liangze.regulations.actions.deciding import demand_complete, still_open
from liangze.regulations.drafting.entry import DutyWords, entry_from
from liangze.regulations.models import Document, Draft, DraftState
from liangze.regulations.queries.topics import known_topics
from liangze.trust.actions import append


def add_draft(*, document: Document, clause: tuple[str, ...], words: DutyWords, by: Acting, now: datetime) -> Draft:
    """A confirmed draft of the person's own under a clause of the document; it takes the next number.

    Raises NotAllowed; Conflict once a version was made; Refusals with the fields of the form.
    """
    demand(by, Permission.REGULATION_DRAFT, document.unit)
    with transaction.atomic():
        row = Document.objects.select_for_update(of=("self",)).select_related("unit").get(pk=document.pk)
        still_open(row)
        if clause not in {tuple(item["path"]) for item in row.reading["clauses"]}:
            raise Refusal("The document has no such clause.", remedy="Choose one of its clauses.", field="clause")
        if words.new_topic:
            key = add_topic(name=words.new_topic, kind=words.kind, by=by, unit_id=row.unit_id)
            words = replace(words, topics=(*words.topics, key), new_topic="")
        duty = entry_from(words)
        demand_complete(duty, clause, row, known_topics())
        number = (row.drafts.aggregate(last=Max("number"))["last"] or 0) + 1
        draft = Draft.objects.create(
            document=row, number=number, clause=list(clause), found=None, duty=duty,
            state=DraftState.CORRECTED, by_id=by.account_id, at=now,
        )  # fmt: skip
        after = {"clause": list(clause), "duty": duty}
        append(by=by, action="regulations.draft.add", thing=draft, after=after, unit_id=row.unit_id)
    return draft
