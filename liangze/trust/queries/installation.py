"""How the installation is: database, tables, jobs, seals. Nothing of what people wrote."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.migrations.loader import MigrationLoader

from liangze.trust.queries.clusters import clusters, unsealed

FACTS = """
SELECT current_setting('server_version'), pg_database_size(current_database()),
  (SELECT json_agg(json_build_array(app, name)) FROM django_migrations),
  (SELECT json_object_agg(status, n) FROM (SELECT status::text, count(*) AS n FROM procrastinate_jobs GROUP BY status) by_status),
  (SELECT json_agg(json_build_array(id, task_name, attempts, at)) FROM (
     SELECT j.id, j.task_name, j.attempts, (SELECT max(e.at) FROM procrastinate_events e WHERE e.job_id = j.id) AS at
     FROM procrastinate_jobs j WHERE j.status = 'failed' ORDER BY j.id DESC LIMIT 10) failed),
  (SELECT json_build_array(number, sealed_at) FROM trust_auditblock ORDER BY number DESC LIMIT 1),
  (SELECT max(last_heartbeat) FROM procrastinate_workers)
"""


@dataclass(frozen=True, slots=True)
class FailedJob:
    """A job that ended in a failure: which task, how often it was tried, when it last ended."""

    id: int
    task: str
    attempts: int
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Installation:
    """size in bytes.  missing  migrations that the code has and the database has not, as "room.name".

    worker_seen  when a worker last gave a sign of life; None when none is there.
    """

    database: str
    size: int
    missing: tuple[str, ...]
    waiting: int
    running: int
    failed: int
    failures: tuple[FailedJob, ...]
    unsealed: int
    block: int | None
    sealed_at: datetime | None
    worker_seen: datetime | None


def installation() -> Installation:
    """One statement, another for the clusters of the chain, and two for each of them. Who may ask is the caller's business."""
    with connection.cursor() as cursor:
        cursor.execute(FACTS)
        version, size, applied, jobs, failures, seal, seen = (_value(v) for v in cursor.fetchone())
    there = {(app, name) for app, name in applied or ()}
    missing = sorted(f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations if (app, name) not in there)
    jobs = jobs or {}
    return Installation(
        database=version,
        size=size,
        missing=tuple(missing),
        waiting=jobs.get("todo", 0),
        running=jobs.get("doing", 0),
        failed=jobs.get("failed", 0),
        failures=tuple(FailedJob(number, task, tried, _moment(at)) for number, task, tried, at in failures or ()),
        unsealed=sum(unsealed(cluster).count() for cluster in clusters()),
        block=seal[0] if seal else None,
        sealed_at=_moment(seal[1]) if seal else None,
        worker_seen=seen,
    )


def _value(value: object) -> object:
    return json.loads(value) if isinstance(value, str) and value[:1] in "[{" else value


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
