"""Importing a workbook: all of it or nothing, every wrong row named, twice the same as once."""

from __future__ import annotations

import io
from datetime import date

import pytest

from liangze.core.errors import NotAllowed, Refusal
from liangze.organisation.models import Appointment, Change, Coverage, GrantRole, Person, Portfolio, Post, Stationing, Unit
from liangze.organisation.policy import console
from liangze.organisation.queries.export import export_workbook
from liangze.trust.models import AuditEntry
from tests.rooms import factory
from tests.rooms.organisation.workbooks import SINCE, small, taken_in, told

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 1)


def test_everything_arrives() -> None:
    outcome = taken_in(small())
    assert told(outcome) == []
    assert outcome.stored
    assert outcome.counts["units"] == {"new": 4, "changed": 0, "same": 0}
    city, bureau = Unit.objects.get(code="C"), Unit.objects.get(code="C-B")
    assert (bureau.parent, bureau.party_organ, bureau.discipline_organ) == (city, "group", "group")
    assert bureau.path == city.path + f"{bureau.pk:07d}"
    assert Post.objects.get(unit=bureau, code="P").role == "principal"
    assert Appointment.objects.get(person__number="0002").since == date(2020, 3, 1)
    assert {(p.unit.code if p.unit else p.area) for p in Portfolio.objects.all()} == {"C-B-1", "finance"}
    assert Coverage.objects.get().kind == "contact"
    assert Stationing.objects.get().unit == bureau


def test_the_same_workbook_twice_changes_nothing() -> None:
    taken_in(small())
    entries, changes = AuditEntry.objects.count(), Change.objects.count()
    outcome = taken_in(small())
    assert outcome.stored
    assert all(numbers["new"] == numbers["changed"] == 0 for numbers in outcome.counts.values())
    assert outcome.counts["appointments"]["same"] == 2
    assert (AuditEntry.objects.count(), Change.objects.count()) == (entries, changes)


def test_what_is_exported_is_imported_as_the_same() -> None:
    taken_in(small())
    target = io.BytesIO()
    assert export_workbook(by=console(), target=target)["posts"] == 5
    outcome = taken_in(target)
    assert told(outcome) == []
    assert all(numbers["new"] == numbers["changed"] == 0 for numbers in outcome.counts.values())
    assert sum(numbers["same"] for numbers in outcome.counts.values()) == 4 + 5 + 2 + 2 + 2 + 1 + 1


def test_one_audit_entry_with_the_digest_and_a_change_for_each_unit() -> None:
    taken_in(small())
    entry = AuditEntry.objects.get(action="organisation.import")
    assert len(entry.after["digest"]) == 64
    assert entry.after["counts"]["people"]["new"] == 2
    assert Change.objects.filter(what="organisation.import").count() == Unit.objects.count()


def test_every_wrong_row_is_named_and_nothing_is_stored() -> None:
    rows = small()
    rows["单位"] += [
        ["C-X", "", "C", "部门", "市级", None, None, 1, "2016-02-30", None],
        ["C-B", "又一个", "NO", "机关", "市级", None, None, 1, SINCE, None],
    ]
    rows["职务"].append(["NO", "P", "主要负责人", "主任", 1, SINCE, None])
    rows["任职"] += [["0009", "C-B", "P9", SINCE, None], ["0001", "C-B", "L", SINCE, None], ["0002", "C-B", "P", date(2018, 1, 1), None]]
    rows["分管"].append(["C-B", "M1", "C-B-1", "财务", SINCE, None])
    outcome = taken_in(rows)
    assert not outcome.stored
    assert Unit.objects.count() == 0
    found = told(outcome)
    for expected in (
        ("单位", 6, "单位名称", "This is empty."),
        ("单位", 6, "起始日期", "“2016-02-30” is not a day."),
        ("单位", 7, "类别", "“机关” is not among the choices."),
        ("单位", 7, "单位编码", "This stands in the sheet twice, first in row 3."),
        ("单位", 7, "上级编码", "There is no unit with the code NO."),
        ("职务", 7, "单位编码", "There is no unit with the code NO."),
        ("任职", 4, "人员编号", "Nobody has the personnel number 0009."),
        ("任职", 4, "职务编码", "The unit C-B has no seat with the code P9."),
        ("任职", 5, "职务编码", "“甲局领导班子” is a body: the organ itself holds this seat."),
        ("任职", 6, "起始日期", "Somebody else holds the seat on some of these days: row 2."),
        ("分管", 4, "分管单位编码", "A portfolio is a unit or an area of work."),
    ):
        assert expected in found
    assert outcome.findings.found == len([f for f in outcome.findings.kept if not f.warning])
    assert all(f.remedy for f in outcome.findings.kept)


def test_a_circle_is_found() -> None:
    rows = small()
    rows["单位"][0][2] = "C-B-1"
    outcome = taken_in(rows)
    assert {(f.row, f.what) for f in outcome.findings.kept} >= {
        (n, "The unit would lie below itself, or deeper than 30 levels.") for n in (2, 3, 4)
    }


def test_a_subtree_moves_with_its_paths() -> None:
    taken_in(small())
    rows = small()
    rows["单位"].append(["C-N", "新区", "C", "地区", "县级", "党委", "纪委", 3, SINCE, None])
    rows["单位"][1][2] = "C-N"
    outcome = taken_in(rows)
    assert (outcome.counts["units"], told(outcome)) == ({"new": 1, "changed": 1, "same": 3}, [])
    assert Unit.objects.get(code="C-B-1").path.startswith(Unit.objects.get(code="C-N").path)


