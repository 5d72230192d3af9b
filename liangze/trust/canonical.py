"""One way to write a value down, so that a digest over it can be computed again by anybody."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID


def plain(value: Any) -> Any:
    """`value` in JSON's own types. Times in UTC to the microsecond. Raises TypeError for what has no plain form."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float | Decimal | UUID):
        return str(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in (sorted(value) if isinstance(value, set | frozenset) else value)]
    raise TypeError(f"{type(value).__name__} has no plain form")


def digest(fields: Mapping[str, Any]) -> bytes:
    """SHA-256 of the fields as JSON: sorted keys, no spaces, UTF-8."""
    text = json.dumps(plain(fields), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).digest()
