"""The procedure of a report, and figures found again in an edited text."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from liangze.core.figures import Placed, lay, own_words, refreshed, trace
from liangze.core.report import (
    DECIDED,
    Person,
    Said,
    Stage,
    Standing,
    Verb,
    may_hand_in,
    needs_signature,
    not_open_yet,
    objection,
    stage_of,
    standing_of,
    with_counts,
)
from liangze.core.words import Every, Role

STEPS = st.lists(st.builds(Said, st.sampled_from(Verb), st.sampled_from(("committee", "discipline"))), max_size=8)


def test_each_addressee_goes_its_own_way():
    steps = [Said(Verb.READ, "committee"), Said(Verb.QUESTION, "discipline"), Said(Verb.ACCEPT, "committee")]
    assert standing_of(steps, "committee") is Standing.ACCEPTED
    assert standing_of(steps, "discipline") is Standing.QUESTIONED
    assert standing_of([*steps, Said(Verb.ANSWER, "discipline")], "discipline") is Standing.ANSWERED


@given(STEPS, st.sampled_from(Verb))
def test_the_last_word_of_an_addressee_stays_its_last(steps, verb):
    before = standing_of(steps, "committee")
    after = standing_of([*steps, Said(verb, "committee")], "committee")
    assert before not in DECIDED or after is before
    assert standing_of([*steps, Said(verb, "discipline")], "committee") is before, "nobody moves another addressee"


@given(STEPS)
def test_the_stage_never_says_accepted_while_one_returned(steps):
    standings = [standing_of(steps, to) for to in ("committee", "discipline")]
    stage = stage_of(submitted=True, withdrawn=False, standings=standings, needed=standings[1:])
    assert (stage is Stage.RETURNED) is (Standing.RETURNED in standings)
    if stage is Stage.ACCEPTED:
        assert standings[1] is Standing.ACCEPTED


def test_what_stands_at_the_obligations_goes_before():
    assert with_counts(Standing.READ, [Standing.ACCEPTED, Standing.ACCEPTED]) is Standing.ACCEPTED
    assert with_counts(Standing.READ, [Standing.ACCEPTED, Standing.WAITING]) is Standing.READ
    assert with_counts(Standing.ACCEPTED, [Standing.RETURNED]) is Standing.RETURNED


def test_nobody_decides_in_their_own_matter_and_an_open_question_comes_first():
    stranger, own, reader = Person(), Person(speaks=True, did=True), Person(speaks=True)
    def said(verb, person, standing=Standing.WAITING):
        refused = objection(verb, stage=Stage.SUBMITTED, standing=standing, person=person)
        return refused.what if refused else ""

    assert said(Verb.ACCEPT, stranger) == "You do not act for an addressee of this report."
    assert said(Verb.ACCEPT, own).startswith("You wrote or hand in this report yourself")
    assert said(Verb.ACCEPT, reader, Standing.QUESTIONED) == "A question is still open."
    assert said(Verb.ACCEPT, reader, Standing.ANSWERED) == ""
    assert said(Verb.ANSWER, Person(writes=True), Standing.QUESTIONED) == ""


def test_a_leader_does_not_report_for_another_leaders_seat_but_the_liaison_may():
    assert may_hand_in(Role.PRINCIPAL, Person(writes=True)).field == "holder"
    assert may_hand_in(Role.PRINCIPAL, Person(writes=True, records=True)) is None
    assert may_hand_in(Role.LEADERSHIP, Person(writes=True)) is None
    assert may_hand_in(Role.LEADERSHIP, Person()).status == 403


def test_the_principals_own_yearly_report_is_signed():
    assert needs_signature(Role.PRINCIPAL, Every.YEAR)
    assert not needs_signature(Role.PRINCIPAL, Every.QUARTER)
    assert not needs_signature(Role.LEADERSHIP, Every.YEAR)


def test_a_period_that_is_not_open_yet_is_refused_with_its_day_and_clause():
    refused = not_open_yet(date(2027, 1, 1), date(2026, 12, 31), "四（二）")
    assert "2027-01-01" in str(refused)
    assert refused.clause == "四（二）"
    assert not_open_yet(date(2027, 1, 1), date(2027, 1, 1), "四（二）") is None


def drafted():
    first = ("本期应办%(total)s项，办结%(done)s项。", {"total": ("total", 12), "done": ("done", 9)})
    return lay([first, ("谈话%(talk)s次。", {"talk": ("talk", 3)})])


def test_figures_are_found_again_where_the_text_was_rewritten_around_them():
    text, placed = drafted()
    assert text == "本期应办12项，办结9项。谈话3次。"
    found = {each.key: each.written for each in trace(text, placed, "今年以来，我局应当办理12项，已经办结 9 项；另开展谈话3次，效果较好。")}
    assert found == {"total": "12", "done": "9", "talk": "3"}


def test_a_figure_changed_by_hand_is_seen_and_one_left_out_too():
    text, placed = drafted()
    found = {each.key: each for each in trace(text, placed, "本期应办12项，办结11项。")}
    assert found["done"].written == "11"
    assert found["talk"].gone


@given(st.text(alphabet="本期办结谈话，。", max_size=12), st.text(alphabet="本期办结谈话，。", max_size=12))
def test_text_before_and_after_changes_no_figure(before, after):
    text, placed = drafted()
    assert [each.written for each in trace(text, placed, before + text + after)] == ["12", "9", "3"]


@given(st.integers(0, 99999), st.integers(0, 99999))
def test_new_values_take_the_places_of_the_old_and_leave_what_was_changed_by_hand(total, done):
    text, placed = drafted()
    edited = text.replace("谈话3次", "谈话5次")
    values, old = {"total": str(total), "done": str(done), "talk": "4"}, {"total": "12", "done": "9", "talk": "3"}
    new = refreshed(edited, trace(text, placed, edited), values, old)
    assert new == f"本期应办{total}项，办结{done}项。谈话5次。"


def test_own_words_are_what_the_system_did_not_draft():
    text, _placed = drafted()
    assert own_words(text + "我们还有不足。", [text]) == "我们还有不足。"
    assert own_words(text.replace("12", "15"), [text]) == "", "another figure in the same sentence makes it nobody's own"


def test_a_sentence_without_figures_has_none():
    assert trace("无", (Placed("x", 5, 6),), "无")[0].gone
