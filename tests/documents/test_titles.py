"""A long title breaks where a reader would break it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liangze.documents.official.titles import title_lines
from liangze.documents.official.widths import shares
from liangze.documents.paper import Column


@pytest.mark.parametrize(
    ("title", "broken"),
    [
        ("责任落实台账", "责任落实台账"),
        ("云岭市交通运输局领导班子成员党风廉政建设责任书", "云岭市交通运输局领导班子\n成员党风廉政建设责任书"),
        ("关于公布二〇一五年度党风廉政建设主体责任和监督责任清单的通知", "关于公布二〇一五年度党风廉政建设\n主体责任和监督责任清单的通知"),
        ("第一行\n第二行", "第一行\n第二行"),
    ],
)
def test_titles(title: str, broken: str) -> None:
    assert title_lines(title, room=20) == broken


@given(st.text("责任清单的通知（）《》，年2015ab", min_size=1, max_size=90))
def test_no_character_is_lost_and_no_line_too_long_unless_it_cannot_be_cut(title: str) -> None:
    lines = title_lines(title, room=20).split("\n")
    assert "".join(lines) == title
    if len(lines) > 1:
        assert all(sum(1 if each.isascii() else 2 for each in line) <= 40 for line in lines)
        assert all(line[0] not in "，）》" for line in lines[1:])
        assert all(line[-1] not in "（《" for line in lines[:-1])


@given(st.lists(st.tuples(st.text("序号任务", max_size=6), st.floats(0.1, 20)), min_size=1, max_size=9))
def test_widths_fill_the_page_and_keep_short_heads_whole(wanted: list[tuple[str, float]]) -> None:
    columns = [Column(title, width) for title, width in wanted]
    widths = shares(columns, points=442.2, size=9)
    assert sum(widths) == pytest.approx(442.2)
    assert all(width >= min(len(column.title), 4) * 9 for width, column in zip(widths, columns, strict=True))
