"""The typefaces of printed documents: which there are, what each is for, which characters they can show.

Free ones are built by `make setup` into build/fonts. An installation that owns the usual ones (方正小标宋, 仿宋_GB2312, 楷体_GB2312,
黑体) puts their files into a folder and names it in the environment variable LIANGZE_FONTS; they are then preferred.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import typst

FREE = Path(__file__).resolve().parents[3] / "build" / "fonts"
_SONG, _KAI, _HEI = "Noto Serif SC", "LXGW WenKai", "Noto Sans SC"

#: Use → families, the preferred first. The last ones are free and cover what the others lack.
FACES: Mapping[str, tuple[str, ...]] = {
    "biaosong": ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "方正小标宋简体", "方正小标宋_GBK", _SONG, _KAI),
    "fang": ("FangSong_GB2312", "仿宋_GB2312", "FangSong", "仿宋", _SONG, _KAI),
    "kai": ("KaiTi_GB2312", "楷体_GB2312", "KaiTi", "楷体", _KAI, _SONG),
    "hei": ("SimHei", "黑体", _HEI, _SONG, _KAI),
    "digits": ("SimSun", "宋体", _SONG),
}


def folders() -> tuple[Path, ...]:
    """Where typefaces are looked for; FileNotFoundError, with what to do, when the free ones were not built or the own are not there."""
    if not (FREE / "song.ttf").exists():
        raise FileNotFoundError(f"no typefaces in {FREE}: run `make setup` (or scripts/build_assets.py)")
    own = os.environ.get("LIANGZE_FONTS", "")
    if own and not Path(own).is_dir():
        raise FileNotFoundError(f"LIANGZE_FONTS names no folder: {own}; put the typefaces there or leave it empty")
    return (Path(own), FREE) if own else (FREE,)


@cache
def fonts(places: tuple[Path, ...]) -> typst.Fonts:
    """What typst finds there, and nothing of the machine: the same document looks the same everywhere."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(places))


def faces(places: tuple[Path, ...]) -> dict[str, list[str]]:
    """Use → families that are there."""
    there = set(fonts(places).families())
    return {use: [family for family in families if family in there] for use, families in FACES.items()}


@cache
def characters() -> frozenset[int]:
    """Code points that every face can show, if need be by the free song or kai."""
    return frozenset(_mapped((FREE / "song.ttf").read_bytes()) | _mapped((FREE / "kai.ttf").read_bytes()))


def _mapped(font: bytes) -> set[int]:
    """Code points of the `cmap` table (formats 4 and 12 of OpenType)."""
    count = struct.unpack_from(">H", font, 4)[0]
    tables = {font[at : at + 4]: struct.unpack_from(">I", font, at + 8)[0] for at in range(12, 12 + 16 * count, 16)}
    cmap, found = tables[b"cmap"], set[int]()
    for index in range(struct.unpack_from(">H", font, cmap + 2)[0]):
        platform, encoding, offset = struct.unpack_from(">HHI", font, cmap + 4 + 8 * index)
        if platform == 0 or (platform, encoding) in ((3, 1), (3, 10)):
            found |= _segments(font, cmap + offset)
    return found


def _segments(font: bytes, at: int) -> set[int]:
    kind = struct.unpack_from(">H", font, at)[0]
    if kind == 12:
        groups = struct.unpack_from(">I", font, at + 12)[0]
        spans = [struct.unpack_from(">II", font, at + 16 + 12 * group) for group in range(groups)]
    elif kind == 4:
        segments = struct.unpack_from(">H", font, at + 6)[0] // 2
        ends = struct.unpack_from(f">{segments}H", font, at + 14)
        starts = struct.unpack_from(f">{segments}H", font, at + 16 + 2 * segments)
        spans = [(start, end) for start, end in zip(starts, ends, strict=True) if start != 0xFFFF]
    else:
        return set()
    return {point for start, end in spans for point in range(start, end + 1)}
