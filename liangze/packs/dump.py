"""A pack back into its file (export), and its digest."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Mapping
from datetime import date
from typing import Any

import yaml

from liangze.core.duty import Duty
from liangze.packs.duty_entry import DAY, entry_of
from liangze.packs.fields import fields_of, unwrapped
from liangze.packs.tree import plain_value
from liangze.packs.values import Pack, Path


def dump_pack(pack: Pack) -> str:
    """YAML text that `parse_pack` reads back to an equal pack. Keys that have their default are left out."""
    return yaml.dump(
        plain(pack),
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        default_flow_style=None,
        width=120,
    )


def pack_digest(pack: Pack) -> str:
    """SHA-256 (hexadecimal) of what the pack says, whatever its file looks like."""
    text = json.dumps(
        plain(pack),
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
        default=str,
    )
    return hashlib.sha256(text.encode()).hexdigest()


def plain(value: Any) -> Any:
    """Maps, lists and scalars of the file. Sets come sorted."""
    if isinstance(value, Duty):
        value = entry_of(value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        found = {}
        for field in fields_of(type(value)):
            item = getattr(value, field.name)
            if field.required or item != field.default:
                found[field.key] = written(field.hint, item)
        return {key: item for key, item in found.items() if item not in ([], {}) or key in ("topics", "clauses")}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, frozenset):
        return sorted(map(plain, value))
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if isinstance(value, str):
        return str.__str__(value) if type(value) is str else str(value)
    return value


def written(hint: Any, item: Any) -> Any:
    """`item` as people write it there: `last` for day 0, labels such as 1 without quotes."""
    if DAY in unwrapped(hint)[1]:
        return item or "last"
    if hint == Path:
        return [int(label) if label.isascii() and plain_value(label) == int_of(label) else label for label in item]
    return plain(item)


def int_of(text: str) -> int | None:
    return int(text) if text.isdigit() else None


class _Dumper(yaml.SafeDumper):
    """Writes no anchors: the loader refuses them."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    """Quotes where the loader's plain reading would not give the text back."""
    quoted = plain_value(text) != text
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"' if quoted else None)


def _date(dumper: yaml.SafeDumper, day: date) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:timestamp", day.isoformat())


_Dumper.add_representer(str, _text)
_Dumper.add_representer(date, _date)
