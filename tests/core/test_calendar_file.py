"""Calendar files: nothing that a person typed can end a line or begin a property of its own."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from liangze.core.calendar_file import WIDTH, calendar_text, escaped, folded


def test_what_has_a_meaning_is_escaped():
    assert escaped("一；二;三,四\\五\r\n六\u2028七") == "一；二\\;三\\,四\\\\五\\n六\\n七"


@given(st.text())
def test_a_text_stays_on_one_line(text):
    assert len(escaped(text).splitlines()) <= 1


@given(st.text(alphabet=st.characters(min_codepoint=32, exclude_categories=("Cs",)), min_size=1))
def test_lines_are_short_and_nothing_is_lost(text):
    parts = list(folded(text))
    assert all(len(part.encode()) <= WIDTH for part in parts)
    assert "".join([parts[0], *(part[1:] for part in parts[1:])]) == text


def test_every_line_ends_as_the_standard_asks():
    assert calendar_text(["BEGIN:VCALENDAR", "END:VCALENDAR"]) == "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"
