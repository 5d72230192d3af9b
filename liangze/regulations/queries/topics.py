"""Topics that a duty can ask for: the shared list, and what installed packs and people added."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from liangze.core.words import ActKind
from liangze.packs import Topic as TopicValue
from liangze.packs import load_topics
from liangze.regulations.models import Topic


def known_topics() -> dict[str, TopicValue]:
    """By key; one statement. What is installed goes before the shared list."""
    rows = {row.key: TopicValue(row.zh, row.en, frozenset(map(ActKind, row.kinds))) for row in Topic.objects.all()}
    return {**_shared(Path(settings.PACKS) / "topics.yaml"), **rows}


@lru_cache(maxsize=4)
def _shared(path: Path) -> Mapping[str, TopicValue]:
    return load_topics(path)
