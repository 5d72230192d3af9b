"""The eight worked examples of docs/engine.md under their numbers: what is owed, what counts, what state follows."""

from __future__ import annotations

from datetime import date

from liangze.core.duty import Due, Duty
from liangze.core.matching import DeedValue, ObligationValue, Verdict, match, settle
from liangze.core.obligation import ObligationDates, state_on
from liangze.core.organisation import OrganisationValue, Span
from liangze.core.planning import PlannedObligation, plan_reference
from liangze.core.words import State, Towards
from tests.core.county import adoption, duty, organisation, portfolio, seat, unit

TALKS = (
    duty("principal-talks", "principal", "talk", "year", "two-responsibilities", towards=Towards.MEMBERS, times=2),
    duty("member-talks", "member", "talk", "year", "two-responsibilities", towards=Towards.PORTFOLIO_UNITS, times=2),
)
REPORTS = (
    duty("committee-reports", "leadership", "report", "year", "annual", about="previous", due=Due(1, 31)),
    duty("principal-reports", "principal", "report", "year", "annual", about="previous", due=Due(1, 31)),
)
MEETINGS = (
    duty("special-meeting", "leadership", "meeting", "quarter", "special-meeting"),
    duty("situation-analysis", "leadership", "meeting", "half_year", "situation-analysis"),
)
ONE_UNIT = organisation([unit(1)], [seat(10, 1, "leadership"), seat(11, 1, "principal")])


def owed(duties: tuple[Duty, ...], where: OrganisationValue, today: date, year: int = 2026) -> tuple[PlannedObligation, ...]:
    return plan_reference(duties, where, adoption(), year, today)


def judge(deed: DeedValue, planned: PlannedObligation, asked: Duty, *in_charge: tuple[int, Span]) -> Verdict:
    return match(
        deed,
        ObligationValue(
            "规〔2026〕1号", "四（二）", asked.title, asked.act.kind, asked.act.topics, planned.holder_id,
            planned.counterpart_id, planned.opens, planned.due, planned.times, in_charge,
        ),
    )  # fmt: skip


def state(planned: PlannedObligation, today: date, *days: date) -> State:
    done, fulfilled_on = settle(planned.times, [day for day in days if day <= today])
    return state_on(ObligationDates(planned.opens, planned.due, planned.times, done, fulfilled_on), today)


def test_1_talks_with_members_and_with_heads_of_the_portfolio() -> None:
    units = [unit(1), unit(2, 1, kind="department"), unit(3, 1, kind="department")]
    seats = [seat(11, 1, "principal"), seat(12, 1, "member"), seat(13, 1, "member"), seat(21, 2, "principal"), seat(31, 3, "principal")]
    before = organisation(units, seats, [portfolio(12, 2), portfolio(12, 3)])
    planned = owed(TALKS, before, date(2026, 3, 1))
    assert [(o.holder_id, o.counterpart_id, o.times) for o in planned] == [(12, 21, 2), (12, 31, 2), (11, 12, 2), (11, 13, 2)]

    july = date(2026, 7, 1)
    after = organisation(units, seats, [portfolio(12, 2, until=july), portfolio(13, 2, since=july), portfolio(12, 3)])
    moved = owed(TALKS, after, july)
    assert [(o.holder_id, o.counterpart_id) for o in moved] == [(12, 31), (13, 21), (11, 12), (11, 13)]
    talk = DeedValue(TALKS[1].act.kind, frozenset({"two-responsibilities"}), date(2026, 3, 12), holder=12, counterpart=21)
    for_d1 = moved[1]
    assert judge(talk, for_d1, TALKS[1], (12, Span(date(2000, 1, 1), july)), (13, Span(july))).counts


