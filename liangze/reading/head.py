"""Head data of an instrument: title, number, issuer, dates, addressees; and where its body begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from liangze.reading.labels import label_at
from liangze.reading.lines import DATE_LINE, Paragraph
from liangze.reading.numerals import number
from liangze.reading.result import Head
from liangze.reading.title import NUMBER, ORGAN, Titles, alone, printed_part
from liangze.reading.width import squeeze

_YEAR = r"(?:\d{4}|[零一二三四五六七八九]{4})"
DATE = re.compile(rf"({_YEAR})\s*年\s*([\d一二三四五六七八九十]{{1,3}})\s*月\s*([\d一二三四五六七八九十]{{1,3}})\s*日")
_BARE_NUMBER = re.compile(
    r"^（\s*([\u4e00-\u9fff]{2,14})\s*[〔［\[（【]\s*((?:19|20)\d\d)\s*[〕］\]）】]\s*第?\s*(\d{1,4})\s*号"
    r"[\s，]*(?:\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日)?\s*）$"
)
_OF_ORGAN = re.compile(
    r"((?!中国共产党|进一步|深入|全面|切实|加强|推进|落实|规范|考核|督促|印发|转发|学习|各|全[省市县区])[^“《，、]{3,24}?(?:党委|党组|党总支|党支部|党工委|工委|纪委|纪检监察组|纪检组|委员会|[市县区州旗镇乡]委|局|厅|院|中学|小学|学校|大学"
    r"|学院|公司|集团|办事处|街道|机关))(?:20\d\d年度?)?(?=全面从严治党|党风廉政建设|履行|落实|贯彻|主体责任|监督责任|领导班子|领导干部|“?两个责任|述[责职]"
    r"|约谈|廉政|推进|加强|党建|信访举报|纪检)"
)
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
        self.titles = Titles(paragraphs, printed, self.first)
        self.zone = self.titles.zone

    def find(self, text: str) -> HeadFound:
        title, body_from = self.titles.find()
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

    # number, issuer, dates, addressees

    def _number(self) -> str | None:
        for paragraph in self.zone:
            match = NUMBER.match(paragraph.text) or _BARE_NUMBER.match(paragraph.text)
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
                if len(text) > 40 or label_at(text) or not ORGAN.search(squeeze(text)):
                    break
                aside.add(above)
                organs.insert(0, self.titles.as_printed(above))
            found.append((" ".join(organs) or None, day(paragraph.text), index))
        return found, aside

    def _issuer_of_cover(self) -> str | None:
        for index, paragraph in enumerate(self.zone):
            match = re.search(r"(?:关于)?(?:印发|转发|下发)", paragraph.text)
            if match and match.start() > 3:
                before = _BRACKETED.sub("", NUMBER.sub("", paragraph.text[: match.start()]))
                at = match.start() - len(before)
                issuer = " ".join(printed_part(self.paragraphs[index], at, match.start(), self.printed, keep=True).split())
                if ORGAN.search(issuer):
                    return issuer
        return None

    def _red_head(self) -> str | None:
        for index, paragraph in enumerate(self.zone[:6]):
            bare = squeeze(paragraph.text)
            if bare.endswith("文件") and 5 < len(bare) < 40:
                return squeeze(self.titles.as_printed(index)).removesuffix("文件")
        return None

    def _under_title(self, index: int) -> str | None:
        """Organs that stand alone on the line below the title, as on the first page of a plan."""
        if not 0 < index < min(self.first, len(self.paragraphs)):
            return None
        names = self.paragraphs[index].text.split()
        printed = self.titles.as_printed(index)
        return printed if names and all(alone(name) for name in names) else None

    def _undated_signature(self, aside: set[int]) -> str | None:
        """The organ on the last line of a document that is signed without a date."""
        index = len(self.paragraphs) - 1
        if index <= self.first or index in aside:
            return None
        text = self.paragraphs[index].text
        if not alone(squeeze(text)) or not re.search(r"[。；]$", self.paragraphs[index - 1].text):
            return None
        aside.add(index)
        return self.titles.as_printed(index)

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


def _outside_brackets(text: str) -> list[str]:
    return re.split(r"、(?![^（]*）)", text)


def _organ_in(title: str | None) -> str | None:
    if not title:
        return None
    if "关于" not in title:
        of_organ = _OF_ORGAN.match(title)
        return of_organ[1] if of_organ else None
    before = title.split("关于", 1)[0].strip()
    return before if len(before) > 2 and ORGAN.search(before) else None


def _effective(text: str, issued_on: date | None) -> date | None:
    found = None
    for match in _EFFECTIVE.finditer(text):
        found = match
    if found is None:
        return None
    return issued_on if "之日" in found.group(1) else day(found.group(1))
