"""Head data of an instrument: title, number, issuer, dates, addressees; and where its body begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from liangze.reading.labels import label_at
from liangze.reading.lines import DATE_LINE, Paragraph
from liangze.reading.noise import parts_of_a_site
from liangze.reading.numerals import number
from liangze.reading.result import Head
from liangze.reading.width import squeeze

_ZONE = 60  # paragraphs that may come before the first clause
_YEAR = r"(?:\d{4}|[零一二三四五六七八九]{4})"
DATE = re.compile(rf"({_YEAR})\s*年\s*([\d一二三四五六七八九十]{{1,3}})\s*月\s*([\d一二三四五六七八九十]{{1,3}})\s*日")
_NUMBER = re.compile(
        r"^(?:发文字号|发文文号|文件编号|文号|字号)?[：\s]*(?P<organ>[\u4e00-\u9fff]{2,14})\s*[〔［\[（【(]\s*(?P<year>(?:19|"
        r"20)\d\d)\s*[〕］\]）】)]\s*第?\s*(?P<no>\d{1,4})\s*号"
)
_BARE_NUMBER = re.compile(
    r"^（\s*([\u4e00-\u9fff]{2,14})\s*[〔［\[（【]\s*((?:19|20)\d\d)\s*[〕］\]）】]\s*第?\s*(\d{1,4})\s*号"
    r"[\s，]*(?:\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日)?\s*）$"
)
_COVER = re.compile(r"(?:印发|转发|下发|颁发|发布)(?:的)?《")
_COVER_PLAIN = re.compile(r"关于(?:印发|转发|下发)([^《》。]{6,80}?)的通知")
_INSTRUMENT = re.compile(
    r"(?:意见|细则|方案|办法|规定|制度|责任制|规则|条例|准则|决定|通知|要点|清单|计划|措施|纲要|守则|机制|规程|标准|指引|安排|汇编|手册|预案|章程|公约)"
    r"(?:（.{1,12}）)?$"
)
_ORGAN = re.compile(
        r"(?:委员会|党委|党组|党工委|工委|县委|市委|区委|省委|州委|旗委|镇委|乡委|办公室|办公厅|政府|纪委|纪检组|纪检监察组|纪检监察工委|纪工委|监察局|监委|监察委员会|局|厅|院|校|学院|大学|中学|小学|公司|集团|领导小组|总支|支部|中心|站|部|处|会|"
        r"银行|医院|党委办|委办|工作部)$"
)
_COLUMN = re.compile(r"^.{2,5}(?:园地|论坛|天地|广场|之窗|视点|专栏|时评|交流|讲堂|研究|前沿)$")  # the part of a paper above an essay
_STATE = re.compile(r"^（(?:试行|暂行|试行稿|修订|修订稿|修正|草案|征求意见稿|讨论稿)）$")  # the last line of a title
_SITE = re.compile(r"(?:[-_|—－]{1,2}[^-_|—－]{2,16}(?:网|网站|门户))+$")  # what a browser adds to the title of a page
_BRACKETED = re.compile(
    rf"^（\s*{_YEAR}\s*年\s*[\d一二三四五六七八九十]{{1,3}}\s*月\s*[\d一二三四五六七八九十]{{1,3}}\s*日(?:由|经)?\s*"
)
_EFFECTIVE = re.compile(
    rf"自\s*({_YEAR}\s*年\s*[\d一二三四五六七八九十]{{1,3}}\s*月\s*[\d一二三四五六七八九十]{{1,3}}\s*日|(?:印发|发布|公布|下发|发文|颁布|通过)之日)\s*起\s*(?:正式)?(?:施行|执行|"
    rf"实施|试行|生效)"
)


@dataclass(slots=True)
class HeadFound:
    """The head, the index of the first body paragraph, and the indices of signature lines among the paragraphs."""

    head: Head
    body_from: int
    aside: set[int] = field(default_factory=set)


def day(text: str) -> date | None:
    """The date in a text of one width, or None where there is none or it cannot be."""
    match = DATE.search(text)
    values = [number(part) for part in match.groups()] if match else []
    if len(values) != 3 or None in values:
        return None
    try:
        return date(*values)  # type: ignore[arg-type]  # three integers, checked above
    except ValueError:
        return None


def read_head(paragraphs: Sequence[Paragraph], printed: str, text: str) -> HeadFound:
    """Head data from the paragraphs in one width. `printed` is the document as it came, `text` the same in one width."""
    finder = _Finder(paragraphs, printed)
    return finder.find(text)


class _Finder:
    def __init__(self, paragraphs: Sequence[Paragraph], printed: str) -> None:
        self.paragraphs = paragraphs
        self.printed = printed
        self.first = next((i for i, p in enumerate(paragraphs) if label_at(p.text)), len(paragraphs))
        self.zone = list(paragraphs[: min(self.first, _ZONE)])

    def find(self, text: str) -> HeadFound:
        covered = self._covered_title()
        title, body_from = self._title(covered)
        signatures, aside = self._signatures()
        before = [s for s in signatures if s[2] < max(self.first, body_from)]
        signed = before or signatures[-1:]
        issuer, issued_on = (signed[0][0], signed[0][1]) if signed else (None, None)
        issuer = issuer or self._issuer_of_cover() or self._red_head() or self._under_title(body_from)
        issuer = issuer or self._undated_signature(aside) or _organ_in(title)
        if issued_on is None:
            issued_on = self._bracketed_date()
        head = Head(
            title=title,
            number=self._number(),
            issuer=issuer,
            issued_on=issued_on,
            effective_on=_effective(text, issued_on),
            addressees=self._addressees(),
        )
        return HeadFound(head, body_from, aside)

    def _as_printed(self, index: int) -> str:
        """A paragraph in the document's own characters, joined without spaces; an ideographic space stays."""
        paragraph = self.paragraphs[index]
        return _slice(paragraph, 0, len(paragraph.text), self.printed)

    # title

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
                return "".join(self._as_printed(i) for i in range(*span)), span[1]
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
                    return _SITE.sub("", "".join(self._as_printed(i) for i in range(start, behind))), behind
        return (self._as_printed(starts[0]), starts[0] + 1) if starts else (None, 0)

    def _is_banner(self, index: int) -> bool:
        """Whether a line is the name of the site: an organ with whose name the title itself begins again."""
        name = squeeze(self.zone[index].text)
        return _alone(name) and any(squeeze(p.text).startswith(name[:4]) for p in self.zone[index + 1 : index + 3])

    def _lines_that_say(self, title: str) -> tuple[int, int] | None:
        """The lines, after the covering notice, that together print `title`."""
        wanted = _bare(title)
        for start in range(len(self.paragraphs[: _ZONE * 2])):
            said = ""
            for end in range(start, min(start + 6, len(self.paragraphs))):
                said += _bare(self.paragraphs[end].text)
                if said == wanted:
                    return start, end + 1
                if not wanted.startswith(said):
                    break
        return None

    def _may_be_title(self, text: str) -> bool:
        bare = squeeze(text)
        if not 4 <= len(bare) <= 80 or bare.endswith(("文件", "：", "。", "；")) or "。" in bare:
            return False
        return not (parts_of_a_site(text) or _NUMBER.match(text) or DATE_LINE.match(text) or bare.startswith(("●", "（", "签发人", "附件")))

    # number, issuer, dates, addressees

    def _number(self) -> str | None:
        for paragraph in self.zone:
            match = _NUMBER.match(paragraph.text) or _BARE_NUMBER.match(paragraph.text)
            if match:
                organ, year, no = match.groups()
                return f"{organ}〔{year}〕{int(no)}号"
        return None

    def _signatures(self) -> tuple[list[tuple[str | None, date | None, int]], set[int]]:
        """(issuer, date, index) of each date line with the organs above it, and the indices of all those lines."""
        found: list[tuple[str | None, date | None, int]] = []
        aside: set[int] = set()
        for index, paragraph in enumerate(self.paragraphs):
            if not DATE_LINE.match(paragraph.text):
                continue
            aside.add(index)
            organs: list[str] = []
            for above in range(index - 1, max(-1, index - 4), -1):
                text = self.paragraphs[above].text
                if len(text) > 40 or label_at(text) or not _ORGAN.search(squeeze(text)):
                    break
                aside.add(above)
                organs.insert(0, self._as_printed(above))
            found.append((" ".join(organs) or None, day(paragraph.text), index))
        return found, aside

    def _issuer_of_cover(self) -> str | None:
        for index, paragraph in enumerate(self.zone):
            match = re.search(r"(?:关于)?(?:印发|转发|下发)", paragraph.text)
            if match and match.start() > 3:
                before = _BRACKETED.sub("", _NUMBER.sub("", paragraph.text[: match.start()]))
                at = match.start() - len(before)
                issuer = " ".join(_slice(self.paragraphs[index], at, match.start(), self.printed, keep=True).split())
                if _ORGAN.search(issuer):
                    return issuer
        return None

    def _red_head(self) -> str | None:
        for index, paragraph in enumerate(self.zone[:6]):
            bare = squeeze(paragraph.text)
            if bare.endswith("文件") and 5 < len(bare) < 40:
                return squeeze(self._as_printed(index)).removesuffix("文件")
        return None

    def _under_title(self, index: int) -> str | None:
        """Organs that stand alone on the line below the title, as on the first page of a plan."""
        if not 0 < index < min(self.first, len(self.paragraphs)):
            return None
        names = self.paragraphs[index].text.split()
        printed = self._as_printed(index)
        return printed if names and all(_alone(name) for name in names) else None

    def _undated_signature(self, aside: set[int]) -> str | None:
        """The organ on the last line of a document that is signed without a date."""
        index = len(self.paragraphs) - 1
        if index <= self.first or index in aside:
            return None
        text = self.paragraphs[index].text
        if not _alone(squeeze(text)) or not re.search(r"[。；]$", self.paragraphs[index - 1].text):
            return None
        aside.add(index)
        return self._as_printed(index)

    def _bracketed_date(self) -> date | None:
        for paragraph in self.zone:
            if paragraph.text.startswith("（") and paragraph.text.endswith("）") and len(paragraph.text) < 80:
                found = day(paragraph.text)
                if found:
                    return found
        return None

    def _addressees(self) -> tuple[str, ...]:
        for paragraph in self.zone:
            text = paragraph.text
            if text.endswith("：") and 3 < len(text) < 200 and "。" not in text and not re.search(r"如下|规定|通知", text):
                inner = text[:-1]
                parts = re.split(r"[，；]", inner) if re.search(r"[，；]", inner) else _outside_brackets(inner)
                return tuple(part.strip() for part in parts if part.strip())
        return ()


