"""With the real packs: which duties to talk each kind of talk meets with its usual topics, whatever regulation they stand in."""

from __future__ import annotations

from collections import defaultdict

import pytest
from django.conf import settings

from liangze.core.talk import COUNTING, USUAL_TOPICS, TalkKind
from liangze.core.words import ActKind
from liangze.packs import load_pack

#: (issuer, key of the duty) that a talk with its usual topics meets, where holder and counterpart are those of the duty.
EXPECTED = {
    TalkKind.HEART_TO_HEART: {
        ("guangxi", "principal-talks-with-members"), ("guangxi", "principal-talks-with-heads"),
        ("guangxi", "member-talks-with-portfolio-heads"), ("guangxi", "head-talks-with-staff"),
        ("yunchuan", "principal-talks-with-members"), ("yunchuan", "member-talks-with-portfolio-heads"),
    },
    TalkKind.REMINDER: {
        ("guangxi", "principal-talks-with-members"), ("guangxi", "principal-talks-with-heads"),
        ("guangxi", "member-talks-with-portfolio-heads"), ("guangxi", "head-talks-with-staff"),
        ("yunchuan", "member-talks-with-portfolio-heads"),
    },
    TalkKind.SUMMONS: {
        ("hualong", "principal-talks-with-members"), ("hualong", "member-talks-with-portfolio-heads"),
        ("commentary", "principal-talks-with-subordinates"), ("commentary", "discipline-principal-talks-with-principals"),
        ("commentary", "discipline-principal-talks-with-discipline-principals"), ("yunchuan", "principal-talks-with-subordinates"),
        ("yunchuan", "discipline-principal-talks-with-principals"),
    },
    TalkKind.PRE_APPOINTMENT: {
        ("guangxi", "principal-talks-with-members"), ("guangxi", "principal-talks-with-heads"),
        ("guangxi", "member-talks-with-portfolio-heads"), ("guangxi", "head-talks-with-staff"),
        ("yunchuan", "member-talks-with-portfolio-heads"),
    },
    TalkKind.ADMONITION: set(),
    TalkKind.INQUIRY: set(),
}


def asked() -> dict[tuple[str, str], frozenset[str]]:
    """The duties to talk of every pack, with the topics they ask for."""
    found = {}
    for path in sorted(settings.PACKS.glob("*/*/*/pack.yaml")):
        for duty in load_pack(path).duties:
            if duty.act.kind is ActKind.TALK:
                found[(path.parts[-4], duty.id)] = frozenset(duty.act.topics)
    return found


@pytest.mark.parametrize("kind", TalkKind)
def test_each_kind_settles_what_its_usual_topics_meet(kind):
    """An admonition is a measure and an inquiry is a letter: neither counts for the yearly talk with everybody."""
    usual = frozenset(USUAL_TOPICS[kind])
    met = {key for key, topics in asked().items() if topics <= usual} if kind in COUNTING else set()
    assert met == EXPECTED[kind]


def test_every_duty_to_talk_can_be_settled_by_some_talk():
    """No duty is out of reach: the topics that no kind offers by itself can be ticked."""
    settled = defaultdict(set)
    for kind in COUNTING:
        for key, topics in asked().items():
            if topics <= frozenset(USUAL_TOPICS[kind]):
                settled[key].add(kind)
    assert {key for key in asked() if key not in settled} == {("yunchuan", "discipline-principal-talks-with-discipline-principals")}
