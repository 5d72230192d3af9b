"""The audit chain: what is added stays; any change, removal or insertion is found and named."""

from __future__ import annotations

import threading
from collections.abc import Callable

import psycopg
import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError, InternalError, ProgrammingError

from liangze.organisation.policy import console
from liangze.trust.actions import append, seal
from liangze.trust.models import AuditBlock, AuditEntry
from liangze.trust.queries.verify import Verdict, verify
from tests.rooms.trust.sealing import sealed

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _empty() -> None:
    """Other tests' entries are no concern here; emptying needs the triggers off, as only an owner can."""
    with triggers_off():
        AuditEntry.objects.all().delete()
        AuditBlock.objects.all().delete()


class triggers_off:  # noqa: N801 - reads as a statement in the tests
    """What somebody with the database owner's rights could do."""

    def __enter__(self) -> None:
        self._all("DISABLE")

    def __exit__(self, *_: object) -> None:
        self._all("ENABLE")

    def _all(self, verb: str) -> None:
        with connection.cursor() as cursor:
            for table in ("trust_auditentry", "trust_auditblock"):
                cursor.execute(f"ALTER TABLE {table} {verb} TRIGGER USER")


def written(count: int, start: int = 0) -> list[int]:
    ids = []
    for number in range(start, start + count):
        with transaction.atomic():
            after = {"名称": f"第{number}单位", "day": "2026-03-01", "n": number}
            ids.append(append(by=console(), action="organisation.unit.found", thing=("organisation.unit", number), after=after))
    return ids


def test_a_chain_that_nobody_touched_verifies() -> None:
    written(3)
    sealed()
    written(2, start=3)
    assert verify() == Verdict(blocks=1, entries=3, unsealed=2)
    sealed()
    assert verify() == Verdict(blocks=2, entries=5, unsealed=0)


def test_an_entry_needs_the_transaction_of_its_write() -> None:
    with pytest.raises(RuntimeError):
        append(by=console(), action="a.b.c", thing=("x", 1))


@pytest.mark.parametrize(
    "statement", ["UPDATE trust_auditentry SET reason = 'x'", "DELETE FROM trust_auditentry", "TRUNCATE trust_auditentry, trust_auditblock"]
)
def test_the_database_itself_refuses_changes(statement: str) -> None:
    written(1)
    with pytest.raises((ProgrammingError, InternalError, DatabaseError), match="append-only"), connection.cursor() as cursor:
        cursor.execute(statement)


def change(ids: list[int]) -> None:
    AuditEntry.objects.filter(pk=ids[1]).update(after={"名称": "别的"})


def remove(ids: list[int]) -> None:
    AuditEntry.objects.filter(pk=ids[1]).delete()


def insert(ids: list[int]) -> None:
    copy = AuditEntry.objects.get(pk=ids[1])
    copy.pk = None
    copy.save()


def reseal(ids: list[int]) -> None:
    AuditBlock.objects.update(seal=b"0" * 32)


@pytest.mark.parametrize(
    ("tamper", "words"),
    [
        (change, "Entry %(id)s of block %(number)s was changed."),
        (remove, "Entry %(id)s of block %(number)s was removed."),
        (insert, "Entry %(id)s was slipped into block %(number)s."),
        (reseal, "The seal of block %(number)s was not made with this installation's key."),
    ],
)
def test_tampering_is_found_and_the_first_place_named(tamper: Callable[[list[int]], None], words: str) -> None:
    ids = written(4)
    sealed()
    with triggers_off():
        tamper(ids)
    verdict = verify()
    assert verdict.fault == words
    assert verdict.params is not None
    assert verdict.params["number"] == 1
    if tamper in (change, remove):
        assert verdict.params["id"] == ids[1]


def test_a_removed_block_is_found_with_the_anchor_noted_down() -> None:
    written(2)
    (block,) = sealed()
    anchor = (block.number, bytes(block.digest))
    with triggers_off():
        AuditBlock.objects.all().delete()
        AuditEntry.objects.all().delete()
    assert verify().fault is None  # nothing is left that could tell …
    assert verify(anchor=anchor).fault == "Block %(number)s, noted down earlier, is gone."  # … but the note


def test_a_writer_still_at_work_is_not_sealed_around() -> None:
    """Entries commit in any order; a block waits for the oldest open transaction."""
    wrote, go_on = threading.Event(), threading.Event()

    def slow_writer() -> None:
        with transaction.atomic():
            append(by=console(), action="a.b.slow", thing=("x", 1))
            wrote.set()
            go_on.wait(10)
        connection.close()

    thread = threading.Thread(target=slow_writer)
    thread.start()
    assert wrote.wait(10)
    written(2)
    assert seal() == ()
    go_on.set()
    thread.join()
    (block,) = sealed()
    assert len(block.ids) == 3
    assert verify().fault is None


def test_work_in_another_database_of_the_server_holds_nothing_back() -> None:
    """It cannot add an entry here, however long it stays open."""
    here = connection.get_connection_params()
    server = {name: here[name] for name in ("host", "port", "user", "password") if name in here}
    with psycopg.connect(dbname="postgres", **server) as elsewhere:
        elsewhere.execute("SELECT pg_current_xact_id()")
        written(2)
        (block,) = sealed()
        assert len(block.ids) == 2
        assert verify() == Verdict(blocks=1, entries=2, unsealed=0)
