"""What the type hints of the pack's dataclasses say, in one reading for decoder, writer and schema document."""

from __future__ import annotations

import dataclasses
import functools
import types
from dataclasses import dataclass
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints


@dataclass(frozen=True, slots=True)
class Field:
    """One key of a map: its name in the file, the attribute, the hint, whether it must stand."""

    key: str
    name: str
    hint: Any
    required: bool
    default: Any


@functools.cache
def fields_of(shape: type) -> tuple[Field, ...]:
    """Keys of the dataclass in order of writing."""
    hints = get_type_hints(shape, include_extras=True)
    found = []
    for item in dataclasses.fields(shape):
        required = item.default is dataclasses.MISSING and item.default_factory is dataclasses.MISSING
        found.append(
            Field(
                item.metadata.get("key", item.name),
                item.name,
                hints[item.name],
                required,
                item.default,
            )
        )
    return tuple(found)


def unwrapped(hint: Any) -> tuple[Any, tuple[Any, ...]]:
    """The bare type and its marks: `Annotated[str, Length(1, 9)]` gives `(str, (Length(1, 9),))`."""
    return (hint.__origin__, hint.__metadata__) if get_origin(hint) is Annotated else (hint, ())


def choices(hint: Any) -> tuple[Any, ...]:
    """Members of a union, or the hint alone."""
    return get_args(hint) if get_origin(hint) in (Union, types.UnionType) else (hint,)
