"""How talks go: every way leads to its end, nothing is held before its time, and no office alone reads what was said."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liangze.core.calendar import is_rest_day
from liangze.core.talk import (
    AFTER,
    ALONE,
    COUNTING,
    OVER,
    Near,
    Seat,
    TalkKind,
    TalkProcedure,
    TalkStage,
    TalkStep,
    may_hold_now,
    may_read_content,
    months_after,
    procedure_of,
    stage_after,
    talks_from,
    working_days_after,
)
from liangze.core.talk_rules import TalkEffect, TalkRules, effects_of, rules_from
from liangze.core.words import Role

DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))


def test_every_way_begins_planned_and_ends():
    for way in TalkProcedure:
        assert stage_after(way, None) is TalkStage.PLANNED
        assert OVER & set(AFTER[way].values()), way
        assert stage_after(way, TalkStep.HELD, voided=True) is TalkStage.VOID


@pytest.mark.parametrize("way", TalkProcedure)
def test_only_an_admonition_waits_for_approval(way):
    assert may_hold_now(way, TalkStep.PLANNED) is (way is not TalkProcedure.ADMONITION)
    assert may_hold_now(way, TalkStep.APPROVED) is (way is TalkProcedure.ADMONITION)
    assert not may_hold_now(way, TalkStep.HELD)


def test_a_matter_passed_on_goes_its_own_way():
    assert procedure_of(TalkKind.SUMMONS, minor_matter=True) is TalkProcedure.MINOR_MATTER
    assert procedure_of(TalkKind.SUMMONS, minor_matter=False) is TalkProcedure.SUMMONS


def test_measures_and_letters_count_for_no_duty_to_talk():
    assert set(TalkKind) - COUNTING == {TalkKind.ADMONITION, TalkKind.INQUIRY}
    assert set(TalkKind) - COUNTING < ALONE


@given(DAYS, st.integers(1, 40))
def test_working_days_end_on_a_working_day_and_leave_none_out(day, days):
    last = working_days_after(day, days)
    between = [day + timedelta(n) for n in range(1, (last - day).days + 1)]
    assert not is_rest_day(last)
    assert sum(not is_rest_day(each) for each in between) == days


@given(DAYS, st.integers(0, 60))
def test_months_later_is_the_same_day_or_the_last_of_the_month(day, months):
    later = months_after(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day == day.day or (later + timedelta(1)).day == 1


def test_an_admonition_brings_what_the_rules_say():
    """Six months from 31 August end on the last of February."""
    usual = {each.effect: each.until for each in effects_of(date(2026, 8, 31), TalkRules())}
    assert usual == {TalkEffect.AWARDS_WITHHELD: date(2026, 12, 31), TalkEffect.NO_PROMOTION: date(2027, 2, 28)}
    assert effects_of(date(2026, 8, 31), rules_from({"awards_withheld": False, "no_promotion_months": 0})) == ()
    for wrong in ({"no_promotion_month": 6}, {"no_promotion_months": "6"}, {"inquiry_working_days": -1}):
        with pytest.raises(ValueError, match="TALK_RULES"):
            rules_from(wrong)


def test_the_head_above_talks_with_a_head_and_the_own_head_with_a_member():
    assert talks_from(Seat(1, Role.PRINCIPAL, 10, 5)) == (5, Role.PRINCIPAL)
    assert talks_from(Seat(1, Role.DISCIPLINE_PRINCIPAL, 10, 5)) == (5, Role.DISCIPLINE_PRINCIPAL)
    assert talks_from(Seat(1, Role.MEMBER, 10, 5)) == (10, Role.PRINCIPAL)
    assert talks_from(Seat(1, Role.PRINCIPAL, 10, None))[0] is None


@given(st.builds(Near, st.booleans(), st.booleans(), st.booleans(), st.booleans()))
def test_being_there_or_being_named_is_what_counts(near):
    assert may_read_content(near) is (near != Near())