def test_2_two_reports_by_the_end_of_january() -> None:
    planned = owed(REPORTS, ONE_UNIT, date(2026, 1, 2))
    assert [(o.period.start.year, o.opens, o.due) for o in planned] == [(2025, date(2026, 1, 1), date(2026, 1, 31))] * 2
    for each in planned:
        assert state(each, date(2026, 2, 1)) is State.OVERDUE
        assert state(each, date(2026, 2, 3), date(2026, 2, 3)) is State.LATE


def test_3_one_meeting_closes_two() -> None:
    planned = owed(MEETINGS, ONE_UNIT, date(2026, 1, 2))
    assert len(planned) == 6
    asked = {each.id: each for each in MEETINGS}
    deed = DeedValue(MEETINGS[0].act.kind, frozenset({"special-meeting", "situation-analysis"}), date(2026, 6, 20), holder=10)
    on_time = [o for o in planned if judge(deed, o, asked[o.duty_id]).counts and deed.on <= o.due]
    assert [(o.duty_id, o.due) for o in on_time] == [("situation-analysis", date(2026, 6, 30)), ("special-meeting", date(2026, 6, 30))]


def test_4_a_second_session_does_not_spill_over() -> None:
    study = duty("study", "leadership", "study", "quarter", "integrity-study")
    first, second, *_ = owed((study,), ONE_UNIT, date(2026, 1, 2))
    sessions = [DeedValue(study.act.kind, study.act.topics, day, holder=10) for day in (date(2026, 2, 5), date(2026, 3, 9))]
    assert [judge(deed, first, study).counts for deed in sessions] == [True, True]
    assert settle(1, [deed.on for deed in sessions]).fulfilled_on == date(2026, 2, 5)
    verdicts = [judge(deed, second, study) for deed in sessions]
    assert [reason.text for verdict in verdicts for reason in verdict.reasons] == ["It is too early: acts count from %(opens)s."] * 2


def test_5_a_township_founded_in_october_is_not_owed_for() -> None:
    towns = [unit(n, 1, level="township", since=date(2026, 10, 1) if n == 19 else date(2000, 1, 1)) for n in range(2, 20)]
    seats = [seat(11, 1, "principal")]
    seats += [seat(100 + t.id, t.id, "leadership") for t in towns] + [seat(200 + t.id, t.id, "principal") for t in towns]
    talks = duty("talks", "principal", "talk", "year", towards=Towards.SUBORDINATE_PRINCIPALS, within="self")
    planned = owed((talks,), organisation([unit(1), *towns], seats), date(2026, 11, 1))
    assert len(planned) == 17
    assert 219 not in {o.counterpart_id for o in planned}


def test_6_lists_by_the_end_of_february_2016() -> None:
    lists = duty("lists", "leadership", "plan", "once", once_opens=date(2016, 1, 1), once_due=date(2016, 2, 29))
    assert [o.due for o in owed((lists,), ONE_UNIT, date(2016, 1, 5), 2016)] == [date(2016, 2, 29)]
    assert owed((lists,), ONE_UNIT, date(2016, 1, 5), 2017) == ()
    yearly = duty("lists", "leadership", "plan", "year", due=Due(2))
    assert [owed((yearly,), ONE_UNIT, date(y, 1, 5), y)[0].due.day for y in (2015, 2016)] == [28, 29]


def test_7_entered_late_but_done_on_time() -> None:
    report, _ = owed(REPORTS, ONE_UNIT, date(2026, 1, 2))
    deed = DeedValue(REPORTS[0].act.kind, frozenset({"annual"}), date(2026, 1, 30), holder=10)
    assert judge(deed, report, REPORTS[0]).counts
    assert state(report, date(2026, 2, 2), deed.on) is State.FULFILLED


def test_8_asked_as_of_an_earlier_day() -> None:
    for each in owed(REPORTS, ONE_UNIT, date(2026, 3, 1)):
        row = ObligationDates(each.opens, each.due, 1, 1, fulfilled_on=date(2026, 2, 3))
        assert state_on(row, date(2026, 2, 3)) is State.LATE
        assert state_on(row, date(2026, 1, 15)) is State.OPEN
