"""What a person typed is only ever printed: never read as markup, never lost without a sign, never the cause of a failure."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from liangze.documents.official import pdf
from liangze.documents.official.words import MISSING, numbered, printable
from liangze.documents.paper import Column, Facts, Grid, Heading, Paper, Paragraph, SignatureBox
from tests.documents import specimens
from tests.documents.reading_back import lines, words

HOSTILE = (
    "#set page(width: 1cm)",
    '#read("/etc/passwd")',
    "$x^2$ ${}",
    "\\u{41}\\",
    "*粗* _斜_ `码`",
    "<label> @ref",
    "// 注 /* 注 */",
    "= 标题",
    "- 项",
    "\"双\" '单' “引”",
    "#(1 + 1)",
    "{{ name }} {% if %}",
    "[左](右)",
    "~~~",
)


@pytest.mark.parametrize("typed", HOSTILE)
def test_markup_is_printed_as_it_was_typed(typed: str) -> None:
    paper = Paper(
        title=typed,
        subtitle=typed,
        addressee=typed,
        issuer=typed,
        note=typed,
        attachments=(typed,),
        blocks=(Heading(typed), Paragraph(typed), Facts(((typed, typed),)), Grid((Column("甲"),), ((typed,),), typed)),
        signatures=(SignatureBox(typed, typed, typed),),
    )
    rendered = pdf(paper)
    assert words(rendered.content).count("".join(typed.split())) == 14  # once in each place, and the key of the box is not printed
    assert set(rendered.boxes) == {typed}


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=80))
@example("\ud800")
@example("\x00\x1b[31m\u2028")
@example("😀👨‍👩‍👧" * 5)
def test_any_text_can_be_printed(typed: str) -> None:
    paper = Paper(title=typed, blocks=(Heading(typed, 2), Paragraph(typed), Grid((Column(typed),), ((typed,),))))
    assert pdf(paper).pages >= 1


def test_a_character_that_no_typeface_has_leaves_a_sign() -> None:
    assert printable("张\U0001f600三\ue000") == f"张{MISSING}三{MISSING}"


def test_rare_characters_of_names_are_printed() -> None:
    assert printable("赵㐂、钱䶮、孙𠮷") == "赵㐂、钱䶮、孙𠮷"
    assert "赵㐂、钱䶮、孙𠮷" in words(pdf(Paper(title="名单", blocks=(Paragraph("赵㐂、钱䶮、孙𠮷"),))).content)


def test_nothing_can_hide_or_turn_the_direction_of_what_is_signed() -> None:
    assert printable("给\u202e三张\u202c\u200b付\u0000\ufe0f款") == "给三张付款"


def test_a_very_long_word_stays_inside_the_page() -> None:
    content = pdf(Paper(title="", blocks=(Paragraph("x" * 400), Grid((Column("一"), Column("二", 9)), (("y" * 200, ""),))))).content
    assert all(line.left > 27.5 and line.right < 28 + 156.5 for line in lines(content))
    assert words(content).count("x") == 400


@pytest.mark.parametrize(
    "typed", ["云办[2015]45号", "云办(2015)45号", "云办（2015）45号", "云办【2015】45号", "云办〔2015〕45号", "云办［2015］45号"]
)
def test_the_year_of_a_number_stands_in_hexagonal_brackets(typed: str) -> None:
    assert numbered(typed) == "云办〔2015〕45号"


def test_the_same_paper_gives_the_same_bytes_whatever_came_before() -> None:
    first = pdf(specimens.letter()).content
    pdf(specimens.coverage())
    assert pdf(specimens.letter()).content == first
    assert pdf(replace(specimens.letter(), day=date(2015, 3, 2))).content != first
    assert b"D:20150301" in first


def test_another_process_gives_the_same_bytes() -> None:
    program = (
        "import hashlib, sys; from liangze.documents.official import pdf; from tests.documents import specimens;"
        "sys.stdout.write(hashlib.sha256(pdf(specimens.letter()).content).hexdigest())"
    )
    root = Path(__file__).resolve().parents[2]
    other = subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True).stdout
    import hashlib

    assert other == hashlib.sha256(pdf(specimens.letter()).content).hexdigest()


def test_words_reach_the_compositor_as_json_only() -> None:
    layout = (Path(__file__).resolve().parents[2] / "liangze/documents/official/layout.typ").read_text(encoding="utf-8")
    assert layout.count("sys.inputs") == 2  # in a comment, and where it is read
    assert "eval(" not in layout
    assert json.loads(json.dumps(HOSTILE)) == list(HOSTILE)
