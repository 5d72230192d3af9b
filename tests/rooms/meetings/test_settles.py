"""Form × pack: which obligations of the shipped regulations each kind of meeting settles. Whoever changes a pack or a form sees it here."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from liangze.core.meeting import HOLDERS, TOPICS, MeetingKind
from liangze.core.words import ActKind, Role
from liangze.packs import load_pack

PACKS = sorted((Path(__file__).resolve().parents[3] / "packs").glob("*/*/*/pack.yaml"))


def settled(kind: MeetingKind) -> dict[str, set[str]]:
    """Duties by issuer whose act is a meeting with no topics but the usual ones of the kind, owed by a body that can hold it."""
    found: dict[str, set[str]] = defaultdict(set)
    topics = frozenset(TOPICS.get(kind, ()))
    roles = {*HOLDERS.get(kind, ()), Role.LEADERSHIP, Role.DEPARTMENT}
    for path in PACKS:
        for duty in load_pack(path).duties:
            if duty.act.kind is ActKind.MEETING and frozenset(duty.act.topics) <= topics and duty.holder.role in roles:
                found[path.parts[-4]].add(duty.id)
    return dict(found)


SETTLES: dict[MeetingKind, dict[str, set[str]]] = {
    MeetingKind.SPECIAL: {"huzhou": {"quarterly-special-meeting"}, "yunchuan": {"special-meeting-each-quarter"}},
    MeetingKind.SITUATION: {"guangxi": {"situation-analysis-each-half-year"}, "yunchuan": {"situation-analysis-each-half-year"}},
    MeetingKind.LEADING_GROUP: {},
    MeetingKind.COORDINATION: {},
    MeetingKind.COMMITTEE: {},
    MeetingKind.CONSULTATION: {"yunchuan": {"stationed-consultation-each-half-year"}},
    MeetingKind.OTHER: {},
}


@pytest.mark.parametrize("kind", MeetingKind)
def test_each_kind_of_meeting_settles_exactly_this(kind: MeetingKind) -> None:
    assert settled(kind) == SETTLES[kind]


def test_every_meeting_that_a_shipped_pack_asks_for_can_be_met_by_some_form() -> None:
    asked = {
        (path.parts[-4], duty.id) for path in PACKS for duty in load_pack(path).duties if duty.act.kind is ActKind.MEETING
    }
    met = {(issuer, duty) for rows in SETTLES.values() for issuer, duties in rows.items() for duty in duties}
    assert asked == met


@pytest.mark.django_db
def test_one_meeting_with_two_topics_settles_two_regulations(bureau) -> None:
    """Worked example 3: one meeting on a day of June closes the second quarter and the first half-year."""
    bureau.held(on=date(2026, 6, 15))
    assert [bureau.refreshed("special", 1).done, bureau.refreshed("analysis", 0).done] == [1, 1]
