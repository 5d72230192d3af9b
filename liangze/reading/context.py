"""The subject that a sentence inherits: from what was said before in its clause, from headings and lead paragraphs above."""

from __future__ import annotations

import re
from collections.abc import Sequence

from liangze.reading.charge import in_charge, objects
from liangze.reading.labels import ANNEX
from liangze.reading.result import Head
from liangze.reading.role import role_of
from liangze.reading.sentences import Sentence, sentences
from liangze.reading.several import divided
from liangze.reading.structure import Section
from liangze.reading.subject import actor_at_start, actor_of_heading, actor_of_list, actor_that_must, examined, whole
from liangze.reading.width import one_width, squeeze

_LEAD_SENTENCES = 6
_HEADED = {"discipline_principal": "discipline_organ", "principal": "leadership"}
_DEFINES = re.compile(r"^[^，；：]{2,30}是[^，；：]{0,16}责任人[。；]$")
_OUR_GROUP = re.compile(r"^(?:[本我驻])?(?:纪检组|纪检监察组|派驻组|组)?(?:(?P<head>组长)|副组长)?$")
_TITLED = re.compile(r"^(?P<who>[^，《》]{2,30}?)关于(?:进一步)?(?:加强|强化|履行|落实)?[^主监《》]{0,14}(?:主体|监督)责任")
_RESPONSIBLE = re.compile(
    r"(领导班子成员|班子成员|党委（党组）|党委|党组|纪委（纪检组）|纪委|纪检组)"
    r"(?:的)?(?:履行|落实|承担)?(?:党风廉政建设|全面从严治党)?(?:主体|监督|“?一岗双责”?)"
)
_LIST_OF = re.compile(
    r"^(?P<who>.{2,24}?)(?:履行|落实|推进)?(?:全面从严治党|党风廉政建设(?:和反腐败工作)?|管党治党|党建(?:工作)?|意识形态工作)"
    r"(?:集体|主体|第一|监督|领导|主要|“?一岗双责”?)*(?:责任|任务|职责)*(?:清单|一览表|任务书)$"
)
_RULES_OF = re.compile(
    r"^(?P<who>.{2,24}?(?:纪律检查委员会|纪委|纪检监察组|纪检组|纪工委))(?:履行监督责任)?(?:工作)?(?:制度|规则|办法|细则|实施细则"
    r"|规程)$"
)
_SHORT_NAME = re.compile(r"(?P<full>[^，。；：、（）的由对和与及]{4,40})（以下(?:统一)?简称：?“?(?P<short>[^）”]{2,12})”?）")
_PARTY = re.compile(r"(?:党委(?:（党组）)?|(?<=[省市县区州旗镇乡])委)$")
_TIME_FIRST = re.compile(r"(?:20\d\d年|每|\d{1,2}月|年[初中底末]|第?[一二三四]季度)[^，。；]{0,14}，")
_TOGETHER = re.compile(r"协作|配合|联合|共同|合力|联动")
_DEADLINE = re.compile(r"(?:完成)?(?:时限|时间|期限)：\s*(?:20\d\d年)?\d{1,2}月")
_ABOUT = re.compile(r"对(?P<who>[^，。；]{2,24})，(?!由)(?=[^。；]*(?:考核|考评|检查|评价|评议))")
_EMBEDDED = re.compile(r"^(?:对|督促|要求|协助|支持|指导|加强|组织(?!部|人事)|经|凡|有|如)")


