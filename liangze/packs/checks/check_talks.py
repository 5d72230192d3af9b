"""Kinds of talk are not merged: a trigger of a talk says which, and no other act has one."""

from __future__ import annotations

from collections.abc import Iterator

from liangze.core.words import ActKind
from liangze.packs import messages
from liangze.packs.checks.finding import Finding, found
from liangze.packs.values import Pack
from liangze.packs.words import TalkKind


def check_talks(pack: Pack) -> Iterator[Finding]:
    for position, item in enumerate(pack.triggers):
        if item.act is ActKind.TALK and item.talk is None:
            known = ", ".join(TalkKind)
            yield found(
                messages.TALK_MISSING,
                "triggers",
                position,
                clause=item.clause,
                known=known,
            )
        if item.act is not ActKind.TALK and item.talk is not None:
            key = ("triggers", position, "talk")
            yield found(messages.TALK_WITHOUT_TALK, *key, clause=item.clause, kind=item.act)
