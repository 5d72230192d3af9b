"""One duty of the pack, as its default, from one draft of the reader."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from liangze.core.words import ActKind, Every, Level, Role
from liangze.packs import Topic
from liangze.reading.result import DutyDraft, VagueMention
from liangze.regulations.drafting.deadline import deadline_of
from liangze.regulations.drafting.relation import receivers_of, towards_of
from liangze.regulations.drafting.sentence import name_of_act, sentence_around
from liangze.regulations.drafting.subject import units_of
from liangze.regulations.drafting.words import ANNUAL, ANY_TOPIC, FIRST, FORMS, TOPIC_OF_KIND, TOPICS

#: What a draft waits for a person to say.
ASKS_EVERY, ASKS_WHO, ASKS_DAY = "every", "who", "day"


@dataclass(frozen=True, slots=True)
class Ground:
    """What the defaults rest on: the text, the level of the document's unit, its day of issue, the known topics."""

    text: str
    level: Level
    issued_on: date | None
    topics: Mapping[str, Topic]


def proposed(found: DutyDraft | VagueMention, ground: Ground) -> tuple[dict[str, Any], str]:
    """The duty under the pack's keys, without `id` and `clause`, and what it asks of the person ("" for nothing).

    `every` is None where the words fix no cadence that can be planned.
    """
    role, kind = Role(found.role), ActKind(found.kind)
    left, right = sentence_around(ground.text, found.start, found.end)
    sentence = "".join(ground.text[left:right].split())
    every = every_of(found)
    title = name_of_act(ground.text, found.start, found.end, kind=kind)
    duty: dict[str, Any] = {
        "title": title,
        "holder": {"role": role.value, "units": units_of(found.subject, level=ground.level)},
        "act": {"kind": kind.value, "topics": topics_of(sentence, kind, ground.topics, near=title, role=role)},
        "every": every.value if every else None,
    }
    if towards := towards_of(sentence, role=role, kind=kind):
        duty["towards"] = towards.value
    if isinstance(found, DutyDraft):
        if found.times > 1:
            duty["times"] = found.times
        duty |= deadline_of(every=every, due=found.due, window=found.window, about_previous=found.about_previous, opens=ground.issued_on)
        if to := receivers_of(found.to, role=role):
            duty["to"] = to
    return duty, _asks(duty, role)


def every_of(found: DutyDraft | VagueMention) -> Every | None:
    """The cadence, where the engine plans it; a week or a day is read but not planned."""
    per = getattr(found, "per", None)
    return Every(per) if per in set(Every) else None


def topics_of(sentence: str, kind: ActKind, known: Mapping[str, Topic], *, near: str = "", role: Role = Role.LEADERSHIP) -> list[str]:
    """One topic that goes with the kind: what the act's own words name, else what its sentence names; yearly reports
    are marked as such. The fewer topics a duty asks, the more records count for it.
    """
    names = [*TOPICS, *((topic.zh, key) for key, topic in known.items() if key not in FORMS)]
    places = (near, sentence)
    if role is Role.PRINCIPAL and FIRST[0] in sentence:
        names, places = [FIRST, *names], (sentence,)
    fits = {key for key, topic in known.items() if not topic.kinds or kind in topic.kinds}
    found = next((key for place in places for word, key in names if word in place and key in fits), None)
    found = found or TOPIC_OF_KIND.get(kind, ANY_TOPIC)
    topics = [found] if found in fits else []
    if kind is ActKind.REPORT and "年度" in sentence and ANNUAL in fits:
        topics.append(ANNUAL)
    return sorted(topics)


def _asks(duty: dict[str, Any], role: Role) -> str:
    if duty["every"] is None:
        return ASKS_EVERY
    if duty["every"] == Every.ONCE and "due" not in duty:
        return ASKS_DAY
    return ASKS_WHO if role is Role.OTHER else ""
