"""The minutes of a meeting as an official paper (会议纪要). A paper is Chinese whatever language its reader has chosen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from django.utils.translation import override, pgettext

from liangze.core.major_matter import Majority, MatterKind, Voice, Vote, carried, counted
from liangze.core.meeting import MeetingState, Presence
from liangze.documents.paper import Block, Column, Facts, Grid, Heading, Paper, Paragraph
from liangze.meetings.models import MajorMatter, MatterVoice
from liangze.meetings.queries.page import MeetingPage, meeting_page
from liangze.meetings.words import name_of
from liangze.organisation.policy import Acting

PRINTED = "zh-hans"
NUMERALS = "一二三四五六七八九十"


def minutes_paper(*, meeting_id: int, by: Acting, today: date) -> Paper:
    """Minutes of a held meeting; of one still to be held, its notice with the agenda. Raises NotFound."""
    with override(PRINTED):
        page = meeting_page(meeting_id=meeting_id, by=by, today=today)
        meeting = page.meeting
        held = meeting.held_on is not None
        on = meeting.held_on or meeting.planned_on
        blocks: list[Block] = [Facts(_head(page, on))]
        parts = [_agenda(page, held), _answered(page), _matters(page), _decisions(page)] if held else [_agenda(page, held)]
        for number, (title, found) in enumerate((part for part in parts if part[1]), 0):
            blocks += [Heading(f"{NUMERALS[number]}、{title}"), *found]
        kind = pgettext("minutes", "Minutes") if held else pgettext("minutes", "Notice of meeting")
        note = pgettext("minutes", "This record is void.") if page.state == MeetingState.VOID else ""
        return Paper(
            title=f"{meeting.unit.name}{meeting.title}", subtitle=kind, issuer=meeting.unit.name, day=on, blocks=tuple(blocks),
            attachments=tuple(file.name for file in page.files), note=note,
        )


def _head(page: MeetingPage, on: date) -> tuple[tuple[str, str], ...]:
    meeting = page.meeting
    names = [(kind, [each for each in page.attendance if each.presence == kind]) for kind in Presence]
    rows = [
        (pgettext("minutes", "Time"), f"{on.year}年{on.month}月{on.day}日 {meeting.starts_at:%H:%M}"),
        (pgettext("minutes", "Place"), meeting.place), (pgettext("minutes", "Chair"), meeting.chair.title),
        (pgettext("minutes", "Body"), meeting.holder.title),
    ]
    for kind, found in names:
        if found:
            said = "、".join(f"{each.seat}（{each.note}）" if each.note else each.seat for each in found)
            rows.append((name_of(kind), said))
    if meeting.guests:
        rows.append((pgettext("minutes", "Guests"), meeting.guests))
    if page.towards:
        rows.append((pgettext("minutes", "Met with"), "、".join(page.towards)))
    if page.topics:
        rows.append((pgettext("minutes", "Topics"), page.topics))
    return tuple(rows)


def _agenda(page: MeetingPage, held: bool) -> tuple[str, list[Block]]:
    blocks: list[Block] = []
    for number, item in enumerate(page.agenda, 1):
        said = f"{item.title}（{item.reporter}）" if item.reporter else item.title
        if not held and item.length:
            said += f" {item.length}分钟"
        blocks.append(Heading(f"（{number if number > len(NUMERALS) else NUMERALS[number - 1]}）{said}", 2))
        blocks += [Paragraph(line) for line in item.minutes.splitlines() if line.strip()]
    return pgettext("minutes", "Agenda"), blocks


def _answered(page: MeetingPage) -> tuple[str, list[Block]]:
    columns = (
        Column(pgettext("minutes", "No."), 0.5, "center"), Column(pgettext("minutes", "Decision"), 3.2),
        Column(pgettext("minutes", "Carried out by"), 1.6), Column(pgettext("minutes", "Result"), 3),
    )
    rows = []
    for number, view in enumerate(page.answered, 1):
        here = [each for each in view.answers if each.meeting_id == page.meeting.pk]
        rows.append((str(number), view.text, view.owner, "；".join(_said(each) for each in here)))
    return pgettext("minutes", "Earlier decisions followed up"), [Grid(columns, tuple(rows))] if rows else []


def _said(answer: Any) -> str:
    until = f"（{_day(answer.day)}前）" if answer.day else ""
    return f"{answer.name}{until}：{answer.words}"


def _decisions(page: MeetingPage) -> tuple[str, list[Block]]:
    columns = (
        Column(pgettext("minutes", "No."), 0.5, "center"), Column(pgettext("minutes", "Decision"), 4),
        Column(pgettext("minutes", "Carried out by"), 1.8), Column(pgettext("minutes", "By"), 1.9, "center"),
    )
    rows = tuple((str(view.position), view.text, view.owner, _day(view.first_due)) for view in page.decisions)
    return pgettext("minutes", "Decisions"), [Grid(columns, rows)] if rows else []


def _matters(page: MeetingPage) -> tuple[str, list[Block]]:
    if not page.matters:
        return "", []
    fact = JSONObject(seat="post_id", title="post__title", spoke="spoke", said="said", vote="vote", recused="recused", dissent="dissent",
                      why="recused_reason")
    voices = MatterVoice.objects.filter(matter=OuterRef("pk")).order_by("spoke", "pk")
    rows = MajorMatter.objects.filter(meeting=page.meeting, decided_at__isnull=False).annotate(said=ArraySubquery(voices.values(v=fact)))
    blocks: list[Block] = []
    for row in rows.order_by("position"):
        blocks += _matter(row)
    return pgettext("minutes", "Major matters"), blocks


def _matter(row: Any) -> Sequence[Block]:
    voices = [Voice(each["seat"], each["spoke"], Vote(each["vote"]) if each["vote"] else None, each["recused"]) for each in row.said]
    count = counted(voices, row.members)
    outcome = pgettext("minutes", "carried") if carried(count, Majority(row.majority)) else pgettext("minutes", "not carried")
    spoke = "、".join(each["title"] for each in row.said if each["spoke"])
    lines = [
        pgettext("minutes", "Materials circulated on %(day)s.") % {"day": _day(row.circulated_on)},
        *([pgettext("minutes", "Sum: %(n)s yuan.") % {"n": f"{row.amount:,.2f}"}] if row.amount else []),
        *([pgettext("minutes", "Order of speaking: %(seats)s.") % {"seats": spoke}] if spoke else []),
        *(f"{each['title']}：{each['said']}" for each in row.said if each["said"]),
        *(pgettext("minutes", "%(seat)s recused: %(why)s.") % {"seat": each["title"], "why": each["why"]} for each in row.said
          if each["recused"]),
        pgettext("minutes", "For %(for)s, against %(against)s, abstentions %(abstain)s; present %(present)s; %(outcome)s (%(majority)s).")
        % {
            "for": count.for_, "against": count.against, "abstain": count.abstain, "present": count.present, "outcome": outcome,
            "majority": name_of(Majority(row.majority)),
        },
        *(pgettext("minutes", "Dissent of %(seat)s: %(words)s") % {"seat": each["title"], "words": each["dissent"]} for each in row.said
          if each["dissent"]),
        *([pgettext("minutes", "Recorded with a warning: the principal did not speak last.")] if row.warned else []),
        pgettext("minutes", "Decision: %(words)s") % {"words": row.decision},
    ]
    return [Heading(f"{row.title}（{name_of(MatterKind(row.kind))}）", 2), *(Paragraph(line) for line in lines)]


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
