"""The format of the workbook: its words, its template, and hostile files."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from liangze.core.errors import Refusal
from liangze.core.words import SEAT_OF, Level, Role, UnitKind
from liangze.organisation.models import CoverageKind, DisciplineOrgan, PartyOrgan, WorkArea
from liangze.organisation.words import NAMES
from liangze.organisation.workbook import vocabulary
from liangze.organisation.workbook.guard import demand_workbook
from liangze.organisation.workbook.layout import BY_KEY, NOTES, SHEETS, Column, Kind
from liangze.organisation.workbook.reading import opened
from liangze.organisation.workbook.values import BadCellError, value_of
from liangze.organisation.workbook.writing import write_template
from tests.conftest import ROOT
from tests.rooms.organisation.workbooks import small, written


def shown_in_chinese(context: str, msgids: dict[str, str]) -> dict[str, str]:
    """Chinese name → code word, as the pages show it."""
    entries = polib.pofile(str(Path(ROOT) / "locale" / "zh_Hans" / "organisation.po"))
    said = {entry.msgid: entry.msgstr for entry in entries if entry.msgctxt == context}
    return {said[msgid]: code for code, msgid in msgids.items()}


def named(words: type[UnitKind | Level | Role]) -> dict[str, str]:
    # The lazy names of the core's words, as their English msgids.
    from django.utils.translation import override

    with override("en"):
        return {word.value: str(name) for word, name in NAMES[words].items() if words is not Role or word not in SEAT_OF}


def labelled(choices: type[PartyOrgan | DisciplineOrgan | WorkArea | CoverageKind]) -> dict[str, str]:
    from django.utils.translation import override

    with override("en"):
        return {code: str(label) for code, label in choices.choices}


def test_the_words_of_the_format_are_those_of_the_pages() -> None:
    assert shown_in_chinese("unit kind", named(UnitKind)) == vocabulary.UNIT_KINDS
    assert shown_in_chinese("level", named(Level)) == vocabulary.LEVELS
    assert shown_in_chinese("role", named(Role)) == vocabulary.ROLES
    assert shown_in_chinese("organ", labelled(PartyOrgan)) == vocabulary.PARTY_ORGANS
    assert shown_in_chinese("organ", labelled(DisciplineOrgan)) == vocabulary.DISCIPLINE_ORGANS
    assert shown_in_chinese("area", labelled(WorkArea)) == vocabulary.AREAS
    assert shown_in_chinese("coverage", labelled(CoverageKind)) == vocabulary.COVERAGE_KINDS


def test_the_template_has_headings_lists_and_explanations() -> None:
    target = io.BytesIO()
    write_template(target)
    book = openpyxl.load_workbook(target)
    assert book.sheetnames == [NOTES, *(sheet.title for sheet in SHEETS)]
    heads = [cell.value for cell in book["单位"][1]]
    assert heads[:4] == ["单位编码*", "单位名称*", "上级编码", "类别*"]
    lists = {str(v.sqref).split(":")[0]: v.formula1 for v in book["单位"].data_validations.dataValidation}
    assert lists["D2"] == '"地区,部门,内设机构,企业,事业单位,村（社区）"'
    notes = [cell.value for row in book[NOTES].iter_rows() for cell in row if cell.value]
    assert "示例市示例局" in notes
    assert all(book[sheet.title].max_row == 1 for sheet in SHEETS)


def test_the_empty_template_imports_as_nothing() -> None:
    target = io.BytesIO()
    write_template(target)
    from liangze.organisation.workbook.findings import Findings

    findings = Findings()
    with opened(target) as book:
        book.check_sheets(findings)
        assert [list(book.rows(sheet, findings)) for sheet in SHEETS] == [[] for _ in SHEETS]
    assert findings.kept == []


def packed(parts: dict[str, bytes]) -> io.BytesIO:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target


def test_hostile_files_are_refused() -> None:
    bomb = packed({"xl/workbook.xml": b"<workbook/>", "xl/worksheets/sheet1.xml": b"<a>" + b" " * 50_000_000})
    entities = packed({"xl/workbook.xml": b'<!DOCTYPE a [<!ENTITY b "b">]><workbook>&b;</workbook>'})
    other = packed({"word/document.xml": b"<document/>"})
    for source in (bomb, entities, other, io.BytesIO(b"PK"), io.BytesIO(b"\xd0\xcf\x11\xe0" + b"0" * 100)):
        with pytest.raises(Refusal) as refused:
            demand_workbook(source)
        assert (refused.value.field, bool(refused.value.remedy)) == ("file", True)


def test_a_row_at_the_end_of_the_sheet_does_not_make_a_million() -> None:
    source = written(small())
    parts = {}
    with zipfile.ZipFile(source) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/worksheets/sheet3.xml"] = parts["xl/worksheets/sheet3.xml"].replace(b'r="3"', b'r="999999999"')
    from liangze.organisation.workbook.findings import Findings

    with opened(packed(parts)) as book:
        assert len(list(book.rows(BY_KEY["people"], Findings()))) == 1


def test_unknown_sheets_and_headings_are_named() -> None:
    from liangze.organisation.workbook.findings import Findings

    book = openpyxl.load_workbook(written(small()))
    book.create_sheet("别的")
    book["人员"]["B1"] = "名字"
    target = io.BytesIO()
    book.save(target)
    findings = Findings()
    with opened(target) as found:
        found.check_sheets(findings)
        assert list(found.rows(BY_KEY["people"], findings)) == []
    assert [(f.sheet, f.row, f.column) for f in findings.kept] == [("别的", 0, ""), ("人员", 1, "名字"), ("人员", 1, "姓名")]


CODE, DAY = Column("code", "编码", Kind.CODE, required=True), Column("since", "起始日期", Kind.DAY, required=True)


@given(
    st.dates(date(1900, 1, 1), date(2200, 12, 31)), st.sampled_from(["{y}-{m}-{d}", "{y}年{m}月{d}日", "{y}.{m}.{d}", "{y}/{m:02}/{d:02}"])
)
def test_every_day_is_read_as_it_is_written(day: date, shape: str) -> None:
    assert value_of(DAY, shape.format(y=day.year, m=day.month, d=day.day)) == day
    assert value_of(DAY, datetime(day.year, day.month, day.day)) == day


def said(column: Column, cell: object) -> str:
    """What is said of the cell; "taken" when there is nothing wrong with it."""
    try:
        value_of(column, cell)
    except BadCellError as bad:
        return bad.remedy and (bad.what % bad.params if bad.params else bad.what)
    return "taken"


@given(st.one_of(st.text(), st.integers(), st.floats(), st.booleans(), st.none(), st.datetimes()))
def test_any_cell_gives_a_value_or_says_what_is_wrong(cell: object) -> None:
    for sheet in SHEETS:
        for column in sheet.read:
            assert said(column, cell)


@pytest.mark.parametrize(("cell", "code"), [(3305, "3305"), (3305.0, "3305"), ("３３０５", "3305"), (" a-1 ", "a-1")])
def test_codes(cell: object, code: str) -> None:
    assert value_of(CODE, cell) == code
