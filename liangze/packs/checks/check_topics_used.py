"""No topic is declared that nothing asks for."""

from __future__ import annotations

from collections.abc import Iterator

from liangze.packs import messages
from liangze.packs.checks.finding import Finding, found
from liangze.packs.values import Pack


def check_topics_used(pack: Pack) -> Iterator[Finding]:
    used = {topic for duty in pack.duties for topic in duty.act.topics}
    for topic in pack.topics:
        if topic not in used:
            yield found(messages.TOPIC_UNUSED, "topics", topic, topic=topic)
