"""Export and import: whatever a pack holds comes back the same, also texts that look like other things."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liangze.core.duty import Act, Due, Duty, Holder, UnitFilter
from liangze.core.words import ActKind, Every, Level, Presence, Role, UnitKind
from liangze.packs import Pack, PackErrors, dump_pack, pack_digest, parse_pack
from liangze.packs.words import Addressee
from tests.packs.conftest import pack_named

HUZHOU = pack_named("huzhou/two-responsibilities-2015/1")
TOPIC = sorted(HUZHOU.topics)

texts = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=6, max_size=40)


@st.composite
def duties(draw: st.DrawFn) -> Duty:
    every = draw(st.sampled_from(list(Every)))
    once = every is Every.ONCE
    due = None if once else draw(st.none() | st.builds(Due, st.just(1), st.integers(0, 28)))
    opens = draw(st.dates(date(2000, 1, 1), date(2050, 1, 1))) if once else None
    return Duty(
        id="drawn",
        clause=draw(st.sampled_from([clause.path for clause in HUZHOU.clauses])),
        title=draw(texts),
        holder=Holder(
            draw(st.sampled_from(list(Role))),
            UnitFilter(
                draw(st.frozensets(st.sampled_from(list(UnitKind)))),
                draw(st.frozensets(st.sampled_from(list(Level)))),
                draw(st.sampled_from(["subtree", "self", "below", "children"])),
            ),
        ),
        act=Act(ActKind.REPORT, frozenset({"main-responsibility", "annual"})),
        every=every,
        times=draw(st.integers(1, 12)),
        about=draw(st.sampled_from(["same", "previous"])) if due else "same",
        due=due,
        once_opens=opens,
        once_due=opens,
        roll=draw(st.sampled_from([None, "next_working_day"])),
        to=("superior_committee", "own_committee"),
        accept=draw(st.sampled_from([None, str(Addressee.OWN_COMMITTEE)])),
        presence=draw(st.sampled_from(list(Presence))),
    )


@given(duties(), st.lists(texts, max_size=3))
def test_what_is_exported_is_imported_the_same(duty: Duty, notes: list[str]) -> None:
    pack = dataclasses.replace(HUZHOU, duties=(*HUZHOU.duties, duty), notes=tuple(notes))
    assert parse_pack(dump_pack(pack)) == pack


@pytest.mark.parametrize("text", ["2015-10-10", "123456", "true: 甲乙丙丁", "- 甲乙丙丁", "#甲乙丙丁戊", "&甲乙丙丁戊", "“两个责任”"])
def test_texts_that_look_like_something_else_stay_texts(text: str) -> None:
    pack = dataclasses.replace(HUZHOU, notes=(text.ljust(6, "。"),))
    assert parse_pack(dump_pack(pack)) == pack


def test_digest_follows_the_content_and_not_the_file() -> None:
    spaced = dump_pack(HUZHOU).replace("\nclauses:", "\n\n# 条款\nclauses:")
    assert pack_digest(parse_pack(spaced)) == pack_digest(HUZHOU)
    other = dataclasses.replace(HUZHOU, notes=())
    assert pack_digest(other) != pack_digest(HUZHOU)


def test_export_of_a_wrong_pack_does_not_come_back() -> None:
    wrong: Pack = dataclasses.replace(HUZHOU, version=0)
    with pytest.raises(PackErrors):
        parse_pack(dump_pack(wrong))
