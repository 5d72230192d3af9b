"""The state of a task: examples, and what must hold for every history."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from liangze.core.task import (
    ENDED,
    Milestone,
    Part,
    PartRole,
    Reach,
    TaskFacts,
    TaskState,
    TaskStep,
    due_on,
    even_shares,
    shares_on,
    state_on,
)
from liangze.core.task_terms import AskedMilestone, AskedPart, EarlierProposal, Terms, asked_anew, proposal_for

NEW_YEAR = date(2026, 1, 1)
RANK = {TaskState.RUNNING: 0, TaskState.BEHIND: 1, TaskState.OVERDUE: 2}


def d(month: int, day: int) -> date:
    return date(2026, month, day)


HALFWAY = TaskFacts(
    steps=((d(1, 20), TaskStep.ISSUED),), dues=((d(1, 10), d(11, 30)),),
    parts=(Part(PartRole.LEAD, d(1, 10), answers=((d(1, 25), True),)), Part(PartRole.SUPERVISING, d(1, 10))),
    milestones=(Milestone(d(6, 30), 40, d(1, 10), reports=(Reach(d(7, 5), d(7, 5)),)), Milestone(d(10, 31), 60, d(1, 10))),
)


def test_a_task_through_its_year():
    expected = {
        d(1, 15): TaskState.DRAFTED, d(1, 20): TaskState.WAITING, d(1, 25): TaskState.RUNNING, d(6, 30): TaskState.RUNNING,
        d(7, 1): TaskState.BEHIND, d(7, 5): TaskState.RUNNING, d(11, 1): TaskState.BEHIND, d(11, 30): TaskState.BEHIND,
        d(12, 1): TaskState.OVERDUE,
    }
    assert {day: state_on(HALFWAY, day) for day in expected} == expected


def test_silence_does_not_save_from_the_due_day():
    silent = replace(HALFWAY, parts=(Part(PartRole.LEAD, d(1, 10)),))
    assert state_on(silent, d(11, 30)) is TaskState.WAITING
    assert state_on(silent, d(12, 1)) is TaskState.OVERDUE


def test_a_later_answer_counts_and_a_part_asked_anew_waits_again():
    part = Part(PartRole.LEAD, d(1, 10), until=d(3, 1), answers=((d(1, 25), False), (d(2, 1), True)))
    facts = replace(HALFWAY, parts=(part, Part(PartRole.LEAD, d(3, 1))))
    assert [state_on(facts, day) for day in (d(1, 26), d(2, 1), d(3, 1))] == [TaskState.RETURNED, TaskState.RUNNING, TaskState.WAITING]


def test_a_draft_dropped_and_taken_up_again_is_a_draft():
    facts = TaskFacts(steps=((d(2, 1), TaskStep.DROPPED), (d(2, 2), TaskStep.REOPENED)))
    assert [state_on(facts, day) for day in (d(1, 1), d(2, 1), d(2, 2))] == [TaskState.DRAFTED, TaskState.DROPPED, TaskState.DRAFTED]


days = st.integers(0, 400).map(lambda n: NEW_YEAR + timedelta(days=n))
spans = st.tuples(days, st.none() | days)
parts = st.builds(
    lambda role, span, answers: Part(role, span[0], span[1], tuple(sorted(answers))),
    st.sampled_from(PartRole), spans, st.lists(st.tuples(days, st.booleans()), max_size=3),
)
reaches = st.builds(Reach, days, days, st.none() | days)
milestones = st.builds(
    lambda day, share, span, reports: Milestone(day, share, span[0], span[1], tuple(reports)), days, st.integers(1, 100), spans,
    st.lists(reaches, max_size=2),
)
histories = st.builds(
    TaskFacts,
    steps=st.lists(st.tuples(days, st.sampled_from(TaskStep)), max_size=6).map(lambda rows: tuple(sorted(rows, key=lambda row: row[0]))),
    dues=st.lists(st.tuples(days, days), max_size=3).map(lambda rows: tuple(sorted(rows))),
    parts=st.lists(parts, max_size=4).map(tuple),
    milestones=st.lists(milestones, max_size=5).map(tuple),
)


@given(histories, days)
def test_every_history_has_one_state_on_every_day(facts, day):
    assert state_on(facts, day) in TaskState


@given(histories, days, days)
def test_what_is_recorded_later_does_not_change_what_was(facts, day, later):
    """As of a day, only what was recorded up to it counts."""
    known = TaskFacts(
        steps=tuple(row for row in facts.steps if row[0] <= day),
        dues=tuple(row for row in facts.dues if row[0] <= day),
        parts=tuple(
            replace(
                part, until=None if part.until and part.until > day else part.until,
                answers=tuple(row for row in part.answers if row[0] <= day),
            )
            for part in facts.parts if part.since <= day
        ),
        milestones=tuple(
            replace(
                each, until=None if each.until and each.until > day else each.until,
                reports=tuple(
                    replace(said, taken_back=said.taken_back if said.taken_back and said.taken_back <= day else None)
                    for said in each.reports if said.said <= day
                ),
            )
            for each in facts.milestones if each.since <= day
        ),
    )
    assert state_on(known, day) is state_on(facts, day)


@given(histories, days, st.integers(0, 60))
def test_with_nothing_recorded_a_task_only_gets_slower(facts, day, wait):
    """After the last record: a running task may fall behind and become overdue, never the other way round."""
    records = [
        *(row[0] for row in facts.steps), *(row[0] for row in facts.dues),
        *(on for part in facts.parts for on in (part.since, part.until, *(row[0] for row in part.answers)) if on),
        *(on for each in facts.milestones for on in (each.since, each.until) if on),
        *(on for each in facts.milestones for said in each.reports for on in (said.on, said.said, said.taken_back) if on),
    ]
    first = max([day, *records])
    now, then = state_on(facts, first), state_on(facts, first + timedelta(days=wait))
    if now in RANK:
        assert RANK[then] >= RANK[now]
    elif now in ENDED | {TaskState.DRAFTED, TaskState.REPORTED}:
        assert then is now
    else:
        assert then in (now, TaskState.OVERDUE)


@given(histories, days, st.data())
def test_reaching_a_milestone_never_makes_it_worse(facts, day, data):
    if not facts.milestones:
        return
    chosen = data.draw(st.integers(0, len(facts.milestones) - 1))
    better = tuple(
        replace(each, reports=(*each.reports, Reach(each.day, each.day))) if index == chosen else each
        for index, each in enumerate(facts.milestones)
    )
    before, after = state_on(facts, day), state_on(replace(facts, milestones=better), day)
    if before in RANK:
        assert RANK[after] <= RANK[before]
    else:
        assert after is before


def test_what_was_known_on_a_day_stays_what_it_was():
    """Handed in on 10 April of 20 March, taken back on 2 May: reached from 10 April to 1 May, and not for those who look at 1 April."""
    stone = Milestone(d(3, 31), 100, d(1, 10), reports=(Reach(d(3, 20), d(4, 10), d(5, 2)),))
    assert [stone.reached(day) for day in (d(4, 9), d(4, 10), d(5, 1), d(5, 2))] == [None, d(3, 20), d(3, 20), None]


@given(histories, days)
def test_behind_is_what_the_shares_say(facts, day):
    shares = shares_on(facts, day)
    if state_on(facts, day) is TaskState.BEHIND:
        assert shares.expected > shares.reached
    if state_on(facts, day) is TaskState.RUNNING:
        assert shares.expected <= shares.reached
        assert due_on(facts, day) is None or day <= due_on(facts, day)


@given(st.integers(0, 100))
def test_even_shares_make_a_hundred(count):
    shares = even_shares(count)
    assert len(shares) == count
    assert sum(shares) == (100 if count else 0)
    assert all(share >= 1 for share in shares)


asked_parts = st.lists(
    st.builds(AskedPart, st.integers(1, 6), st.sampled_from(PartRole), st.sampled_from(["", "甲", "乙"])),
    max_size=5, unique_by=lambda part: part.unit,
).map(tuple)
asked_milestones = st.lists(
    st.builds(AskedMilestone, days, st.sampled_from(["一半", "全部"]), st.integers(1, 100)), max_size=3
).map(tuple)
all_terms = st.builds(
    Terms, title=st.sampled_from(["甲", "乙"]), target=st.just("目标"), leader=st.integers(1, 2), starts=st.just(NEW_YEAR),
    due=st.sampled_from([d(6, 30), d(12, 31)]), parts=asked_parts, milestones=asked_milestones, basis=st.sampled_from(["", "会议"]),
)


@given(all_terms, st.randoms())
def test_who_asks_the_same_asks_nobody_anew(terms, random):
    shuffled = list(terms.parts)
    random.shuffle(shuffled)
    assert terms.same(replace(terms, parts=tuple(shuffled)))
    assert asked_anew(terms, replace(terms, parts=tuple(shuffled), leader=9, basis="另一依据")) == frozenset()


@given(all_terms, all_terms)
def test_only_doing_units_of_the_new_terms_are_asked_anew(old, new):
    anew, doing = asked_anew(old, new), {part.unit for part in new.parts if part.role is not PartRole.SUPERVISING}
    assert anew <= doing
    if old.common != new.common:
        assert anew == doing
    else:
        assert {part.unit for part in new.parts if part in old.parts}.isdisjoint(anew)


def test_a_talk_follows_a_reminder_that_did_not_help():
    reminded = EarlierProposal(d(3, 1), talk=False, confirmed=True)
    refused = EarlierProposal(d(3, 1), talk=False, confirmed=False)
    waiting = EarlierProposal(d(3, 1), talk=False, confirmed=None)
    assert proposal_for(TaskState.BEHIND, (), d(3, 1)) == "reminder"
    assert proposal_for(TaskState.OVERDUE, (), d(3, 1)) == "reminder"
    assert proposal_for(TaskState.OVERDUE, (reminded,), d(3, 20)) is None, "the reminder is given time"
    assert proposal_for(TaskState.OVERDUE, (reminded,), d(4, 1)) == "talk"
    assert proposal_for(TaskState.BEHIND, (reminded,), d(4, 1)) == "reminder"
    assert proposal_for(TaskState.OVERDUE, (refused,), d(4, 1)) == "reminder"
    assert proposal_for(TaskState.OVERDUE, (waiting,), d(12, 1)) is None
    assert proposal_for(TaskState.RUNNING, (), d(12, 1)) is None
