"""Statements that the database plans once for a connection instead of each time: for the few whose planning costs as much as their work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import connection


@contextmanager
def prepared() -> Iterator[Any]:
    """A cursor whose statements are kept by the connection after the first time: the same text, other values.

    Values are bound by the server, so their types must follow from the statement (`%(zone)s::text`); ids go in by `id_array`.
    Where the setting LIANGZE_PREPARED is off (a pooler that shares connections between transactions), it is a cursor like any other.
    """
    if connection.queries_logged:  # who looks at statements wants to see them, and of a kept one there is only its name
        with connection.cursor() as cursor:
            yield cursor
        return
    connection.ensure_connection()
    with connection.make_cursor(psycopg.Cursor(connection.connection)) as cursor:
        yield cursor


def id_array(ids: Iterable[int]) -> str:
    """Ids as a value for `%(name)s::bigint[]`: as text, so that the statement is the same however large they are."""
    return "{" + ",".join(map(str, ids)) + "}"
