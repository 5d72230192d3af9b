"""Sealing looks at what is not sealed, by the index, however long the chain is."""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from liangze.organisation.policy import console
from liangze.trust.actions import append, seal
from liangze.trust.models import AuditBlock
from liangze.trust.queries.installation import installation

pytestmark = pytest.mark.django_db

LONG_CHAIN = """
INSERT INTO trust_auditentry (at, account_name, action, object_type, object_id, reason, digest, cluster, xid)
SELECT now(), '', 'organisation.unit.found', 'organisation.unit', n::text, '', '', system_identifier, n
FROM generate_series(1, 200000) n, pg_control_system()
"""


@pytest.fixture
def _long_chain() -> None:
    """200,000 sealed entries and one that waits. Their numbers lie below those of this cluster's real transactions."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::text::bigint, (SELECT system_identifier FROM pg_control_system())")
        now, cluster = cursor.fetchone()
        cursor.execute(LONG_CHAIN.replace(", n\n", f", {now} - 300000 + n\n"))
        seals = {"ids": [], "digest": b"1" * 32, "previous": b"", "seal": b"", "sealed_at": timezone.now()}
        AuditBlock.objects.create(number=1, cluster=cluster, from_xid=0, to_xid=now, **seals)
        cursor.execute("ANALYZE trust_auditentry")
    with transaction.atomic():
        append(by=console(), action="organisation.unit.found", thing=("organisation.unit", 1))


def plans(statements: list[str]) -> str:
    with connection.cursor() as cursor:
        shown = []
        for statement in statements:
            cursor.execute("EXPLAIN " + statement)
            shown += [row[0] for row in cursor.fetchall()]
    return "\n".join(shown)


@pytest.mark.usefixtures("_long_chain")
def test_no_statement_of_the_sealer_reads_the_whole_chain() -> None:
    with CaptureQueriesContext(connection) as caught:
        seal()
    asked = [each["sql"] for each in caught if "trust_auditentry" in each["sql"]]
    assert len(asked) == 2
    plan = plans(asked)
    assert "Seq Scan on trust_auditentry" not in plan
    assert plan.count("audit_seal") >= 2


@pytest.mark.usefixtures("_long_chain")
def test_nor_does_the_page_of_the_installation() -> None:
    with CaptureQueriesContext(connection) as caught:
        assert installation().unsealed == 1
    assert "Seq Scan on trust_auditentry" not in plans([each["sql"] for each in caught])
