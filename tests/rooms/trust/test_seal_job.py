"""The worker: it knows the jobs of all rooms, and seals the chain by itself."""

from __future__ import annotations

import importlib.util

import pytest
from django.apps import apps
from procrastinate.contrib.django import app

from liangze.trust.jobs import seal_chain
from liangze.trust.models import AuditBlock
from liangze.trust.queries.verify import verify
from tests.rooms import factory as f
from tests.rooms.trust.sealing import until_settled


def test_the_worker_finds_the_jobs_of_every_room() -> None:
    rooms = [c.name for c in apps.get_app_configs() if c.name.startswith("liangze.")]
    with_jobs = {name for name in rooms if importlib.util.find_spec(f"{name}.jobs")}
    found = {task.func.__module__.removesuffix(".jobs") for task in app.tasks.values() if task.func.__module__.startswith("liangze.")}
    assert {name.split(".jobs")[0] for name in found} == with_jobs


def test_the_chain_is_sealed_every_minute() -> None:
    (cron,) = [p.cron for p in app.periodic_registry.periodic_tasks.values() if p.task.name == "trust.seal"]
    assert cron == "* * * * *"


@pytest.mark.django_db(transaction=True)
def test_the_job_seals_what_waits() -> None:
    from liangze.organisation.actions.sessions import note_sign_in

    someone = f.account("liaison")
    note_sign_in(account=someone, by=f.acting_for(someone, today=f.FIRST))
    until_settled()
    seal_chain(timestamp=0)
    assert AuditBlock.objects.count() == 1
    assert verify().fault is None
    assert verify().unsealed == 0