def _slice(paragraph: Paragraph, start: int, end: int, printed: str, *, keep: bool = False) -> str:
    parts = []
    for at, place in enumerate(paragraph.ats):
        stop = paragraph.ats[at + 1] if at + 1 < len(paragraph.ats) else len(paragraph.text)
        low, high = max(start, place), min(end, stop)
        if low < high:
            parts.append(printed[paragraph.starts[at] + low - place : paragraph.starts[at] + high - place])
    text = "".join(parts)
    return text if keep else re.sub(r"[ \t\u00a0*]+", "", text).strip("\u3000")


def _alone(name: str) -> bool:
    """Whether a text is the name of an organ and nothing else."""
    return 4 <= len(name) <= 30 and _ORGAN.search(name) is not None and not re.search(r"[，。；：、《》（）]|关于|^各", name)


def _bare(text: str) -> str:
    return re.sub(r"[\s《》〈〉“”\"*]", "", text)


def _outside_brackets(text: str) -> list[str]:
    return re.split(r"、(?![^（]*）)", text)


def _organ_in(title: str | None) -> str | None:
    if not title or "关于" not in title:
        return None
    before = title.split("关于", 1)[0].strip()
    return before if len(before) > 2 and _ORGAN.search(before) else None


def _effective(text: str, issued_on: date | None) -> date | None:
    found = None
    for match in _EFFECTIVE.finditer(text):
        found = match
    if found is None:
        return None
    return issued_on if "之日" in found.group(1) else day(found.group(1))
