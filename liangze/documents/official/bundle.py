"""Many files as one zip with an index, made while it is sent: no more than one file is held at a time."""

from __future__ import annotations

import hashlib
import io
import logging
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date

from liangze.documents.official.xlsx import xlsx
from liangze.documents.paper import Column, Grid, Paper

#: Bytes, or what makes them when it is their turn.
Content = bytes | Callable[[], bytes]

log = logging.getLogger(__name__)
INDEX = "目录.xlsx"
BROKE_OFF = "制作这个文件时出错，其余文件不受影响。请把时间告诉系统管理员。"
_UNSAFE = re.compile(r'[<>:"|?*\x00-\x1f\x7f]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
_LONGEST = 80  # characters of one part of a name: systems allow 255 bytes, a Chinese character takes three


def bundle(
    files: Iterable[tuple[str, Content]], index: Paper, *, why: Callable[[Exception], str] = lambda _: BROKE_OFF
) -> Iterator[bytes]:
    """Pieces of the zip, in order. `files`: (name, content), taken one after another; a name may hold folders (`/`).

    Last comes 目录.xlsx: the words of `index` and a table of all files with their size and SHA-256. Names are made safe for Windows, a
    name that was there already gets （2）; days of the files are index.day, so that the same files give the same zip.

    A content that is a function is called when it is its turn. Where it fails the others go on: the index has a second table that names
    the file and says `why`, in the caller's words; the log has the trace.
    """
    pipe = _Pipe()
    day = index.day or date(2000, 1, 1)
    moment = (day.year, day.month, day.day, 0, 0, 0)
    taken, listed, missing = {INDEX.lower()}, list[tuple[str, ...]](), list[tuple[str, ...]]()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_STORED) as archive:
        for wanted, given in files:
            try:
                content = given() if callable(given) else given
            except Exception as broken:  # whatever broke this file must not stop the others
                log.warning("%s was left out of a zip", wanted, exc_info=broken)
                missing.append((str(len(missing) + 1), safe_name(wanted), why(broken)))
                continue
            name = _free(safe_name(wanted), taken)
            listed.append((str(len(listed) + 1), name, f"{len(content):,}", hashlib.sha256(content).hexdigest()))
            archive.writestr(zipfile.ZipInfo(name, moment), content)
            yield pipe.taken()
        columns = (Column("序号", 5, "center"), Column("文件", 45), Column("字节", 10, "right"), Column("SHA-256", 68))
        tables = [Grid(columns, tuple(listed), "文件目录")]
        if missing:
            why_not = (Column("序号", 5, "center"), Column("文件", 45), Column("原因和办法", 78))
            tables.insert(0, Grid(why_not, tuple(missing), f"未能放入的文件（{len(missing)}个）"))
        archive.writestr(zipfile.ZipInfo(INDEX, moment), xlsx(replace(index, blocks=(*index.blocks, *tables))))
    yield pipe.taken()


def safe_name(wanted: str) -> str:
    """A name that Windows, Linux and macOS all take: no way out of the folder, no signs they refuse, not too long."""
    parts = [_part(part) for part in unicodedata.normalize("NFC", wanted).replace("\\", "/").split("/")]
    return "/".join(part for part in parts if part) or "文件"


def _part(part: str) -> str:
    shown = "".join(each for each in _UNSAFE.sub("", part) if unicodedata.category(each) not in ("Cf", "Cs", "Co", "Cn", "Zl", "Zp"))
    stem, dot, kind = shown.strip(" .").rpartition(".")
    if not dot or len(kind) > 8:
        stem, dot, kind = shown.strip(" ."), "", ""
    whole = stem[: _LONGEST - len(kind)].rstrip(" .") + dot + kind
    return f"_{whole}" if _RESERVED.match(whole) else whole


def _free(name: str, taken: set[str]) -> str:
    folder, slash, last = name.rpartition("/")
    stem, dot, kind = last.rpartition(".")
    if not stem:
        stem, dot, kind = last, "", ""
    found, number = name, 1
    while found.lower() in taken:
        number += 1
        found = f"{folder}{slash}{stem}（{number}）{dot}{kind}"
    taken.add(found.lower())
    return found


class _Pipe(io.RawIOBase):
    """Takes what the zip writes and hands it on. The zip may go back within what is still held: so each file's sizes stand before it,
    which tools that read a zip from front to back need for files that are not packed."""

    def __init__(self) -> None:
        super().__init__()
        self._held = bytearray()
        self._gone = self._place = 0

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._place

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self._place = offset if whence == io.SEEK_SET else self._gone + len(self._held) + offset
        if not self._gone <= self._place <= self._gone + len(self._held):
            raise ValueError(f"byte {self._place} has been sent already")
        return self._place

    def write(self, content: bytes) -> int:  # type: ignore[override]  # zipfile writes bytes only
        at = self._place - self._gone
        self._held[at : at + len(content)] = content
        self._place += len(content)
        return len(content)

    def taken(self) -> bytes:
        held, self._held = bytes(self._held), bytearray()
        self._gone += len(held)
        return held
