"""A reason for a talk, as whoever sees it hands it in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class NewProposal:
    """A talk that a rule asks for. The leader confirms it or refuses it with a reason.

    kind        of talk, a word of liangze.core.talk.TalkKind.
    trigger     why, a word of liangze.core.talk.TalkTrigger.
    post_id     the seat to be talked with.
    holder_id   the seat that should hold the talk; None: the head of the unit above, or of the same unit for a member.
    facts       what the trigger rests on, as words and numbers that the page prints: {"title": "…", "days_over": 20}.
    record      (type, id) it comes from; the same record, trigger and seat are proposed once.
    clause_id   the clause that asks for it, where an installed regulation has one.
    """

    kind: str
    trigger: str
    post_id: int
    facts: Mapping[str, Any]
    record: tuple[str, int]
    holder_id: int | None = None
    clause_id: int | None = None
