"""An act carries topics that go with its kind, and at least one."""

from __future__ import annotations

from collections.abc import Iterator

from liangze.packs import messages
from liangze.packs.checks.finding import Finding, found
from liangze.packs.values import Pack


def check_topic_kinds(pack: Pack) -> Iterator[Finding]:
    for position, duty in enumerate(pack.duties):
        key, kind = ("duties", position, "act", "topics"), duty.act.kind
        if not duty.act.topics:
            yield found(messages.NO_TOPIC, *key, clause=duty.clause, kind=kind)
        for name in sorted(duty.act.topics):
            topic = pack.topics.get(name)
            if topic and topic.kinds and kind not in topic.kinds:
                known = ", ".join(sorted(topic.kinds))
                yield found(
                    messages.TOPIC_KIND,
                    *key,
                    clause=duty.clause,
                    topic=name,
                    kind=kind,
                    known=known,
                )