class Inheritance:
    """Answers, section by section, whom its sentences speak of. Each section is looked at once."""

    def __init__(self, head: Head, units: Sequence[Section] = ()) -> None:
        self.known: dict[int, str | None] = {}
        self.charged: dict[int, str | None] = {}
        self.dated: dict[int, bool] = {}
        title = squeeze(one_width(head.title or ""))
        self.of_title = _of_title(title)
        self.stationed = role_of(head.issuer) == "stationed_group" or role_of(self.of_title) == "stationed_group"
        self.objects = objects(units)
        self.short = _short_names(units)
        self.issued_on = head.issued_on
        #: Several named in one that owe one duty together: those of a field 责任单位, or of a sentence that says that they work as one.
        self.as_one: set[str] = set()

    def role(self, name: str | None) -> str:
        """The role of a name as this document uses it: in a paper of a stationed group, 纪检组 is that group. Of several, the first's."""
        name = divided(name)[0] if name else None
        if name and name in self.short and (role_of(name) in ("other", "department") or self.short[name] == "stationed_group"):
            return self.short[name]
        if self.stationed and name and (match := _OUR_GROUP.match(name)):
            return "discipline_principal" if match["head"] else "stationed_group"
        return role_of(name)

    def subject(self, said: Sequence[Sentence], unit: Section, *, of_organ: bool = False) -> str | None:
        """The nearest subject: earlier sentences of the clause, its heading, then the sections above, then the title.

        `of_organ`: it is an organ's to do, so one who heads the organ of the headings gives way to it.
        """
        near = self._in_charge(unit) or self._near(said, unit)
        if of_organ and near and self.role(near) in _HEADED:
            organ = self._of_headings(unit)
            return organ if organ and self.role(organ) == _HEADED[self.role(near)] else near
        return near

    def _in_charge(self, unit: Section) -> str | None:
        """Whom the brackets of the clause name as the doer of its task."""
        if id(unit) not in self.charged:
            self.charged[id(unit)] = charged = in_charge(unit)
            if charged:
                self.as_one.add(charged)
        return self.charged[id(unit)]

    def has_deadline(self, unit: Section) -> bool:
        """Whether a field of the clause sets the day: 制定年度要点。完成时限：3月底前."""
        if id(unit) not in self.dated:
            self.dated[id(unit)] = _DEADLINE.search("\n".join(stretch.text for stretch in unit.own)) is not None
        return self.dated[id(unit)]

    def _near(self, said: Sequence[Sentence], unit: Section) -> str | None:
        heading = squeeze(unit.heading.text) if unit.heading else ""
        announced = (actor_of_heading(heading) or actor_that_must(heading)) if heading else None
        for sentence in reversed(said[-12:]):
            found = None if announced and _DEFINES.match(sentence.text) else self._leading(sentence)
            if found:
                return found
        first = actor_of_heading(said[0].text) if said else None
        if first:
            return first
        if announced:
            return announced
        return self._of_headings(unit)

    def _leading(self, sentence: Sentence) -> str | None:
        found = leading_actor(sentence)
        if found and _TOGETHER.search(sentence.text):
            self.as_one.add(found)
        return found

    def _of_headings(self, unit: Section) -> str | None:
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
            heading = squeeze(unit.heading.text)
            found = actor_of_heading(heading) or actor_that_must(heading)
            if found:
                return found
        if unit.kind == ANNEX:
            title = squeeze("".join(stretch.text for stretch in unit.own[:3]))
            return actor_of_heading(title) or actor_of_list(title)
        count = 0
        for stretch in unit.own[:3]:
            for sentence in sentences(stretch):
                found = actor_of_heading(sentence.text) if count == 0 else None
                found = found or self._leading(sentence) or _spoken_of(sentence)
                if found:
                    return found
                count += 1
                if count >= _LEAD_SENTENCES:
                    return None
        return None


def _short_names(units: Sequence[Section]) -> dict[str, str]:
    """Short name → role of the full name: 工作领导小组办公室（以下简称区主体办）."""
    found: dict[str, str] = {}
    for unit in units:
        for stretch in unit.own:
            if "简称" in stretch.text:
                for match in _SHORT_NAME.finditer(squeeze(stretch.text)):
                    role = role_of(match["full"])
                    if role != "other":
                        found.setdefault(match["short"], role)
    return found


def _spoken_of(sentence: Sentence) -> str | None:
    """Whom a lead sentence is about, so what it lists is theirs to do: 对主要负责人，除前条外，还考核…."""
    match = _ABOUT.match(sentence.text)
    if match is None or not whole(match["who"]) or actor_at_start(sentence.text[match.end() :][:40]):
        return None  # 对各科室，纪检组通过下列方式评价: the group does
    return match["who"]


def leading_actor(sentence: Sentence) -> str | None:
    """The actor with which a sentence begins."""
    text = sentence.text
    time = _TIME_FIRST.match(text)  # 6月30日前，各单位要…
    if time:
        text = text[time.end() :]
    return examined(text) if examined(text) else None if _EMBEDDED.match(text) else actor_at_start(text[:80])


def _of_title(title: str) -> str | None:
    """The one actor whose responsibility the title is about; none where it is about several."""
    of_list = _LIST_OF.match(title) or _RULES_OF.match(title)
    if of_list and whole(of_list["who"]) and len(divided(of_list["who"])) == 1:
        return of_list["who"]
    found = _RESPONSIBLE.findall(title)
    if re.search(r"两个责任|主体责任.*监督责任", title):
        return None
    match = _TITLED.match(title)
    if match and role_of(match["who"]) == "leadership" and "主体" not in title:
        return _PARTY.sub("纪委", match["who"])  # 局党委关于落实监督责任的意见: what 局纪委 must do
    if match and role_of(match["who"]) in ("stationed_group", "discipline_organ", "leadership"):
        return match["who"]
    return found[0] if len(set(found)) == 1 else None
