"""A county whose rules bind it and what is below, and who works on its lists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest

from liangze.core.words import ActKind, ClauseType, Every, Role
from liangze.organisation.models import GrantRole
from liangze.organisation.policy import Acting, acting_for
from liangze.regulations.models import Clause, RegulationVersion, StandingDuty
from liangze.trust.endorsements import Signer
from liangze.trust.endorsements.keys import Protection, make_key
from tests.rooms import factory as f

TODAY = date(2026, 2, 10)
NOW: datetime = f.at(TODAY)
PASSPHRASE = "three willows by the river"


@dataclass
class Place:
    """The town with a regulation of the county, the bureau's people and the office."""

    town: f.Town
    version: RegulationVersion
    liaison: Acting
    office: Acting
    principal: Acting


def standing(of: RegulationVersion, key: str, role: Role, *, printed: int | None = None, see: tuple[str, ...] = ()) -> StandingDuty:
    """A standing duty with a clause of its own."""
    number = 50 + Clause.objects.filter(version=of).count()
    clause = Clause.objects.create(
        version=of, path=[f"附{number}"], label=f"附{number}", type=ClauseType.DUTY, gist=f"{key} is asked here.", position=number
    )
    return StandingDuty.objects.create(
        version=of, key=key, clause=clause, title=key, position=number, role=role, see=list(see),
        list_part="main" if printed else "", list_group=role if printed else "", list_number=printed,
    )


@pytest.fixture
def place(db: None, settings, tmp_path) -> Place:
    settings.ATTACHMENTS = tmp_path
    town = f.town()
    of = f.version("county-rules", number="甲委发〔2026〕1号")
    f.duty(of, "quarterly-meeting", topics=("special-meeting",), title="每季度召开专题会议")
    f.duty(
        of, "yearly-list", kind=ActKind.PLAN, topics=("responsibility-list",), every=Every.YEAR, due_month=2, due_day=0,
        title="制定责任清单",
    )
    f.duty(of, "lecture", role=Role.PRINCIPAL, kind=ActKind.LECTURE, every=Every.YEAR, title="每年讲一次廉政党课")
    f.duty(
        of, "talks", role=Role.PRINCIPAL, kind=ActKind.TALK, every=Every.YEAR, towards="subordinate_principals", unit_levels=["county"],
        title="同下级主要负责人谈话",
    )
    standing(of, "support", Role.LEADERSHIP)
    f.adopt(of, town.county)
    head = f.person("王一")
    f.appoint(head, town.principal)
    account = f.account("head", (GrantRole.LEADER, town.bureau), who=head)
    return Place(
        town, of, f.acting("liaison", (GrantRole.LIAISON, town.bureau), today=TODAY),
        f.acting("office", (GrantRole.OFFICE, town.county), today=TODAY), acting_for(account, today=TODAY),
    )


def key_for(who: Acting) -> None:
    """A signing key of the person."""
    make_key(
        signer=Signer(who.account_id or 0, who.name), protection=Protection("passphrase", PASSPHRASE, PASSPHRASE), by=who,
        now=NOW - timedelta(hours=9),  # as the day begins: pages sign at whatever hour the tests run
    )
