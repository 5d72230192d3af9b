"""Every topic that a duty asks for is declared, with its names."""

from __future__ import annotations

from collections.abc import Iterator

from liangze.packs import messages
from liangze.packs.checks.finding import Finding, found
from liangze.packs.decode import nearest
from liangze.packs.values import Pack


def check_topics_declared(pack: Pack) -> Iterator[Finding]:
    for position, duty in enumerate(pack.duties):
        key = ("duties", position, "act", "topics")
        for topic in sorted(duty.act.topics - set(pack.topics)):
            if near := nearest(topic, pack.topics):
                yield found(
                    messages.TOPIC_UNKNOWN_NEAR,
                    *key,
                    clause=duty.clause,
                    topic=topic,
                    near=near,
                )
            else:
                yield found(messages.TOPIC_UNKNOWN, *key, clause=duty.clause, topic=topic)
