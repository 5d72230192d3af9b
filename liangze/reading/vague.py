"""What is asked without a time: 定期, 经常, 及时, within so many days of an event. A person may give it a cadence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from liangze.reading.act import main_acts
from liangze.reading.context import Inheritance
from liangze.reading.result import VagueMention
from liangze.reading.sentences import Sentence
from liangze.reading.structure import Section
from liangze.reading.subject import actor_at_start

_WORD = re.compile(
    r"(?P<strong>定期或不定期|定期、不定期|不定期|定期|每两个?年|每三年|每届|任期内|届内|隔年|自[^，。；]{2,24}之日起[^，。；]{0,4}?[\d一二三四五六七八九十]{1,3}个?(?:工作)?[日月]内?)"
    r"|(?P<weak>经常性?|及时|随时|适时|按时|按期|限期)"
)
_NO_SUBJECT = re.compile(r"^(?:对|督促|要求|协助|支持|指导|加强|组织(?!部|人事)|经|凡|有|如|向|与|把|将)")


def vague_mentions(sentence: Sentence, said: Sequence[Sentence], unit: Section, inheritance: Inheritance) -> list[VagueMention]:
    """The vague frequencies of a sentence. Weak words (及时 …) count only where an act of a known kind follows."""
    found: list[VagueMention] = []
    text = sentence.text
    for match in _WORD.finditer(text):
        stop = next((i for i in range(match.end(), len(text)) if text[i] in "，；。"), len(text))
        acts = main_acts(text[match.end() : stop])
        kind = acts[0].kind if acts else "other"
        if match["weak"] and kind == "other":
            continue
        start = max(text.rfind("，", 0, match.start()), text.rfind("；", 0, match.start())) + 1
        before = text[start : match.start()]
        name = None if _NO_SUBJECT.match(before) else actor_at_start(before)
        name = name or (None if _NO_SUBJECT.match(text) else actor_at_start(text[:80])) or inheritance.subject(said, unit)
        place = sentence.source(match.start())
        found.append(
            VagueMention(unit.path, name, inheritance.role(name), kind, match.group(), place, sentence.source(match.end() - 1) + 1)
        )
    return found
