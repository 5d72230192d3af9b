"""Records of every room by the type under which deeds know them: their cards, and the page where one stands.

A room that emits deeds adds its line.
"""

from __future__ import annotations

from django.urls import reverse

from liangze.conduct.entry import RECORD as ENTRY
from liangze.conduct.queries.cards import cards as entry_cards
from liangze.duties.queries.record_card import CardReader
from liangze.hearings.queries.cards import cards as hearing_cards
from liangze.hearings.record import HEARING
from liangze.meetings.queries.cards import cards as meeting_cards
from liangze.meetings.record import RECORD as MEETING
from liangze.reports.queries.cards import cards as report_cards
from liangze.reports.record import RECORD as REPORT
from liangze.study.new_session import RECORD as STUDY
from liangze.study.queries.cards import cards as study_cards
from liangze.talks.new_talk import RECORD as TALK
from liangze.talks.queries.cards import cards as talk_cards
from liangze.web.navigation import address_with

#: Record type → (its cards, the name of the page of one).
RECORDS: dict[str, tuple[CardReader, str]] = {
    ENTRY: (entry_cards, "entry"),
    TALK: (talk_cards, "talk"),
    MEETING: (meeting_cards, "meeting"),
    REPORT: (report_cards, "report"),
    HEARING: (hearing_cards, "hearing"),
    STUDY: (study_cards, "study-session"),
}
READERS = {kind: reader for kind, (reader, _page) in RECORDS.items()}


#: Record type → the name of the address of one of its files, where the room shows them.
FILES: dict[str, str] = {
    ENTRY: "entry-file",
    TALK: "talk-file",
    MEETING: "meeting-file",
    STUDY: "study-file",
    HEARING: "hearing-file",
}


def file_address(kind: str, number: int, use_id: int) -> str:
    """A file of a record; "" for a type that has none."""
    return reverse(FILES[kind], args=(number, use_id)) if kind in FILES else ""


def record_address(kind: str, number: int) -> str:
    """The page of a record; "" for a type that has none."""
    return address_with(RECORDS[kind][1], number) or "" if kind in RECORDS else ""
