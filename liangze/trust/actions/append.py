"""Adding to the audit chain."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.db import connection, models
from django.utils import timezone

from liangze.trust.actor import Actor
from liangze.trust.canonical import digest, plain

INSERT = """
INSERT INTO trust_auditentry
  (at, account_id, account_name, address, request, action, object_type, object_id, unit_id, before, after, reason, digest,
   cluster, xid)
VALUES (%(at)s, %(account_id)s, %(account_name)s, %(address)s, %(request)s, %(action)s, %(object_type)s, %(object_id)s,
        %(unit_id)s, %(before)s, %(after)s, %(reason)s, %(digest)s,
        (SELECT system_identifier FROM pg_control_system()), pg_current_xact_id()::text::bigint)
RETURNING id
"""


def append(
    *,
    by: Actor,
    action: str,
    thing: models.Model | tuple[str, object],
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    unit_id: int | None = None,
    reason: str = "",
) -> int:
    """Add one entry in the caller's transaction, so that a write and its entry stand or fall together; its id.

    action  "room.thing.verb".  thing  the model instance written, or (type, id).
    before, after  the fields concerned, plain values; before is None for something new.
    Raises RuntimeError outside a transaction.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("an audit entry belongs into the transaction of its write")
    kind, number = (thing._meta.label_lower, thing.pk) if isinstance(thing, models.Model) else thing
    fields: dict[str, Any] = {
        "at": timezone.now(),
        "account_id": by.account_id,
        "account_name": by.name[:60],
        "address": by.address,
        "request": by.request,
        "action": action,
        "object_type": str(kind),
        "object_id": str(number),
        "unit_id": unit_id,
        "before": plain(before) if before is not None else None,
        "after": plain(after) if after is not None else None,
        "reason": reason,
    }
    row = fields | {"digest": digest(fields), "before": _json(fields["before"]), "after": _json(fields["after"])}
    with connection.cursor() as cursor:
        cursor.execute(INSERT, row)
        (entry_id,) = cursor.fetchone()
    return int(entry_id)


def _json(value: Any) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False)
