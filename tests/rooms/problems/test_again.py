"""What opens a closed problem again: a repeat, false rectification, a look-back, one of its parts."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from liangze.core.errors import Conflict, NotAllowed, NotFound, Refusal, Refusals
from liangze.core.look_back import sample
from liangze.core.problem import Cause, ProblemCategory, ProblemState
from liangze.problems.actions import draw, look_at, raise_problem, reopen
from liangze.problems.queries.look_backs import look_back_page
from tests.rooms import factory as f
from tests.rooms.problems.conftest import new, raised
from tests.rooms.problems.steps import closed, judge, reported

pytestmark = pytest.mark.django_db
JUNE = date(2026, 6, 10)
LATER = date(2026, 8, 31)


def again(place, **changes):
    return raised(place, by=place.discipline, day=JUNE, found_on=JUNE, due=LATER, title="台账又补录", **changes)


def test_a_repeat_opens_the_earlier_one_again_and_both_show_the_other(place):
    first = closed(place)
    second = again(place)
    first.refresh_from_db()
    assert second.earlier == first
    assert (first.standing, first.due, first.closed_on, first.came_back) == (ProblemState.REOPENED, LATER, None, 1)
    step = first.steps.last()
    assert (step.kind, step.cause, step.other) == ("reopened", Cause.REPEAT, second)


def test_another_kind_another_unit_or_a_reason_why_not_is_no_repeat(place):
    first = closed(place)
    again(place, category=ProblemCategory.FUNDS)
    again(place, unit_id=place.town.township1.pk)
    third = raise_problem(
        new=new(place, found_on=JUNE, due=LATER), by=place.discipline, today=JUNE, now=f.at(JUNE),
        no_repeat="台账种类不同，原问题已整改到位。",
    )
    first.refresh_from_db()
    assert first.standing == ProblemState.CLOSED
    assert third.earlier is None
    assert "台账种类不同" in third.steps.get().words


def test_a_rectification_found_to_be_false_is_opened_again_by_the_reviewer_with_the_reason(place):
    first = closed(place)

    def false(by=place.discipline, said: str = "照片为他处拍摄。", due: date | None = LATER):
        return reopen(problem_id=first.pk, said=said, due=due, false=True, by=by, today=JUNE, now=f.at(JUNE))

    with pytest.raises(NotAllowed, match="own people"):
        false(by=place.liaison)
    for given, field in (({"said": ""}, "said"), ({"due": None}, "due"), ({"due": date(2026, 6, 1)}, "due")):
        with pytest.raises(Refusal) as caught:
            false(**given)
        assert caught.value.field == field
    assert false().cause == Cause.FALSE
    first.refresh_from_db()
    assert (first.standing, first.false_on, first.came_back) == (ProblemState.REOPENED, JUNE, 1)
    with pytest.raises(Conflict, match="found false already"):
        false()


def test_one_that_a_repeat_opened_can_still_be_found_false(place):
    first = closed(place)
    again(place)
    reopen(problem_id=first.pk, said="整改报告不实。", due=None, false=True, by=place.discipline, today=JUNE, now=f.at(JUNE))
    first.refresh_from_db()
    assert (first.false_on, first.standing, first.steps.last().kind) == (JUNE, ProblemState.REOPENED, "false_found")


def test_opening_a_part_again_opens_the_whole(place):
    whole = raised(place)
    part = raised(place, title="三月台账", parent_id=whole.pk)
    for each in (part, whole):
        reported(place, each)
        judge(place, each)
    reopen(problem_id=part.pk, said="复查不合格。", due=LATER, by=place.discipline, today=JUNE, now=f.at(JUNE))
    whole.refresh_from_db()
    assert (whole.standing, whole.due, whole.steps.last().cause) == (ProblemState.REOPENED, LATER, Cause.PART)


def test_a_look_back_draws_what_anybody_can_draw_again_and_what_came_back_is_open_again(place):
    problems = [closed(place, category=kind) for kind in list(ProblemCategory)[:5]]
    closed(place, unit_id=place.town.bureau.pk, day=JUNE, due=date(2026, 6, 30))

    def drawn(by=place.discipline, since: date | None = date(2026, 5, 1), until: date | None = date(2026, 5, 31), size: int = 3):
        return draw(unit_id=place.town.county.pk, since=since, until=until, size=size, by=by, today=JUNE, now=f.at(JUNE))

    for wrong, field in (({"since": None}, "since"), ({"until": date(2026, 4, 1)}, "since"), ({"size": 0}, "size"), ({"size": 99}, "size")):
        with pytest.raises(Refusals) as caught:
            drawn(**wrong)
        assert caught.value.refusals[0].field == field
    with pytest.raises(NotAllowed):
        drawn(by=place.liaison)
    made = drawn()
    rows = list(made.problems.all())
    assert made.drawn_from == [each.pk for each in problems]
    assert tuple(row.problem_id for row in rows) == sample(made.drawn_from, seed=made.seed, size=3)

    def look(row, kept_up: bool | None, by=place.second, said: str = "现场查看。", due: date | None = None):
        return look_at(looked_at_id=row.pk, kept_up=kept_up, said=said, due=due, by=by, today=JUNE, now=f.at(JUNE))

    with pytest.raises(Refusal, match="No finding"):
        look(rows[0], None)
    with pytest.raises(NotFound):
        look(rows[0], kept_up=True, by=place.colleague)
    look(rows[0], kept_up=True)
    with pytest.raises(Conflict, match="already"):
        look(rows[0], kept_up=True)
    with pytest.raises(Refusal, match="day is missing"):
        look(rows[1], kept_up=False)
    look(rows[1], kept_up=False, due=LATER)
    kept, back = rows[0].problem, rows[1].problem
    kept.refresh_from_db()
    back.refresh_from_db()
    assert (kept.standing, kept.steps.last().kind) == (ProblemState.CLOSED, "kept_up")
    assert (back.standing, back.steps.last().cause, back.came_back) == (ProblemState.REOPENED, Cause.LOOK_BACK, 1)


def test_what_was_looked_at_before_eight_in_the_morning_was_looked_at_that_day(place):
    """The day is the installation's own, not that of Greenwich."""
    closed(place)
    made = draw(
        unit_id=place.town.county.pk, since=date(2026, 5, 1), until=JUNE, size=1, by=place.discipline, today=JUNE, now=f.at(JUNE)
    )
    early = datetime(2026, 6, 9, 23, 30, tzinfo=UTC)  # half past seven of June 10 in China
    look_at(looked_at_id=made.problems.get().pk, kept_up=True, said="现场查看。", by=place.second, today=JUNE, now=early)
    (found,) = look_back_page(look_back_id=made.pk, by=place.second, today=JUNE).found
    assert found.on == JUNE
