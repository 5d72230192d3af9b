"""The reading page: nothing of the text is lost, marks and footnotes stand where the drafts rest."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from liangze.core.errors import NotFound
from liangze.organisation.policy import Acting
from liangze.reading import read_text
from liangze.regulations.actions import confirm_draft, refuse_draft
from liangze.regulations.drafting.time_words import time_words
from liangze.regulations.models import Document
from liangze.regulations.queries.reading import document_page
from liangze.regulations.queries.reading.text import Mark, paragraphs
from tests.rooms.regulations.conftest import NOW, RULES, draft

DOCUMENTS = Path(__file__).parents[2] / "reading" / "documents"


def squeezed(text: str) -> str:
    return "".join(text.split())


def shown(text: str, marks: tuple[Mark, ...] = ()) -> str:
    clauses = read_text(text).as_dict()["clauses"]
    return "".join(piece.text for p in paragraphs(text, clauses, marks) for piece in p.pieces)


@pytest.mark.parametrize("path", sorted(DOCUMENTS.glob("*_city_*.txt")) + sorted(DOCUMENTS.glob("*essay.txt")), ids=lambda p: p.stem)
def test_no_character_is_lost(path: Path) -> None:
    text = path.read_text("utf-8")
    assert squeezed(shown(text)) == squeezed(text)


@given(st.text("一二、（）。\n 1.每年第条章甲乙　", max_size=120), st.integers(0, 120), st.integers(0, 20))
def test_no_character_is_lost_whatever_the_text(text: str, start: int, length: int) -> None:
    end = min(len(text), start + length)
    marks = (Mark(start, end, (1,)),) if start < end else ()
    assert squeezed(shown(text, marks)) == squeezed(text)


@pytest.mark.parametrize(
    ("passage", "words"),
    [
        ("每季度召开一次专题会议", "每季度"),
        ("每年1月底前向县委书面报告", "每年1月底前"),
        ("每年6月底、12月底前", "每年6月底、12月底前"),
        ("2020年2月底前完成责任清单编制", "2020年2月底前"),
        ("月检查", "月"),
        ("按季度通报", "按季度"),
        ("每年初召开专题会议", "每年初"),
        ("定期", "定期"),
    ],
)
def test_the_words_of_time_are_marked(passage: str, words: str) -> None:
    start, end = time_words(passage, 0, len(passage))
    assert passage[start:end] == words


def test_marks_carry_the_numbers_of_the_drafts(document: Document, office: Acting) -> None:
    page = document_page(document.pk, by=office)
    marked = [(p.text, p.numbers, p.current) for para in page.text for p in para.pieces if p.kind == "mark"]
    assert marked == [
        ("每季度", (1,), True), ("每年1月底前", (2,), False), ("每年", (3,), False), ("每半年", (4,), False), ("定期", (5,), False),
    ]  # fmt: skip


def test_the_tree_counts_what_is_below(document: Document, office: Acting) -> None:
    tree = {
        branch.label: (branch.name, branch.depth, branch.drafts, branch.waiting)
        for branch in document_page(document.pk, by=office).tree
        if branch.depth == 0
    }
    assert tree == {
        "一": ("总体要求", 0, 0, 0),
        "二": ("党委的主体责任", 0, 3, 3),
        "三": ("纪委的监督责任", 0, 2, 2),
        "四": ("附则", 0, 0, 0),
    }


def test_progress_and_the_next_waiting(document: Document, office: Acting) -> None:
    confirm_draft(draft=draft(document, 1), by=office, now=NOW)
    refuse_draft(draft=draft(document, 2), reason="另有规定", by=office, now=NOW)
    page = document_page(document.pk, by=office)
    assert (page.progress.confirmed, page.progress.refused, page.progress.waiting, page.progress.total) == (1, 1, 3, 5)
    assert page.open_card is not None
    assert page.open_card.number == 3
    assert [card.number for card in document_page(document.pk, by=office, only_waiting=True).cards] == [3, 4, 5]


def test_paragraphs_look_like_the_document(document: Document, office: Acting) -> None:
    page = document_page(document.pk, by=office)
    assert [(p.tag, p.pieces[0].text) for p in page.text if p.tag == "h2"] == [
        ("h2", "一、总体要求"), ("h2", "二、党委的主体责任"), ("h2", "三、纪委的监督责任"), ("h2", "四、附则"),
    ]  # fmt: skip
    strong = [p.pieces[0].text for p in page.text if p.tag == "p" and p.pieces[0].kind == "strong"]
    assert strong[0] == "（一）研究部署。"


def test_four_statements_however_long(document: Document, office: Acting) -> None:
    confirm_draft(draft=draft(document, 1), by=office, now=NOW)
    with CaptureQueriesContext(connection) as seen:
        document_page(document.pk, by=office)
    assert len(seen) <= 4


def test_a_sister_finds_nothing(document: Document, sister: Acting, liaison: Acting) -> None:
    for by in (sister, liaison):
        with pytest.raises(NotFound):
            document_page(document.pk, by=by)


def test_text_is_shown_as_it_is(document: Document, office: Acting) -> None:
    page = document_page(document.pk, by=office)
    assert squeezed("".join(piece.text for p in page.text for piece in p.pieces)) == squeezed(RULES)
