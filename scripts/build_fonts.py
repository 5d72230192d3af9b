"""The free typefaces of printed documents, from the pinned npm packages to build/fonts/ (not served to browsers).

Kai comes as one WOFF file; a document needs it as TrueType, so its tables are unpacked again.
"""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FONTS = ROOT / "build" / "fonts"
MODULES = ROOT / "node_modules"
TAKEN = {
    "song.ttf": "@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf",
    "song-bold.ttf": "@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf",
    "hei.ttf": "@expo-google-fonts/noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf",
    "kai.ttf": "@fontsource/lxgw-wenkai/files/lxgw-wenkai-latin-500-normal.woff",
}


def build() -> int:
    """Write what differs, remove strays; returns how many typefaces there are."""
    FONTS.mkdir(parents=True, exist_ok=True)
    for name, source in TAKEN.items():
        content = (MODULES / source).read_bytes()
        content = unpacked(content) if content[:4] == b"wOFF" else content
        target = FONTS / name
        if not target.exists() or target.read_bytes() != content:
            part = target.with_suffix(".part")
            part.write_bytes(content)
            part.replace(target)
    for stray in set(FONTS.iterdir()) - {FONTS / name for name in TAKEN}:
        stray.unlink()
    return len(TAKEN)


def unpacked(woff: bytes) -> bytes:
    """A WOFF 1.0 file as TrueType: the same tables, each unpacked, in the order of their tags."""
    flavour, _, count = struct.unpack(">4sIH", woff[4:14])
    entries = sorted(struct.unpack(">4sIIII", woff[44 + 20 * index : 64 + 20 * index]) for index in range(count))
    power = count.bit_length() - 1
    head = flavour + struct.pack(">HHHH", count, 16 << power, power, 16 * count - (16 << power))
    place, directory, tables = 12 + 16 * count, b"", b""
    for tag, offset, packed, size, checksum in entries:
        table = woff[offset : offset + packed]
        table = zlib.decompress(table) if packed < size else table
        directory += struct.pack(">4sIII", tag, checksum, place + len(tables), size)
        tables += table + b"\0" * (-size % 4)
    return head + directory + tables
