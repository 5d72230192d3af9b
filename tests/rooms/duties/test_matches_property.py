"""The statement that finds what a deed counts for says the same as the core, whatever the deed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from liangze.core.matching import match
from liangze.core.running import runs_on, runs_until
from liangze.core.words import ActKind, Every, Role
from liangze.duties.models import Deed, Handover, Obligation
from liangze.duties.new_deed import NewDeed
from liangze.duties.queries.matches import matches
from liangze.duties.queries.preview import value_of
from liangze.duties.queries.running import running
from tests.rooms import factory as f

TOPICS = ("a", "b", "c")
DAYS = st.dates(date(2025, 1, 1), date(2027, 3, 31))


class MatchesAgreeWithTheCore(TestCase):
    """One town with every cadence, counterparts, a handover and an exemption; deeds of any kind, day, holder, counterpart and topics."""

    @classmethod
    def setUpTestData(cls) -> None:
        cls.town = town = f.town()
        rules = f.version()
        cls.by = f.account("recorder")
        for every in (Every.MONTH, Every.QUARTER, Every.HALF_YEAR, Every.YEAR):
            for number, topics in enumerate(((), ("a",), ("a", "b"))):
                duty = f.duty(rules, f"{every}-{number}", topics=topics, every=every)
                f.owe(duty, town.leadership, year=2026)
        report = f.duty(rules, "report", kind=ActKind.REPORT, every=Every.YEAR, about="previous", due_month=1, due_day=31)
        f.owe(report, town.leadership, year=2025)
        f.owe(f.duty(rules, "once", every=Every.ONCE, once_opens=date(2025, 6, 1), once_due=date(2026, 2, 28)), town.leadership, year=2026)
        exempt = f.owe(f.duty(rules, "exempt", topics=("a",), every=Every.HALF_YEAR), town.leadership, year=2026)
        Obligation.objects.filter(pk=exempt[0].pk).update(exempted_on=date(2026, 1, 20))
        talk = f.duty(rules, "talk", role=Role.MEMBER, kind=ActKind.TALK, every=Every.HALF_YEAR, times=2)
        for head in (town.head1, town.head2):
            for owed in f.owe(talk, town.member1, year=2026, counterpart=head):
                if head == town.head1:
                    Obligation.objects.filter(pk=owed.pk).update(holder=town.member2)
                    Handover.objects.create(obligation=owed, from_post=town.member1, to_post=town.member2, on=date(2026, 5, 1))

    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(
        kind=st.sampled_from(["meeting", "talk", "report"]), on=DAYS, topics=st.sets(st.sampled_from(TOPICS)),
        holder=st.sampled_from(["leadership", "member1", "member2", "principal"]),
        towards=st.sampled_from([None, "head1", "head2"]),
    )
    def test_same_obligations(self, kind, on, topics, holder, towards) -> None:
        seat, other = getattr(self.town, holder), getattr(self.town, towards) if towards else None
        deed = Deed.objects.create(
            unit=self.town.bureau, holder=seat, counterpart=other, kind=kind, topics=sorted(topics), on=on, source_type="test.record",
            source_id=1, entered_at=f.at(on), entered_by=self.by,
        )
        value = value_of(NewDeed(seat.unit_id, seat.pk, kind, frozenset(topics), on, ("", 0), other.pk if other else None))
        owed = running(self.town.bureau.pk, on)
        by_core = {each.id for each in owed if match(value, each.value).counts}
        assert {found.obligation_id for found in matches([deed.pk])} == by_core


@pytest.mark.parametrize("every", [Every.MONTH, Every.QUARTER, Every.HALF_YEAR, Every.YEAR])
def test_every_day_belongs_to_exactly_one_period_of_a_cadence(every: Every) -> None:
    opens = date(2024, 1, 1)
    starts = [opens]
    while starts[-1] < date(2027, 1, 1):
        starts.append(runs_until(every, starts[-1]))
    for number in range(1000):
        day = opens + timedelta(days=number)
        assert sum(runs_on(every, start, day) for start in starts) == 1


def test_a_one_off_duty_runs_on() -> None:
    assert runs_until(Every.ONCE, date(2016, 2, 1)) is None
    assert runs_on(Every.ONCE, date(2016, 2, 1), date(2026, 2, 1))
