"""The page of GB/T 9704-2012, measured in the PDF that comes out."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liangze.documents.official import pdf
from liangze.documents.paper import Column, Facts, Grid, Heading, Paper, Paragraph, SignatureBox
from tests.documents import specimens
from tests.documents.reading_back import MM, conformance, lines, typefaces, words


def test_a_page_is_a4_with_22_lines_of_28_characters_in_156_by_225_millimetres() -> None:
    content = pdf(Paper(title="", blocks=(Paragraph("责" * 28 * 60),))).content
    page = pypdf.PdfReader(io.BytesIO(content)).pages[1].mediabox
    assert (round(page.width / MM), round(page.height / MM)) == (210, 297)
    body = [line for line in lines(content, 1) if "责" in line.words]
    assert len(body) == 22
    assert {len(line.words) for line in body} == {28}
    assert all(line.size == pytest.approx(16) for line in body)
    assert min(line.left for line in body) == pytest.approx(28, abs=0.3)
    assert max(line.right for line in body) == pytest.approx(28 + 156, abs=0.3)
    assert body[0].top == pytest.approx(37, abs=1)
    assert body[-1].top + 16 / MM < 37 + 225


def test_a_paragraph_is_set_in_by_two_characters() -> None:
    first, second = lines(pdf(Paper(title="", blocks=(Paragraph("责" * 40),))).content)[:2]
    assert (len(first.words), len(second.words)) == (26, 14)
    assert first.left - second.left == pytest.approx(2 * 156 / 28, abs=0.1)


def test_title_and_headings_have_their_sizes_and_faces() -> None:
    levels = (Heading("一、黑体", 1), Heading("（一）楷体", 2), Heading("1.仿宋", 3), Heading("（1）仿宋", 4))
    found = {line.words: line for line in lines(pdf(Paper(title="责任书", blocks=(*levels, Paragraph("正文")))).content)}
    assert found["责任书"].size == pytest.approx(22)
    assert (found["责任书"].left + found["责任书"].right) / 2 == pytest.approx(28 + 78, abs=0.5)
    faces = [found[words].face for words in ("一、黑体", "（一）楷体", "1.仿宋", "（1）仿宋", "正文")]
    assert faces == ["NotoSansSC-Medium", "LXGWWenKai-Regular", "NotoSerifSC-Regular", "NotoSerifSC-Regular", "NotoSerifSC-Regular"]
    assert found["一、黑体"].size == pytest.approx(16)


def test_the_page_number_stands_at_the_outer_edge() -> None:
    content = pdf(Paper(title="", blocks=(Paragraph("责" * 28 * 60),))).content
    one, two = lines(content, 0)[-1], lines(content, 1)[-1]
    assert (one.words, two.words) == ("— 1 —", "— 2 —")
    assert one.right == pytest.approx(28 + 156 - 14 / MM, abs=1)
    assert two.left == pytest.approx(28 + 14 / MM, abs=1)
    assert one.size == pytest.approx(14)
    assert one.top + 7 / MM == pytest.approx(37 + 225 + 7, abs=1.5)  # the dashes, seven millimetres below the text


def test_number_day_addressee_and_attachments_are_written_as_the_standard_wants() -> None:
    found = [line.words for line in lines(pdf(specimens.responsibility_list()).content)]
    assert found[:2] == ["中共云岭市委办公室", "云委办〔2015〕45号"]
    assert any(line.startswith("各县（区）委，市直各部门") for line in found)
    last = [line.words for line in lines(pdf(specimens.responsibility_list()).content, -1)]
    assert "附件：责任清单落实情况报送表" in last
    assert last.index("2015年2月26日") == last.index("中共云岭市委办公室") + 1


def test_several_attachments_are_numbered() -> None:
    found = words(pdf(Paper(title="通知", attachments=("甲表", "乙表"))).content)
    assert "附件：1.甲表2.乙表" in found


def test_a_table_repeats_its_head_in_smaller_type_and_lies_across() -> None:
    rendered = pdf(specimens.tasks(60))
    page = pypdf.PdfReader(io.BytesIO(rendered.content)).pages[1].mediabox
    assert (round(page.width / MM), round(page.height / MM)) == (297, 210)
    assert rendered.pages > 2
    for each in range(rendered.pages):
        head = next(line for line in lines(rendered.content, each) if line.words.startswith("序号"))
        assert head.size == pytest.approx(9)
        assert head.words.startswith("序号任务目标牵头领导")


def test_no_row_of_a_table_is_lost() -> None:
    rows = tuple((f"第{at}行", "内容" * (at % 40)) for at in range(1, 120))
    found = words(pdf(Paper(title="表", blocks=(Grid((Column("一"), Column("二", 3)), rows),))).content)
    assert all(name in found for name, _ in rows)


def test_a_row_longer_than_a_page_goes_on_overleaf() -> None:
    rendered = pdf(Paper(title="表", blocks=(Grid((Column("一"), Column("二")), (("责任" * 1500, "短"),)),)))
    assert rendered.pages > 1
    assert words(rendered.content).count("责任") == 1500


def test_a_row_of_another_width_than_the_head_is_refused() -> None:
    with pytest.raises(ValueError, match="1 cells in a grid of 2"):
        pdf(Paper(title="表", blocks=(Grid((Column("一"), Column("二")), (("只有一格",),)),)))


def test_it_is_pdf_a_2a_and_every_typeface_is_embedded() -> None:
    for make in (specimens.letter, specimens.responsibility_list, specimens.coverage):
        content = pdf(make()).content
        assert conformance(content) == ("2", "A")
        assert typefaces(content)
        assert all(typefaces(content).values())


def test_facts_stand_name_beside_value() -> None:
    found = [line.words for line in lines(pdf(Paper(title="责任书", blocks=(Facts((("责任人", "周敬言"), ("职务", "副局长"))),))).content)]
    assert found[1:3] == ["责任人周敬言", "职务副局长"]


def test_the_note_opens_no_page_of_its_own() -> None:
    full = Paper(title="", blocks=(Paragraph("责" * (28 * 22 - 2)),))
    assert pdf(full).pages == 1
    with_note = pdf(Paper(title="", blocks=full.blocks, note="截至2015年3月1日的数据"))
    assert with_note.pages == 1
    assert "截至2015年3月1日的数据" in words(with_note.content)


def _of(lines_: int) -> Paper:
    """As many full lines, and one short paragraph; then name and day."""
    return Paper(
        title="", blocks=(Paragraph("责" * (28 * lines_ - 2)), Paragraph("特此通知。")), issuer="中共云岭市委", day=date(2015, 3, 1)
    )


@pytest.mark.parametrize("count", range(15, 24))
def test_name_and_day_never_stand_on_a_page_alone(count: int) -> None:
    for wide in (False, True):
        text = pdf(replace(_of(count), wide=wide))
        last = [line.words for line in lines(text.content, -1)]
        assert last.index("中共云岭市委") > 0, f"{count} lines"
        assert "特此通知。" in last


@pytest.mark.parametrize("count", range(1, 40, 3))
def test_signatures_below_a_table_never_stand_on_a_page_alone(count: int) -> None:
    grid = Grid((Column("序号"), Column("事项", 5)), tuple((str(at), "责任事项" * 9) for at in range(count)))
    rendered = pdf(Paper(title="表", blocks=(grid,), signatures=(SignatureBox("a", "签发人", "沈维嘉"),), day=date(2015, 3, 1)))
    on = [line.words for line in lines(rendered.content, rendered.boxes["a"].page)]
    assert any(line.startswith("序号事项") for line in on), "a table with its head stands above"
    assert "2015年3月1日" in on, "the day stays with the signature"
    assert rendered.pages == rendered.boxes["a"].page + 1
    assert words(rendered.content).count("责任事项" * 9) == count


sentences = st.lists(
    st.tuples(st.text("责任清单落实情况", min_size=1, max_size=9), st.sampled_from("，。；：、！？）》”")), min_size=5, max_size=40
)


@settings(max_examples=30, deadline=None)
@given(sentences)
def test_no_line_begins_with_a_sign_that_closes(parts: list[tuple[str, str]]) -> None:
    text = "".join(words_ + sign for words_, sign in parts)
    for line in lines(pdf(Paper(title="", blocks=(Paragraph(text),))).content):
        assert line.words[0] not in "，。；：、！？）》”"
