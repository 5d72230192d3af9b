"""A tree of YAML values into the pack's dataclasses, with every mistake of shape found at once."""

from __future__ import annotations

import dataclasses
import difflib
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, Literal, TypeVar, get_args, get_origin

from liangze.core.duty import Duty
from liangze.packs import messages
from liangze.packs.duty_entry import DAY, DutyEntry, duty_of
from liangze.packs.fields import choices, fields_of, unwrapped
from liangze.packs.refusals import KeyPath, PackErrors, PackRefusal
from liangze.packs.tree import Listed, Mapped, Node, Plain, Scalar, plain_value
from liangze.packs.values import LABEL, Length, Shape

Value = TypeVar("Value")


#: Line breaks, control and format signs: a text must not hold what its reader cannot see.
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


#: Years of which packs and examples may speak.
FIRST_YEAR, LAST_YEAR = 1900, 2199


class _WrongError(Exception):
    """The value at hand has no meaning; the reason has been noted."""


def decode(shape: type[Value], tree: Node, *, file: str) -> Value:
    """`tree` as a value of the dataclass `shape`. Raises PackErrors with all mistakes of shape."""
    decoder = _Decoder(file)
    try:
        value: Value = decoder.value(shape, tree, ())
    except _WrongError:
        raise PackErrors(decoder.refusals) from None
    return value


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that `word` was probably meant to be."""
    found = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return found[0] if found else None


class _Decoder:
    def __init__(self, file: str) -> None:
        self.file = file
        self.refusals: list[PackRefusal] = []

    def note(self, message: messages.Message, node_line: int, key: KeyPath, **params: Any) -> _WrongError:
        self.refusals.append(
            PackRefusal(
                message.what,
                remedy=message.remedy,
                file=self.file,
                line=node_line,
                key=key,
                **params,
            )
        )
        return _WrongError()

    def value(self, hint: Any, node: Node, key: KeyPath) -> Any:
        bare, marks = unwrapped(hint)
        options = choices(bare)
        if type(None) in options:
            if isinstance(node, Scalar) and node.value is None:
                return None
            options = tuple(option for option in options if option is not type(None))
        if len(options) > 1:  # the only union: a due day, as a date or as a map
            wants_map = isinstance(node, Mapped)
            options = tuple(o for o in options if dataclasses.is_dataclass(o) == wants_map)
        bare, more = unwrapped(options[0])
        return self.single(bare, (*marks, *more), node, key)

    def single(self, bare: Any, marks: tuple[Any, ...], node: Node, key: KeyPath) -> Any:
        if bare is Duty:
            return duty_of(self.record(DutyEntry, node, key))
        if dataclasses.is_dataclass(bare):
            return self.record(bare, node, key)  # type: ignore[arg-type]  # a dataclass: asked for above
        origin = get_origin(bare)
        if origin in (tuple, frozenset):
            return self.listed(origin, get_args(bare)[0], node, key)
        if origin is not None and issubclass_safe(origin, Mapping):
            key_hint, hint = get_args(bare)
            return self.named(key_hint, hint, node, key)
        return self.scalar(bare, marks, node, key)

    def record(self, shape: type, node: Node, key: KeyPath) -> Any:
        if not isinstance(node, Mapped):
            raise self.note(messages.WANTS_MAP, node.line, key)
        fields = {field.key: field for field in fields_of(shape)}
        bad, meant = False, set()
        for name, line in node.key_lines.items():
            if name not in fields:
                bad = True
                if near := nearest(name, (known for known in fields if known not in node.entries)):
                    meant.add(near)
                    self.note(messages.UNKNOWN_KEY_NEAR, line, (*key, name), name=name, near=near)
                else:
                    self.note(messages.UNKNOWN_KEY, line, (*key, name), name=name, known=", ".join(fields))
        values = {}
        for field in fields.values():
            if field.key in node.entries:
                try:
                    values[field.name] = self.value(field.hint, node.entries[field.key], (*key, field.key))
                except _WrongError:
                    bad = True
            elif field.required:
                bad = True
                if field.key in meant:  # one slip, one error
                    continue
                self.note(messages.MISSING_KEY, node.line, key, name=field.key)
        if bad:
            raise _WrongError
        return shape(**values)

    def listed(self, make: Callable[[Iterable[Any]], Any], hint: Any, node: Node, key: KeyPath) -> Any:
        if not isinstance(node, Listed):
            raise self.note(messages.WANTS_LIST, node.line, key)
        values, bad = [], False
        for position, item in enumerate(node.items):
            try:
                value = self.value(hint, item, (*key, position))
            except _WrongError:
                bad = True
                continue
            if make is frozenset and value in values:
                bad = True
                self.note(messages.REPEATED, item.line, (*key, position), value=value)
            values.append(value)
        if bad:
            raise _WrongError
        return make(values)

    def named(self, key_hint: Any, hint: Any, node: Node, key: KeyPath) -> dict[Any, Any]:
        if not isinstance(node, Mapped):
            raise self.note(messages.WANTS_MAP, node.line, key)
        values, bad = {}, False
        for name, entry in node.entries.items():
            meant = plain_value(name) if unwrapped(key_hint)[0] is date else name
            try:
                known = self.value(key_hint, Scalar(node.key_lines[name], name, meant), (*key, name))
                values[known] = self.value(hint, entry, (*key, name))
            except _WrongError:
                bad = True
        if bad:
            raise _WrongError
        return values

    def scalar(self, bare: Any, marks: tuple[Any, ...], node: Node, key: KeyPath) -> Any:
        if not isinstance(node, Scalar):
            raise self.note(WANTED.get(bare, messages.WANTS_WORD), node.line, key)
        if DAY in marks:
            if node.value == "last" or (type(node.value) is int and 1 <= node.value <= 31):
                return 0 if node.value == "last" else node.value
            raise self.note(messages.DAY_OF_MONTH, node.line, key)
        if LABEL in marks:
            return self.text(node, marks, node.text, key)
        if get_origin(bare) is Literal:
            return self.word(dict(zip(map(str, get_args(bare)), get_args(bare), strict=True)), node, key)
        if isinstance(bare, type) and issubclass(bare, StrEnum):
            return self.word({str(word): word for word in bare}, node, key)
        if bare is str and isinstance(node.value, str):
            return self.text(node, marks, node.value, key)
        if type(node.value) is bare:
            return self.near(node, key)
        if bare is date and isinstance(node.value, str):
            raise self.note(messages.NOT_A_DATE, node.line, key, value=node.text)
        raise self.note(WANTED[bare], node.line, key)

    def near(self, node: Scalar, key: KeyPath) -> Plain:
        """The value; a date only in the years with which the engine reckons."""
        if isinstance(node.value, date) and not FIRST_YEAR <= node.value.year <= LAST_YEAR:
            raise self.note(messages.DATE_FAR, node.line, key, value=node.text, first=FIRST_YEAR, last=LAST_YEAR)
        return node.value

    def word(self, known: Mapping[str, Any], node: Scalar, key: KeyPath) -> Any:
        if node.text in known:
            return known[node.text]
        if near := nearest(node.text, known):
            raise self.note(messages.NOT_IN_VOCABULARY_NEAR, node.line, key, value=node.text, near=near)
        words = ", ".join(known)
        raise self.note(messages.NOT_IN_VOCABULARY, node.line, key, value=node.text, known=words)

    def text(self, node: Scalar, marks: tuple[Any, ...], text: str, key: KeyPath) -> str:
        if not text:
            raise self.note(messages.WANTS_TEXT, node.line, key)
        if text != text.strip() or any(unicodedata.category(sign) in UNSEEN for sign in text):
            raise self.note(messages.SPACES, node.line, key)
        for mark in marks:
            if isinstance(mark, Length) and not mark.least <= len(text) <= mark.most:
                raise self.note(
                    messages.LENGTH,
                    node.line,
                    key,
                    length=len(text),
                    least=mark.least,
                    most=mark.most,
                )
            if isinstance(mark, Shape) and not re.fullmatch(mark.pattern, text):
                raise self.note(mark.message, node.line, key, value=text)
        return text


WANTED: dict[Any, messages.Message] = {
    str: messages.WANTS_TEXT,
    int: messages.WANTS_NUMBER,
    bool: messages.WANTS_TRUTH,
    date: messages.WANTS_DATE,
}


def issubclass_safe(candidate: Any, parent: type) -> bool:
    return isinstance(candidate, type) and issubclass(candidate, parent)
