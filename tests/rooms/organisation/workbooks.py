"""Workbooks to test with, written as a person would fill in the template."""

from __future__ import annotations

import hashlib
import io
from datetime import date
from typing import Any

import openpyxl

from liangze.organisation.actions.importing.run import Outcome, import_workbook
from liangze.organisation.policy import Acting, console
from liangze.organisation.workbook.layout import SHEETS

Rows = dict[str, list[list[Any]]]
SINCE = date(2016, 1, 1)


def small() -> Rows:
    """A city with a bureau, its office and a stationed group; by the titles of the sheets, without headings."""
    return {
        "单位": [
            ["C", "云川市", None, "地区", "市级", "党委", "纪委", 1, SINCE, None],
            ["C-B", "云川市甲局", "C", "部门", "市级", "党组", "纪检组", 1, SINCE, None],
            ["C-B-1", "一处", "C-B", "内设机构", "市级", None, None, 1, SINCE, None],
            ["C-J", "派驻一组", "C", "部门", "市级", None, None, 2, SINCE, None],
        ],
        "职务": [
            ["C-B", "L", "领导班子", "甲局领导班子", 0, SINCE, None],
            ["C-B", "P", "主要负责人", "党组书记、局长", 1, SINCE, None],
            ["C-B", "M1", "班子成员", "副局长", 2, SINCE, None],
            ["C-B-1", "P", "主要负责人", "处长", 1, SINCE, None],
            ["C-J", "G", "派驻（出）机构", "派驻一组", 1, SINCE, None],
        ],
        "人员": [["0001", "安可"], ["0002", "白露"]],
        "任职": [["0001", "C-B", "P", SINCE, None], ["0002", "C-B", "M1", date(2020, 3, 1), None]],
        "分管": [["C-B", "M1", "C-B-1", None, date(2020, 3, 1), None], ["C-B", "M1", None, "财务", date(2020, 3, 1), None]],
        "联系包干": [["C-B", "M1", "C-B-1", "联系点", date(2020, 3, 1), None]],
        "派驻": [["C-J", "C-B", SINCE, None]],
    }


def written(rows: Rows) -> io.BytesIO:
    """The rows as a workbook, under the headings of the format."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for sheet in SHEETS:
        page = book.create_sheet(sheet.title)
        page.append([column.heading for column in sheet.read])
        for row in rows.get(sheet.title, []):
            page.append(row)
    target = io.BytesIO()
    book.save(target)
    target.seek(0)
    return target


def taken_in(rows: Rows | io.BytesIO, by: Acting | None = None) -> Outcome:
    """Import the rows, from the console unless somebody else is named."""
    source = rows if isinstance(rows, io.BytesIO) else written(rows)
    digest = hashlib.sha256(source.getvalue()).hexdigest()
    return import_workbook(by=by or console(), source=source, digest=digest)


def told(outcome: Outcome) -> list[tuple[str, int, str, str]]:
    """(sheet, row, column, what) of every finding, with its values put in."""
    return [(f.sheet, f.row, f.column, f.what % f.params if f.params else f.what) for f in outcome.findings.kept]
