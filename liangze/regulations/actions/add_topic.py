"""A topic that the list has not yet, for a duty of a document's own."""

from __future__ import annotations

import hashlib

from liangze.organisation.policy import Acting
from liangze.regulations.models import Topic
from liangze.regulations.queries.topics import known_topics
from liangze.trust.actions import append


def add_topic(*, name: str, kind: str, by: Acting, unit_id: int) -> str:
    """The key of the topic of that name for that kind of act; made where there is none. Inside the caller's transaction."""
    name = " ".join(name.split())[:60]
    for key, topic in known_topics().items():
        if topic.zh == name and (not topic.kinds or kind in topic.kinds):
            return key
    key = f"own-{hashlib.sha256(f'{kind}/{name}'.encode()).hexdigest()[:10]}"
    topic, is_new = Topic.objects.get_or_create(key=key, defaults={"zh": name, "en": name, "kinds": [kind]})
    if is_new:
        append(by=by, action="regulations.topic.add", thing=topic, after={"name": name, "kind": kind}, unit_id=unit_id)
    return key
