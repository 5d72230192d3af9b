"""Strict YAML: text into a tree of values that know their line.

Only plain maps, lists and scalars. Anchors, aliases, tags, merge keys, several documents, duplicate keys and deep nesting
are refused, so that a pack means exactly what it shows and cannot be used as a bomb.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import yaml

from liangze.packs import messages
from liangze.packs.refusals import KeyPath, PackErrors, PackRefusal

MOST_BYTES = 2 * 1024 * 1024
MOST_DEPTH = 20

Plain = str | int | bool | date | None

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # the C parser is an optional part of the wheel; both read the same language
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]  # the same reader without its C part


@dataclass(slots=True)
class Scalar:
    line: int
    text: str
    value: Plain


@dataclass(slots=True)
class Listed:
    line: int
    items: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Mapped:
    line: int
    entries: dict[str, Node] = field(default_factory=dict)
    key_lines: dict[str, int] = field(default_factory=dict)


Node = Scalar | Listed | Mapped


def read_tree(text: str | bytes, *, file: str) -> Node:
    """The tree of one YAML document. Raises PackErrors. `file` is only used in the errors."""
    return _Reader(text, file=file).read()


class _Reader:
    def __init__(self, text: str | bytes, *, file: str) -> None:
        self.file = file
        size = len(text) if isinstance(text, bytes) else len(text.encode("utf-8", "surrogatepass"))
        if size > MOST_BYTES:
            raise self._stop(messages.TOO_LARGE, 1, size=size, most=MOST_BYTES)
        if isinstance(text, bytes):
            try:
                text = text.decode("utf-8-sig")
            except UnicodeDecodeError as error:
                line = error.object[: error.start].count(b"\n") + 1
                raise self._stop(messages.NOT_UTF8, line) from None
        self.text = text
        self.duplicates: list[PackRefusal] = []

    def read(self) -> Node:
        try:
            events = self._events()
            next(events)  # stream start
            if isinstance(next(events), yaml.StreamEndEvent):
                raise self._stop(messages.EMPTY, 1)
            tree = self._node(next(events), events, 0, ())
            next(events)  # document end
            if isinstance(extra := next(events), yaml.DocumentStartEvent):
                raise self._stop(messages.SEVERAL_DOCUMENTS, line_in(extra))
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            raise self._stop(
                messages.NOT_YAML,
                mark.line + 1 if mark else 1,
                problem=error.problem or "",
            ) from None
        except yaml.YAMLError as error:
            raise self._stop(messages.NOT_YAML, 1, problem=str(error).splitlines()[0]) from None
        if self.duplicates:
            raise PackErrors(self.duplicates)
        return tree

    def _events(self) -> Iterator[yaml.Event]:
        return iter(yaml.parse(self.text, Loader=_Loader))

    def _node(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int, key: KeyPath) -> Node:
        line = line_in(event)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise self._stop(messages.ANCHOR, line, key)
        if tag := getattr(event, "tag", None):
            raise self._stop(messages.TAG, line, key, tag=tag)
        if depth > MOST_DEPTH:
            raise self._stop(messages.TOO_DEEP, line, key, most=MOST_DEPTH)
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(
                line,
                event.value,
                event.value if event.style else plain_value(event.value),
            )
        if isinstance(event, yaml.SequenceStartEvent):
            listed = Listed(line)
            while not isinstance(event := next(events), yaml.SequenceEndEvent):
                listed.items.append(self._node(event, events, depth + 1, (*key, len(listed.items))))
            return listed
        mapped = Mapped(line)
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            name = self._node(event, events, depth + 1, key)
            if not isinstance(name, Scalar):
                raise self._stop(messages.KEY_NOT_TEXT, name.line, key)
            value = self._node(next(events), events, depth + 1, (*key, name.text))
            if name.text in mapped.entries:
                self.duplicates.append(
                    self._refusal(
                        messages.DUPLICATE_KEY,
                        name.line,
                        key,
                        name=name.text,
                        first=mapped.key_lines[name.text],
                    )
                )
            mapped.entries[name.text] = value
            mapped.key_lines.setdefault(name.text, name.line)
        return mapped

    def _refusal(self, message: messages.Message, line: int, key: KeyPath = (), **params: Any) -> PackRefusal:
        return PackRefusal(
            message.what,
            remedy=message.remedy,
            file=self.file,
            line=line,
            key=key,
            **params,
        )

    def _stop(self, message: messages.Message, line: int, key: KeyPath = (), **params: Any) -> PackErrors:
        return PackErrors([self._refusal(message, line, key, **params)])


def line_in(event: yaml.Event) -> int:
    """Line of the event, from 1."""
    return event.start_mark.line + 1 if event.start_mark else 1


def plain_value(text: str) -> Plain:
    """What an unquoted scalar means: null, true, false, a whole number, an ISO date, else the text itself.

    Fewer readings than YAML 1.1 has, on purpose: `on`, `no`, `1:30`, `0o17` stay texts.
    """
    if text in ("", "~", "null"):
        return None
    if text in ("true", "false"):
        return text == "true"
    if re.fullmatch(r"-?(0|[1-9][0-9]{0,17})", text):
        return int(text)
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            return text
    return text


def line_of(tree: Node, key: KeyPath) -> int:
    """Line of the place `key`, or of the nearest place around it that exists."""
    line, node = tree.line, tree
    for part in key:
        if isinstance(node, Mapped) and part in node.entries:
            line, node = node.key_lines[str(part)], node.entries[str(part)]
        elif isinstance(node, Listed) and isinstance(part, int) and part < len(node.items):
            node = node.items[part]
            line = node.line
        else:
            break
    return line
