"""QR codes as SVG, drawn here: the address of the ballot with the code of a slip."""

from __future__ import annotations

from django.utils.safestring import SafeString, mark_safe
from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel

QUIET = 4  # modules of white around, as the standard asks


def qr(text: str) -> SafeString:
    """The code of the text (error correction M) as an svg element that fills its box."""
    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(text)
    code.make()
    size = code.getModuleCount()
    path = "".join(_row(code, size, row) for row in range(size))
    box = size + 2 * QUIET
    return mark_safe(  # noqa: S308 - digits and letters of a path only
        f'<svg class="lz-slip__code" viewBox="0 0 {box} {box}" shape-rendering="crispEdges" aria-hidden="true">'
        f'<path d="{path}"/></svg>'
    )


def _row(code: QRCode, size: int, row: int) -> str:
    """The dark runs of a row."""
    parts, column = [], 0
    while column < size:
        start = column
        while column < size and code.isDark(row, column):
            column += 1
        if column > start:
            parts.append(f"M{start + QUIET} {row + QUIET}h{column - start}v1h{start - column}z")
        column += 1
    return "".join(parts)
