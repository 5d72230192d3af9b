"""The subject that a sentence inherits: from what was said before in its clause, from headings and lead paragraphs above."""

from __future__ import annotations

import re
from collections.abc import Sequence

from liangze.reading.charge import in_charge, objects
from liangze.reading.labels import ANNEX
from liangze.reading.result import Head
from liangze.reading.sentences import Sentence, sentences
from liangze.reading.structure import Section
from liangze.reading.subject import actor_at_start, actor_of_heading, examined
from liangze.reading.width import one_width, squeeze

_LEAD_SENTENCES = 6
_DEFINES = re.compile(r"^[^，；：]{2,30}是[^，；：]{0,16}责任人[。；]$")
_EMBEDDED = re.compile(r"^(?:对|督促|要求|协助|支持|指导|加强|组织|经|凡|有|如)")


class Inheritance:
    """Answers, section by section, whom its sentences speak of. Each section is looked at once."""

    def __init__(self, head: Head, units: Sequence[Section] = ()) -> None:
        self.known: dict[int, str | None] = {}
        self.charged: dict[int, str | None] = {}
        title = squeeze(one_width(head.title or ""))
        self.of_title = _of_title(title)
        self.objects = objects(units)

    def subject(self, said: Sequence[Sentence], unit: Section) -> str | None:
        """The nearest subject: earlier sentences of the clause, its heading, then the sections above, then the title."""
        if id(unit) not in self.charged:
            self.charged[id(unit)] = in_charge(unit)
        charged = self.charged[id(unit)]
        if charged:
            return charged
        announced = actor_of_heading(squeeze(unit.heading.text)) if unit.heading else None
        for sentence in reversed(said[-12:]):
            found = None if announced and _DEFINES.match(sentence.text) else leading_actor(sentence)
            if found:
                return found
        first = actor_of_heading(said[0].text) if said else None
        if first:
            return first
        if announced:
            return announced
        above = unit.parent
        found = self.objects.get(id(above) if above else None)
        while above is not None and not found:
            found = self._of_section(above)
            above = above.parent
        return found or self.of_title

    def _of_section(self, unit: Section) -> str | None:
        key = id(unit)
        if key not in self.known:
            self.known[key] = self._look(unit)
        return self.known[key]

    def _look(self, unit: Section) -> str | None:
        if unit.heading:
            found = actor_of_heading(squeeze(unit.heading.text))
            if found:
                return found
        if unit.kind == ANNEX:
            return actor_of_heading(squeeze("".join(stretch.text for stretch in unit.own[:3])))
        count = 0
        for stretch in unit.own[:3]:
            for sentence in sentences(stretch):
                found = actor_of_heading(sentence.text) if count == 0 else None
                found = found or leading_actor(sentence)
                if found:
                    return found
                count += 1
                if count >= _LEAD_SENTENCES:
                    return None
        return None


def leading_actor(sentence: Sentence) -> str | None:
    """The actor with which a sentence begins."""
    text = sentence.text
    return examined(text) if examined(text) else None if _EMBEDDED.match(text) else actor_at_start(text[:80])


def _of_title(title: str) -> str | None:
    """The one actor whose responsibility the title is about; none where it is about several."""
    found = re.findall(r"(领导班子成员|班子成员|党委（党组）|党委|党组|纪委（纪检组）|纪委|纪检组)(?:的)?(?:主体|监督|“?一岗双责”?)", title)
    return found[0] if len(set(found)) == 1 and not re.search(r"两个责任|主体责任.*监督责任", title) else None
