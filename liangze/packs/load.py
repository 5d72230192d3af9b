"""Packs from files. Everything that is wrong is said at once, with file, line and key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from liangze.packs import messages
from liangze.packs.checks import CHECKS
from liangze.packs.decode import decode
from liangze.packs.refusals import PackErrors, PackRefusal
from liangze.packs.tree import MOST_BYTES, line_of, read_tree
from liangze.packs.values import Ident, Pack, Topic


def load_pack(path: Path) -> Pack:
    """The checked pack of the file `path`. Raises PackErrors."""
    return parse_pack(read_file(path), file=str(path))


def parse_pack(text: str | bytes, *, file: str = "pack.yaml") -> Pack:
    """The checked pack of the YAML text. `file` is only used in the errors. Raises PackErrors."""
    tree = read_tree(text, file=file)
    pack = decode(Pack, tree, file=file)
    refusals = [
        PackRefusal(
            finding.message.what,
            remedy=finding.message.remedy,
            file=file,
            line=line_of(tree, finding.key),
            key=finding.key,
            clause=finding.clause,
            **{
                # a place in the file given as a parameter is told as its line
                name: line_of(tree, value) if isinstance(value, tuple) else value
                for name, value in finding.params.items()
            },
        )
        for check in CHECKS
        for finding in check(pack)
    ]
    if refusals:
        raise PackErrors(refusals)
    return pack


@dataclass(frozen=True, slots=True)
class TopicList:
    schema: Literal[1]
    topics: Mapping[Ident, Topic]


def load_topics(path: Path) -> Mapping[str, Topic]:
    """The shared list of topics (packs/topics.yaml). Raises PackErrors."""
    return decode(TopicList, read_tree(read_file(path), file=str(path)), file=str(path)).topics


def read_file(path: Path) -> bytes:
    """The bytes of the file, never more than the limit and one. Raises PackErrors."""
    try:
        with path.open("rb") as stream:
            return stream.read(MOST_BYTES + 1)
    except FileNotFoundError:
        message, problem = messages.NO_FILE, ""
    except OSError as error:
        message, problem = messages.NOT_READABLE, error.strerror or type(error).__name__
    raise PackErrors(
        [
            PackRefusal(
                message.what,
                remedy=message.remedy,
                file=str(path),
                line=1,
                problem=problem,
            )
        ]
    )
