"""The title of an instrument: named by the notice that hands it on, or printed over one or several lines at its head."""

from __future__ import annotations

import re
from collections.abc import Sequence

from liangze.reading.lines import DATE_LINE, Paragraph
from liangze.reading.noise import parts_of_a_site
from liangze.reading.width import squeeze

ZONE = 60  # paragraphs that may come before the first clause
NUMBER = re.compile(
        r"^(?:发文字号|发文文号|文件编号|文号|字号)?[：\s]*(?P<organ>[\u4e00-\u9fff]{2,14})\s*[〔［\[（【(]\s*(?P<year>(?:19|"
        r"20)\d\d)\s*[〕］\]）】)]\s*第?\s*(?P<no>\d{1,4})\s*号"
)
_COVER = re.compile(r"(?:印发|转发|下发|颁发|发布)(?:的)?《")
_COVER_PLAIN = re.compile(r"关于(?:印发|转发|下发)([^《》。]{6,80}?)的通知")
_INSTRUMENT = re.compile(
    r"(?:意见|细则|方案|办法|规定|制度|责任制|规则|条例|准则|决定|通知|要点|清单|计划|措施|纲要|守则|机制|规程|标准|指引|安排|汇编|手册|预案|章程|公约)"
    r"(?:（.{1,12}）)?$"
)
ORGAN = re.compile(
        r"(?:委员会|党委|党组|党工委|工委|县委|市委|区委|省委|州委|旗委|镇委|乡委|办公室|办公厅|政府|纪委|纪检组|纪检监察组|纪检监察工委|纪工委|监察局|监委|监察委员会|局|厅|院|校|学院|大学|中学|小学|公司|集团|领导小组|总支|支部|中心|站|部|处|会|"
        r"银行|医院|党委办|委办|工作部)$"
)
_COLUMN = re.compile(r"^.{2,5}(?:园地|论坛|天地|广场|之窗|视点|专栏|时评|交流|讲堂|研究|前沿)$")  # the part of a paper above an essay
_STATE = re.compile(r"^（(?:试行|暂行|试行稿|修订|修订稿|修正|草案|征求意见稿|讨论稿)）$")  # the last line of a title
_SITE = re.compile(r"(?:[-_|—－]{1,2}[^-_|—－]{2,16}(?:网|网站|门户))+$")  # what a browser adds to the title of a page


