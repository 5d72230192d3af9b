"""Confirming a draft with corrections."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from liangze.organisation.policy import Acting
from liangze.regulations.actions.add_topic import add_topic
from liangze.regulations.actions.deciding import decide, demand_complete, locked
from liangze.regulations.drafting.entry import DutyWords, entry_from, words_of
from liangze.regulations.models import Draft, DraftState
from liangze.regulations.queries.topics import known_topics


def correct_draft(*, draft: Draft, words: DutyWords, by: Acting, now: datetime) -> Draft:
    """The duty as the person wrote it becomes one of the coming version; "confirmed" when nothing differs.

    Raises NotAllowed; Conflict once a version was made; Refusals with the fields of the form.
    """
    with transaction.atomic():
        row = locked(draft, by)
        if words.new_topic:
            key = add_topic(name=words.new_topic, kind=words.kind, by=by, unit_id=row.document.unit_id)
            words = replace(words, topics=(*words.topics, key), new_topic="")
        duty = entry_from(words)
        demand_complete(duty, tuple(row.clause), row.document, known_topics())
        same = _comparable(duty) == _comparable(row.duty) and row.found is not None and row.state != DraftState.CORRECTED
        state = DraftState.CONFIRMED if same else DraftState.CORRECTED
        return decide(row, state=state, by=by, now=now, verb="correct" if not same else "confirm", duty=duty)


def _comparable(duty: dict[str, object]) -> dict[str, object]:
    words = words_of(duty)
    ordered = {name: tuple(sorted(getattr(words, name))) for name in ("topics", "unit_kinds", "unit_levels", "to")}
    return entry_from(replace(words, **ordered))
