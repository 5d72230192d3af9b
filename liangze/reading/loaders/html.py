"""Web pages: the text of blocks, one a line, without what only steers the browser."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from liangze.reading import errors, limits
from liangze.reading.loaders import text as plain

_SKIP = {
    "script", "style", "noscript", "nav", "template", "select", "option", "button", "svg", "iframe", "object", "title", "head",
}  # fmt: skip
_BLOCK = {
    "p", "div", "br", "li", "ul", "ol", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "blockquote",
    "header", "footer", "main", "aside", "dd", "dt", "dl", "hr", "center", "pre", "form", "body", "html", "tbody", "thead",
}  # fmt: skip
_STEERING = re.compile(
    r"(?:^|[\s_-])(?:nav|menu|breadcrumb|crumbs?|sidebar|share|related|copyright|footer|pager|toolbar)(?:[\s_-]|$)", re.I
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.I)
_SPACE = re.compile(r"[ \t\r\n\f]+")


def load(source: bytes) -> str:
    markup = _decode(source)
    markup = re.sub(r"^\s*<\?xml[^>]*\?>", "", markup).replace("\0", "")
    parser = etree.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True, recover=True)
    try:
        root = etree.fromstring(markup, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise errors.damaged(kind="HTML") from error
    if root is None:
        raise errors.empty()
    if any("xcessive depth" in entry.message or "huge" in entry.message.lower() for entry in parser.error_log):
        raise errors.took_too_much(kind="HTML")
    return _Lines().of(root)


def _decode(source: bytes) -> str:
    named = _CHARSET.search(source[:4096])
    if named and not source.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        encoding = named.group(1).decode("ascii").lower()
        encoding = "gb18030" if encoding in ("gb2312", "gbk", "gb18030") else encoding
        try:
            return source.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            pass  # pages often name the wrong one
    return plain.decode(source)


class _Lines:
    """Walks the tree without recursion and gathers lines; a line that is all links is navigation and left out."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.parts: list[str] = []
        self.linked = 0
        self.links = 0
        self.counters: list[int | None] = []

    def of(self, root: Any) -> str:
        skipped: Any = None
        depth = 0
        for event, element in etree.iterwalk(root, events=("start", "end")):
            depth += 1 if event == "start" else -1
            if depth > limits.XML_DEPTH + 60:
                raise errors.took_too_much(kind="HTML")
            tag = element.tag
            if skipped is None and event == "start":
                if tag in _SKIP or _STEERING.search(f"{element.get('class', '')} {element.get('id', '')}"):
                    skipped = element
                else:
                    self._open(tag, element.text)
            elif event == "end":
                if skipped is element:
                    skipped = None
                    self._add(element.tail)
                elif skipped is None:
                    self._close(tag, element.tail)
        self._break()
        return "\n".join(self.lines)

    def _open(self, tag: str, text: str | None) -> None:
        if tag in _BLOCK:
            self._break()
        if tag in ("ol", "ul"):
            self.counters.append(0 if tag == "ol" else None)
        if tag == "li" and self.counters and self.counters[-1] is not None:
            self.counters[-1] += 1
            if not re.match(r"\s*[\d（(一二三四五六七八九十①-⑳]", text or ""):
                self._add(f"{self.counters[-1]}.")
        if tag == "a":
            self.links += 1
        self._add(text)

    def _close(self, tag: str, tail: str | None) -> None:
        if tag == "a":
            self.links = max(0, self.links - 1)
        if tag in ("ol", "ul") and self.counters:
            self.counters.pop()
        if tag in _BLOCK:
            self._break()
        elif tag in ("td", "th"):
            self._add(" ")
        self._add(tail)

    def _add(self, text: str | None) -> None:
        if text:
            text = _SPACE.sub(" ", text)
            self.parts.append(text)
            if self.links:
                self.linked += len(text.strip())

    def _break(self) -> None:
        line = "".join(self.parts).rstrip(" ")
        line = line.lstrip(" ")
        if line.strip() and self.linked < len(line.strip()):
            self.lines.append(line)
        self.parts, self.linked = [], 0
