"""Sheets and columns of the workbook, in the order in which they are read and written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from liangze.organisation.workbook import vocabulary as words


class Kind(StrEnum):
    """What a cell of a column holds."""

    CODE = "code"  # a code or number as text; full-width characters are folded
    TEXT = "text"  # a name, as it is
    LINES = "lines"  # text of several lines
    DAY = "day"  # a date
    NUMBER = "number"  # a whole number from 0
    WORD = "word"  # one of the column's words


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `key` is its name in code and in the staging table; `default` stands for an empty cell.

    told  an aside for readers, e.g. the name beside a code; written by the export, passed over by the import.
    """

    key: str
    heading: str
    kind: Kind
    note: str = ""
    longest: int = 40
    required: bool = False
    default: object = None
    words: Mapping[str, str] = field(default_factory=dict)
    example: str = ""
    told: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. `key` names the staging table; `note` says in a sentence what a row is and how it is recognised."""

    key: str
    title: str
    note: str
    columns: tuple[Column, ...]
    most: int = 500_000  # rows

    @property
    def read(self) -> tuple[Column, ...]:
        """The columns that the import takes in."""
        return tuple(c for c in self.columns if not c.told)


@dataclass(frozen=True, slots=True)
class Book:
    """A kind of workbook: its heading and rules on the sheet of explanations, its sheets in their order."""

    title: str
    rules: tuple[str, ...]
    sheets: tuple[Sheet, ...]

    @property
    def by_title(self) -> Mapping[str, Sheet]:
        return {sheet.title: sheet for sheet in self.sheets}


NOTES = "说明"


def _code(key: str, heading: str, note: str, example: str, *, longest: int = 40, required: bool = True) -> Column:
    return Column(key, heading, Kind.CODE, note, longest=longest, required=required, example=example)


def _word(key: str, heading: str, note: str, known: Mapping[str, str], *, example: str, default: str | None = None) -> Column:
    return Column(key, heading, Kind.WORD, note, required=default is None, default=default, words=known, example=example)


def _told(key: str, heading: str) -> Column:
    return Column(key, f"{heading}（参考）", Kind.TEXT, "只供阅读，导入时不看。", told=True)


SINCE = Column("since", "起始日期", Kind.DAY, "从这一天起有效。", required=True, example="2026-03-01")
UNTIL = Column("until", "终止日期", Kind.DAY, "从这一天起不再有效（不含当天）；仍然有效的留空。", example="")
POSITION = Column("position", "排序", Kind.NUMBER, "同级中的先后，整数，小的在前；可留空。", default=0, example="1")
UNIT = _code("unit", "单位编码", "职务所在单位的编码。", "C01-D02")
POST = _code("post", "职务编码", "职务在本单位内的编码。", "P1", longest=24)
SEAT_TOLD = (_told("unit_name", "单位名称"), _told("title", "职务名称"))

SHEETS: tuple[Sheet, ...] = (
    Sheet(
        "units",
        "单位",
        "一行是一个单位。按“单位编码”识别：编码已有的，更新名称等内容；没有的，新设。",
        (
            _code("code", "单位编码", "全系统唯一，长期不变。", "C01-D02"),
            Column("name", "单位名称", Kind.TEXT, "全称。", longest=120, required=True, example="示例市示例局"),
            _code("parent", "上级编码", "上级单位的编码；只有最上层的单位留空。", "C01", required=False),
            _word("kind", "类别", "从下拉中选。", words.UNIT_KINDS, example="部门"),
            _word("level", "层级", "从下拉中选。", words.LEVELS, example="市级"),
            _word("party_organ", "党组织", "从下拉中选；留空表示未设。", words.PARTY_ORGANS, example="党组", default="none"),
            _word("discipline_organ", "纪检机构", "从下拉中选；留空表示未设。", words.DISCIPLINE_ORGANS, example="纪检组", default="none"),
            POSITION,
            SINCE,
            UNTIL,
        ),
    ),
    Sheet(
        "posts",
        "职务",
        "一行是一个职务。按“单位编码＋职务编码”识别。角色一经设立不改。",
        (
            UNIT,
            _code("code", "职务编码", "在本单位内唯一，长期不变。", "P1", longest=24),
            _word("role", "角色", "从下拉中选；领导班子、各类机构和领导小组是集体，不任命个人。", words.ROLES, example="主要负责人"),
            Column("title", "职务名称", Kind.TEXT, "如“党组书记、局长”。", longest=80, required=True, example="党组书记、局长"),
            POSITION,
            SINCE,
            UNTIL,
            _told("unit_name", "单位名称"),
        ),
    ),
    Sheet(
        "people",
        "人员",
        "一行是一个人。按“人员编号”识别。",
        (
            _code("number", "人员编号", "全系统唯一，长期不变。", "A0001"),
            Column("name", "姓名", Kind.TEXT, "", longest=60, required=True, example="张示例"),
        ),
    ),
    Sheet(
        "appointments",
        "任职",
        "一行是一个人的一段任职。按“职务＋起始日期”识别；同一职务同一天只能有一个人，可以空缺。",
        (
            _code("number", "人员编号", "“人员”表或系统中已有的编号。", "A0001"),
            UNIT,
            POST,
            SINCE,
            UNTIL,
            _told("name", "姓名"),
            *SEAT_TOLD,
        ),
    ),
    Sheet(
        "portfolios",
        "分管",
        "一行是一个职务分管的一个单位或一个领域，二者填一。按“职务＋分管对象＋起始日期”识别。",
        (
            UNIT,
            POST,
            _code("target", "分管单位编码", "分管的是单位时填。", "C01-D02-K1", required=False),
            Column("area", "分管领域", Kind.WORD, "分管的是领域时从下拉中选。", words=words.AREAS, default="", example=""),
            SINCE,
            UNTIL,
            _told("target_name", "分管单位名称"),
            *SEAT_TOLD,
        ),
    ),
    Sheet(
        "coverages",
        "联系包干",
        "一行是一个职务联系或包干的一个单位。按“职务＋单位＋方式＋起始日期”识别。",
        (
            UNIT,
            POST,
            _code("target", "联系单位编码", "被联系或包干的单位。", "C01-T03"),
            _word("kind", "方式", "从下拉中选。", words.COVERAGE_KINDS, example="联系点"),
            SINCE,
            UNTIL,
            _told("target_name", "联系单位名称"),
            *SEAT_TOLD,
        ),
    ),
    Sheet(
        "stationings",
        "派驻",
        "一行是一个派驻（出）机构监督的一个单位。按“派驻机构＋单位＋起始日期”识别；一个单位同一天只由一个派驻机构监督。",
        (
            _code("station", "派驻机构编码", "派驻（出）机构作为单位的编码。", "C01-J1"),
            _code("unit", "被监督单位编码", "", "C01-D02"),
            SINCE,
            UNTIL,
            _told("station_name", "派驻机构名称"),
            _told("unit_name", "被监督单位名称"),
        ),
    ),
)
BY_KEY = {sheet.key: sheet for sheet in SHEETS}
ORGANISATION = Book(
    "组织机构导入工作簿：填写说明",
    (
        "表名和表头不要改；列的先后可以调整。带 * 的列必填。不用的表可以留空或者删除。",
        "日期可以是 Excel 日期，也可以写成 2026-03-01、2026年3月1日、2026.3.1。终止日期不含当天：从这一天起不再有效。",
        "编码按文本填写，全角数字按半角读。不要用公式：复制后“选择性粘贴—数值”。",
        "先全部检查，有一处不对就一行也不导入，并逐行指出表、行、列、问题和改法。",
        "已有的记录按各表说明识别：相同的不动，不同的更新，没有的新增；表里没有的记录不受影响，不会被删除。",
        "已经登记的起始日期、已经填写的终止日期不能用导入改写；登记错了，在页面上更正并写明原因，更正会留痕。",
    ),
    SHEETS,
)
