"""The names of topics against the shared list above the pack, so that one word means one thing in all packs."""

from __future__ import annotations

from pathlib import Path

from liangze.packs import messages
from liangze.packs.load import load_topics, read_file
from liangze.packs.refusals import PackRefusal
from liangze.packs.tree import line_of, read_tree
from liangze.packs.values import Pack

#: The list lies beside the issuers' folders: packs/topics.yaml above packs/<issuer>/<regulation>/<version>/pack.yaml.
LEVELS_UP = 3


def check_shared_topics(pack: Pack, path: Path) -> tuple[PackRefusal, ...]:
    """Topics of the pack that the shared list calls otherwise; empty where no list lies above `path`. Raises PackErrors."""
    above = path.resolve().parents
    listed = above[LEVELS_UP] / "topics.yaml" if len(above) > LEVELS_UP else None
    if listed is None or not listed.exists():
        return ()
    shared = load_topics(listed)
    tree = read_tree(read_file(path), file=str(path))
    return tuple(
        PackRefusal(
            messages.SHARED_TOPIC.what,
            remedy=messages.SHARED_TOPIC.remedy,
            file=str(path),
            line=line_of(tree, ("topics", name)),
            key=("topics", name),
            topic=name,
            zh=shared[name].zh,
            en=shared[name].en,
        )
        for name, topic in pack.topics.items()
        if name in shared and (topic.zh, topic.en) != (shared[name].zh, shared[name].en)
    )