class Titles:
    """Looks among the paragraphs before the first clause, of which the document has `first`."""

    def __init__(self, paragraphs: Sequence[Paragraph], printed: str, first: int) -> None:
        self.paragraphs = paragraphs
        self.printed = printed
        self.first = first
        self.zone = list(paragraphs[: min(first, ZONE)])

    def find(self) -> tuple[str | None, int]:
        """The title, and the index of the paragraph behind it."""
        return self._title(self._covered_title())

    def _covered_title(self) -> str | None:
        """The title of the instrument that a covering notice hands on: 关于印发《…》的通知."""
        joined = "".join(squeeze(p.text) for p in self.zone)[:4000]
        match = _COVER.search(joined)
        if match:
            depth = 0
            for index in range(match.end() - 1, min(len(joined), match.end() + 200)):
                depth += {"《": 1, "》": -1}.get(joined[index], 0)
                if depth == 0:
                    return joined[match.end() : index]
        plain = _COVER_PLAIN.search(joined)
        return plain.group(1) if plain else None

    def _title(self, covered: str | None) -> tuple[str | None, int]:
        if covered:
            span = self._lines_that_say(covered)
            if span:
                begin, behind = span
                if begin and self._is_said_with(begin - 1, covered):
                    begin -= 1  # the organ on the line above belongs to it
                return "".join(self.as_printed(i) for i in range(begin, behind)), behind
            longer = self._lines_that_end(covered)
            if longer:
                return "".join(self.as_printed(i) for i in range(*longer)), longer[1]
            return covered, self.first if self.first < len(self.paragraphs) else len(self.zone)
        starts = [i for i, p in enumerate(self.zone) if self._may_be_title(p.text) and not self._is_banner(i)]
        while len(starts) > 1 and _COLUMN.search(squeeze(self.zone[starts[0]].text)):
            starts = starts[1:]
        for start in starts[:8]:
            for end in range(start, min(start + 5, len(self.zone))):
                if not self._may_be_title(self.zone[end].text):
                    break
                if _INSTRUMENT.search(_SITE.sub("", squeeze(self.zone[end].text))):
                    behind = end + 1 + any(_STATE.match(squeeze(p.text)) for p in self.zone[end + 1 : end + 2])
                    return _SITE.sub("", "".join(self.as_printed(i) for i in range(start, behind))), behind
        return (self.as_printed(starts[0]), starts[0] + 1) if starts else (None, 0)

    def as_printed(self, index: int) -> str:
        """A paragraph in the document's own characters, joined without spaces; an ideographic space stays."""
        paragraph = self.paragraphs[index]
        return printed_part(paragraph, 0, len(paragraph.text), self.printed)

    def _is_banner(self, index: int) -> bool:
        """Whether a line is the name of the site: an organ with whose name the title itself begins again."""
        name = squeeze(self.zone[index].text)
        return alone(name) and any(squeeze(p.text).startswith(name[:4]) for p in self.zone[index + 1 : index + 3])

    def _lines_that_say(self, title: str) -> tuple[int, int] | None:
        """The lines, after the covering notice, that together print `title`."""
        wanted = _bare(title)
        for start in range(len(self.paragraphs[: ZONE * 2])):
            said = ""
            for end in range(start, min(start + 6, len(self.paragraphs))):
                said += _bare(self.paragraphs[end].text)
                if said == wanted:
                    return start, end + 1
                if not wanted.startswith(said):
                    break
        return None

    def _is_said_with(self, index: int, title: str) -> bool:
        """Whether the notice also names the instrument with the organ that stands on this line before it."""
        organ = _bare(self.paragraphs[index].text)
        return alone(organ) and any(f"《{organ}{title}》" in squeeze(p.text) for p in self.zone)

    def _lines_that_end(self, title: str) -> tuple[int, int] | None:
        """The lines below the covering notice that print in full what it names in short: 某市税务局分局党组责任清单 for 党组责任清单."""
        wanted = _bare(title)
        for start in range(1, len(self.zone)):
            said = ""
            for end in range(start, min(start + 3, len(self.zone))):
                text = self.zone[end].text
                if not self._may_be_title(text) or "《" in text or "》" in text:
                    break
                said += _bare(text)
                if said.endswith(wanted):
                    return start, end + 1
        return None

    def _may_be_title(self, text: str) -> bool:
        bare = squeeze(text)
        if not 4 <= len(bare) <= 80 or bare.endswith(("文件", "：", "。", "；")) or "。" in bare:
            return False
        return not (parts_of_a_site(text) or NUMBER.match(text) or DATE_LINE.match(text) or bare.startswith(("●", "（", "签发人", "附件")))


def printed_part(paragraph: Paragraph, start: int, end: int, printed: str, *, keep: bool = False) -> str:
    parts = []
    for at, place in enumerate(paragraph.ats):
        stop = paragraph.ats[at + 1] if at + 1 < len(paragraph.ats) else len(paragraph.text)
        low, high = max(start, place), min(end, stop)
        if low < high:
            parts.append(printed[paragraph.starts[at] + low - place : paragraph.starts[at] + high - place])
    text = "".join(parts)
    return text if keep else re.sub(r"[ \t\u00a0*]+", "", text).strip("\u3000")


def alone(name: str) -> bool:
    """Whether a text is the name of an organ and nothing else."""
    return 4 <= len(name) <= 30 and ORGAN.search(name) is not None and not re.search(r"[，。；：、《》（）]|关于|^各", name)


def _bare(text: str) -> str:
    return re.sub(r"[\s《》〈〉“”\"*]", "", text)
