"""A Word document read back: the page, the styles, the typefaces that officials know, repeated heads, page numbers."""

from __future__ import annotations

import io
import itertools
from typing import Any

import docx as word
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from liangze.documents.official import docx
from liangze.documents.paper import Column, Facts, Grid, Heading, Paper, Paragraph
from tests.documents import specimens


def opened(paper: Paper) -> Any:
    return word.Document(io.BytesIO(docx(paper)))


def test_the_page_is_that_of_the_standard() -> None:
    section = opened(specimens.letter()).sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(each.mm) for each in margins] == [37, 35, 28, 26]
    grid = section._sectPr.find(qn("w:docGrid"))
    assert grid.get(qn("w:type")) == "linesAndChars"
    assert int(grid.get(qn("w:linePitch"))) / 20 * 22 == pytest.approx(225 * 72 / 25.4, rel=0.002)


def test_a_broad_table_lies_across() -> None:
    section = opened(specimens.tasks(3)).sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)


@pytest.mark.parametrize(
    ("style", "face", "size"),
    [
        ("Normal", "仿宋_GB2312", 16),
        ("Title", "方正小标宋简体", 22),
        ("Heading 1", "黑体", 16),
        ("Heading 2", "楷体_GB2312", 16),
        ("Heading 3", "仿宋_GB2312", 16),
        ("表头", "黑体", 10.5),
        ("表文", "仿宋_GB2312", 10.5),
        ("页码", "宋体", 14),
    ],
)
def test_styles_name_the_typefaces_that_officials_know(style: str, face: str, size: float) -> None:
    found = opened(specimens.letter()).styles[style]
    assert found.element.rPr.rFonts.get(qn("w:eastAsia")) == face
    assert found.element.rPr.rFonts.get(qn("w:asciiTheme")) is None
    assert found.font.size.pt == size


def test_headings_are_headings_and_text_is_set_in() -> None:
    found = [(line.style.name, line.text) for line in opened(specimens.coverage()).paragraphs]
    assert ("Heading 1", "一、总体情况") in found
    normal = opened(specimens.coverage()).styles["Normal"]
    assert normal.paragraph_format.first_line_indent.pt == 32
    assert normal.element.pPr.ind.get(qn("w:firstLineChars")) == "200"


def test_the_head_of_a_table_is_repeated_and_rows_stay_whole() -> None:
    table = opened(specimens.ledger(30)).tables[0]
    assert [cell.text for cell in table.rows[0].cells][:3] == ["序号", "事项", "责任单位"]
    assert len(table.rows) == 31
    repeated = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
    assert repeated == [True] + [False] * 30
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_pages_are_numbered_between_dashes_on_both_sides() -> None:
    document = opened(specimens.letter())
    section = document.sections[0]
    assert document.settings.odd_and_even_pages_header_footer
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        line = footer.paragraphs[0]
        assert line.text == "— 1 —"
        assert line._p.xpath("string(.//w:instrText)").strip() == "PAGE"
        assert line._p.pPr.jc.get(qn("w:val")) == side


def test_two_tables_that_follow_each_other_stay_two() -> None:
    grid = Grid((Column("一"),), (("1",),))
    document = opened(Paper(title="表", blocks=(Facts((("名", "值"),)), grid, grid)))
    assert len(document.tables) == 3
    body = [child.tag for child in document.element.body]
    assert not any(one == two == qn("w:tbl") for one, two in itertools.pairwise(body))


def test_number_issuer_day_and_attachments() -> None:
    found = [line.text for line in opened(specimens.responsibility_list()).paragraphs]
    assert found[:2] == ["中共云岭市委办公室", "云委办〔2015〕45号"]
    assert found.index("2015年2月26日") == len(found) - 2
    assert "附件：责任清单落实情况报送表" in found


def test_name_and_day_are_kept_with_the_text() -> None:
    paper = Paper(title="通知", blocks=(Paragraph("第一段。"), Paragraph("特此通知。")), issuer="中共云岭市委", day=specimens.letter().day)
    kept = {line.text: line.paragraph_format.keep_with_next for line in opened(paper).paragraphs}
    assert kept["特此通知。"]
    assert kept["中共云岭市委"]
    assert not kept["2015年3月1日"]
    assert not kept["第一段。"]


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60))
def test_any_text_can_be_written(typed: str) -> None:
    blocks = (Heading(typed), Paragraph(typed), Facts(((typed, typed),)), Grid((Column(typed),), ((typed,),), typed))
    paper = Paper(title=typed, blocks=blocks, number=typed, issuer=typed, addressee=typed, attachments=(typed,), note=typed)
    assert opened(paper).tables


def test_what_a_person_typed_is_no_markup() -> None:
    document = opened(Paper(title="表", blocks=(Grid((Column("<w:b/>"),), (("</w:t>&amp;",),)),)))
    assert [cell.text for row in document.tables[0].rows for cell in row.cells] == ["<w:b/>", "</w:t>&amp;"]
