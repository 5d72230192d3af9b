"""Installing packs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings
from django.db import DatabaseError, transaction

from liangze.core.errors import Conflict, NotAllowed
from liangze.organisation.policy import Acting, console
from liangze.packs import Pack, load_pack, parse_pack
from liangze.regulations.actions import install_pack
from liangze.regulations.models import Clause, Duty, Regulation, RegulationVersion, StandingDuty, Topic
from liangze.trust.models import AuditEntry
from tests.rooms import factory
from tests.rooms.regulations.conftest import NOW

PACKS = sorted(Path(settings.PACKS).glob("*/*/*/pack.yaml"))


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(PACKS[0])


@pytest.mark.django_db
@pytest.mark.parametrize("path", PACKS, ids=[p.parent.parent.name for p in PACKS])
def test_every_pack_installs_whole(path: Path) -> None:
    pack = load_pack(path)
    version = install_pack(pack=pack, by=console(), now=NOW).version
    assert Clause.objects.filter(version=version).count() == len(pack.clauses)
    assert Duty.objects.filter(version=version).count() == len(pack.duties)
    assert StandingDuty.objects.filter(version=version).count() == len(pack.standing)
    assert version.situation_set.count() == len(pack.situations)
    assert version.measure_set.count() == len(pack.measures)
    assert version.trigger_set.count() == len(pack.triggers)
    assert set(pack.topics) <= set(Topic.objects.values_list("key", flat=True))
    assert parse_pack(version.pack) == pack


@pytest.mark.django_db
def test_the_same_pack_again_changes_nothing(pack: Pack) -> None:
    first = install_pack(pack=pack, by=console(), now=NOW)
    second = install_pack(pack=pack, by=console(), now=NOW)
    assert first.is_new
    assert not second.is_new
    assert first.version == second.version
    assert AuditEntry.objects.filter(action="regulations.version.install").count() == 1


@pytest.mark.django_db
def test_a_changed_pack_under_the_same_number_is_refused(pack: Pack) -> None:
    install_pack(pack=pack, by=console(), now=NOW)
    with pytest.raises(Conflict, match="Installed versions never change"):
        install_pack(pack=replace(pack, title=pack.title + "（改）"), by=console(), now=NOW)
    assert RegulationVersion.objects.count() == 1


@pytest.mark.django_db
def test_the_next_version_stands_beside_the_first(pack: Pack) -> None:
    install_pack(pack=pack, by=console(), now=NOW)
    install_pack(pack=replace(pack, version=2, title="新的名称"), by=console(), now=NOW)
    assert Regulation.objects.get().title == "新的名称"
    assert RegulationVersion.objects.count() == 2


@pytest.mark.django_db
def test_the_database_itself_refuses_changes_of_a_version(pack: Pack) -> None:
    version = install_pack(pack=pack, by=console(), now=NOW).version
    for rows in (RegulationVersion.objects.filter(pk=version.pk), Duty.objects.filter(version=version)):
        with pytest.raises(DatabaseError, match="never change"), transaction.atomic():
            rows.update(title="x")


def test_who_has_no_right_installs_nothing(pack: Pack, liaison: Acting) -> None:
    with pytest.raises(NotAllowed):
        install_pack(pack=pack, by=liaison, now=NOW)
    assert not Regulation.objects.exists()


def test_a_further_version_is_for_those_who_adopted_the_first(pack: Pack, town: factory.Town, office: Acting, sister: Acting) -> None:
    version = install_pack(pack=pack, by=office, now=NOW).version
    factory.adopt(version, town.county)
    with pytest.raises(NotAllowed):
        install_pack(pack=replace(pack, version=2), by=sister, now=NOW)
    assert install_pack(pack=replace(pack, version=2), by=office, now=NOW).is_new