def test_an_appointment_can_be_ended_but_its_days_are_not_overwritten() -> None:
    taken_in(small())
    rows = small()
    rows["任职"][0][4] = date(2026, 1, 1)
    rows["任职"].append(["0002", "C-B", "P", date(2026, 1, 1), None])
    assert taken_in(rows).counts["appointments"] == {"new": 1, "changed": 1, "same": 1}
    rows["任职"][0][4] = date(2026, 2, 1)
    rows["任职"][2][3] = date(2026, 2, 1)
    found = told(taken_in(rows))
    assert ("任职", 2, "终止日期", "It is entered as ended on 2026-01-01; days are not overwritten by an import.") in found


def test_a_seat_held_already_is_not_given_to_another() -> None:
    taken_in(small())
    rows = small()
    rows["任职"] = [["0002", "C-B", "P", SINCE, None]]
    assert ("任职", 2, "人员编号") in {(s, r, c) for s, r, c, _ in told(taken_in(rows))}
    rows["任职"] = [["0002", "C-B", "P", date(2022, 1, 1), None]]
    assert told(taken_in(rows)) == [("任职", 2, "起始日期", "安可 holds the seat from 2016-01-01 on some of these days.")]


def test_closing_a_unit_needs_its_seats_and_the_units_below_closed() -> None:
    taken_in(small())
    what = {
        w
        for _, _, _, w in told(
            taken_in({"单位": [["C-B", "云川市甲局", "C", "部门", "市级", "党组", "纪检组", 1, SINCE, date(2026, 1, 1)]]})
        )
    }
    assert "Units below it are still open, “一处” among them." in what
    assert any("would outlast it" in text for text in what)


def test_five_areas_of_a_principal_are_a_warning() -> None:
    rows = small()
    rows["分管"].append(["C-B", "P", None, "人事", SINCE, None])
    outcome = taken_in(rows)
    assert outcome.stored
    assert [(f.row, f.warning, f.params["area"]) for f in outcome.findings.kept] == [(4, True, "人事")]
    assert outcome.findings.found == 0


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2026-03-01", date(2026, 3, 1)),
        ("2026年3月1日", date(2026, 3, 1)),
        ("２０２６.３.１", date(2026, 3, 1)),
        ("20260301", date(2026, 3, 1)),
    ],
)
def test_days_may_be_written_as_people_write_them(cell: str, day: date) -> None:
    rows = small()
    rows["单位"][2][8] = cell
    rows["职务"], rows["分管"], rows["联系包干"] = [], [], []
    rows["任职"], rows["派驻"] = [], []
    taken_in(rows)
    assert Unit.objects.get(code="C-B-1").since == day


def test_codes_may_be_numbers_or_full_width() -> None:
    rows = {
        "单位": [
            [3305, "云川市", None, "地区", "市级", None, None, None, SINCE, None],
            ["３３０５０１", "乡", "3305", "地区", "乡镇(街道)级", None, None, None, SINCE, None],
        ]
    }
    assert told(taken_in(rows)) == []
    assert Unit.objects.get(code="330501").parent == Unit.objects.get(code="3305")


def test_formulas_are_refused_not_evaluated() -> None:
    rows = small()
    rows["人员"].append(["0003", "=A1&B1"])
    assert told(taken_in(rows)) == [("人员", 4, "姓名", "This is a formula.")]


def test_more_than_a_thousand_findings_are_counted() -> None:
    rows = {"人员": [[f"{n:05}", None] for n in range(1_500)]}
    outcome = taken_in(rows)
    assert (len(outcome.findings.kept), outcome.findings.found) == (1_000, 1_500)
    assert Person.objects.count() == 0


def test_only_units_below_the_grant_are_written() -> None:
    taken_in(small())
    bureau = Unit.objects.get(code="C-B")
    by = factory.acting("office", (GrantRole.OFFICE, bureau), today=TODAY)
    rows = {
        "单位": [
            ["C-B-2", "二处", "C-B", "内设机构", "市级", None, None, 2, SINCE, None],
            ["C-B-3", "三处", "C", "内设机构", "市级", None, None, 2, SINCE, None],
            ["C-J", "派驻改名", "C", "部门", "市级", None, None, 2, SINCE, None],
        ]
    }
    assert told(taken_in(rows, by)) == [("单位", r, "单位编码", "You may not write in this unit.") for r in (3, 4)]
    rows["单位"] = rows["单位"][:1]
    assert taken_in(rows, by).stored
    moved_up = {"单位": [["C-B", "云川市甲局", "C-J", "部门", "市级", "党组", "纪检组", 1, SINCE, None]]}
    assert told(taken_in(moved_up, by)) == [("单位", 2, "单位编码", "You may not write in this unit.")]


def test_liaisons_do_not_import() -> None:
    where = factory.unit("C")
    with pytest.raises(NotAllowed):
        taken_in(small(), factory.acting("liaison", (GrantRole.LIAISON, where), today=TODAY))


@pytest.mark.parametrize("content", [b"", b"not a workbook", b"\xd0\xcf\x11\xe0old", b"PK\x03\x04broken"])
def test_what_is_no_workbook_is_refused(content: bytes) -> None:
    with pytest.raises(Refusal) as refused:
        taken_in(io.BytesIO(content))
    assert refused.value.field == "file"
    assert refused.value.remedy
