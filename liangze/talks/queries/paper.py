"""A talk as an official paper: its record, and the document that is signed. A paper is Chinese whatever language its reader has chosen."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.translation import override, pgettext

from liangze.core.talk import TalkProcedure
from liangze.documents.official import pdf
from liangze.documents.paper import Block, Column, Facts, Grid, Heading, Paper, Paragraph, SignatureBox
from liangze.organisation.policy import Acting
from liangze.talks.models import Talk
from liangze.talks.queries.page import sections, signer_role, who, whole
from liangze.talks.queries.reach import RECORD, demand_words, procedure
from liangze.talks.words import effect_name, kind_name, step_name, trigger_name
from liangze.trust.endorsements import Sheet, lay_out

PRINTED = "zh-hans"
BOX = "signer"


def lay_out_talk(talk: Talk, *, by: Acting, today: date, now: datetime) -> Sheet:
    """Make the document that is signed: the talk with the explanation, and the place for the one who signs."""
    return lay_out(record=(RECORD, talk.pk), rendered=pdf(talk_paper(talk_id=talk.pk, by=by, today=today, signed=True)), by=by, now=now)


def talk_paper(*, talk_id: int, by: Acting, today: date, signed: bool = False) -> Paper:
    """The record of a talk, for whoever may read it. One statement. Raises NotFound, NotAllowed."""
    with override(PRINTED):
        row: Any = whole(talk_id, by)
        demand_words(row)
        people = "、".join(who(each) for each in row.people_rows)
        names = {"unit": row.unit.name, "kind": kind_name(row.kind)}
        blocks: list[Block] = [Facts(tuple((name, value) for name, value in (
            (pgettext("talk paper", "Number"), row.number),
            (pgettext("talk paper", "Held by"), f"{row.unit.name}{row.holder.title} {row.holder_person.name if row.holder_person else ''}"),
            (pgettext("talk paper", "With"), people),
            (pgettext("talk paper", "Day"), _day(row.on or row.planned_on)),
            (pgettext("talk paper", "Place"), row.place),
            (pgettext("talk paper", "Why"), trigger_name(row.trigger)),
            (pgettext("talk paper", "Notes taken by"), row.note_taker.name if row.note_taker else ""),
            (pgettext("talk paper", "Topics"), "、".join(each["zh"] for each in row.topic_rows)),
        ) if value.strip()))]
        parts: list[tuple[str, list[Block]]] = [(heading, _paragraphs(text)) for heading, text in sections(row)]
        if row.commitment_rows:
            rows = tuple((each["text"], _day(date.fromisoformat(each["due"]))) for each in row.commitment_rows)
            columns = (Column(pgettext("talk paper", "Commitment"), 4), Column(pgettext("talk paper", "By the day"), 1.4, "center"))
            parts.append((pgettext("talk paper", "Commitments"), [Grid(columns, rows)]))
        if row.effect_rows:
            until = pgettext("talk paper", "%(effect)s, until %(day)s")
            effects = [until % {"effect": effect_name(e["effect"]), "day": _day(date.fromisoformat(e["until"]))} for e in row.effect_rows]
            parts.append((pgettext("talk paper", "Effects (not a sanction)"), [Paragraph(each) for each in effects]))
        if row.explanation_rows:
            parts.append((pgettext("talk paper", "Written explanation"), _paragraphs(row.explanation_rows[0]["text"])))
        said = [f"{step_name(e['step'])}（{e['by']}，{e['on']}）：{e['words']}" for e in row.step_rows if e["words"]]
        if said:
            parts.append((pgettext("talk paper", "Opinions and results"), [Paragraph(each) for each in said]))
        for place, (heading, inside) in enumerate(parts):
            blocks += [Heading(f"{'一二三四五六七八九十'[place]}、{heading}"), *inside]
        return Paper(
            title=pgettext("talk paper", "%(unit)s: record of a talk (%(kind)s)") % names, issuer=row.unit.name, day=row.on or today,
            blocks=tuple(blocks), signatures=(_box(row),) if signed else (),
            note=pgettext("talk paper", "For those with need to know only. Do not pass on."),
        )


def _box(row: Talk) -> SignatureBox:
    if procedure(row) is TalkProcedure.INQUIRY:
        return SignatureBox(BOX, pgettext("talk paper", "Opinion of the principal"), signer_role(row))
    return SignatureBox(BOX, pgettext("talk paper", "Endorsed by the talker"), row.holder_person.name if row.holder_person else "")


def _paragraphs(text: str) -> list[Block]:
    return [Paragraph(line.strip()) for line in text.splitlines() if line.strip()]


def _day(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else ""
