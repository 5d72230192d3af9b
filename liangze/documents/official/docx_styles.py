"""The styles of an official Word document: names, typefaces, sizes, line pitch."""

from __future__ import annotations

from dataclasses import dataclass

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.styles.style import ParagraphStyle

from liangze.documents.official.docx_parts import element, typeface

PITCH = 580  # twentieths of a point: 225 mm / 22 lines
CHAR_SPACE = -849  # 4096ths of a point: 156 mm / 28 characters is 0.207 pt less than 16 pt
_LINE = Pt(PITCH / 20)
_LATIN = "Times New Roman"
_RED = RGBColor(0xC8, 0x16, 0x1D)


@dataclass(frozen=True, slots=True)
class _Style:
    face: str
    size: float = 16
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.LEFT
    indent: bool = False
    line: float | None = None
    bold: bool = False
    red: bool = False


_CENTRE, _BOTH = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY
_STYLES = {
    "Normal": _Style("仿宋_GB2312", align=_BOTH, indent=True),
    "Title": _Style("方正小标宋简体", 22, _CENTRE, line=36),
    "Subtitle": _Style("楷体_GB2312", 16, _CENTRE),
    "Heading 1": _Style("黑体", indent=True),
    "Heading 2": _Style("楷体_GB2312", indent=True),
    "Heading 3": _Style("仿宋_GB2312", indent=True, bold=True),
    "Heading 4": _Style("仿宋_GB2312", indent=True),
    "无缩进": _Style("仿宋_GB2312"),
    "发文机关标志": _Style("方正小标宋简体", 36, _CENTRE, line=60, red=True),
    "发文字号": _Style("仿宋_GB2312", 16, _CENTRE),
    "表题": _Style("黑体", 12, _CENTRE, line=20),
    "表头": _Style("黑体", 10.5, _CENTRE, line=16),
    "表文": _Style("仿宋_GB2312", 10.5, line=16),
    "要目": _Style("仿宋_GB2312", 14, line=22),
    "页码": _Style("宋体", 14, line=18),
    "附注": _Style("仿宋_GB2312", 9, line=14),
}


def define(document: Document) -> None:
    """Write the styles into the document's own."""
    for name, wanted in _STYLES.items():
        there = name in [style.name for style in document.styles]
        style = document.styles[name] if there else document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        if isinstance(style, ParagraphStyle):
            _set(style, wanted)
    _underline(document.styles["发文字号"])
    for language in document.styles.element.xpath("w:docDefaults//w:lang"):
        language.getparent().replace(language, element("w:lang", val="en-US", eastAsia="zh-CN"))


def _set(style: ParagraphStyle, wanted: _Style) -> None:
    style.font.size, style.font.bold, style.font.italic = Pt(wanted.size), wanted.bold, False
    style.font.color.rgb = _RED if wanted.red else RGBColor(0, 0, 0)
    typeface(style.element.get_or_add_rPr(), wanted.face, "宋体" if wanted.face == "宋体" else _LATIN)
    shape = style.paragraph_format
    shape.alignment = wanted.align
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(wanted.line) if wanted.line else _LINE
    shape.space_before = shape.space_after = Pt(0)
    properties = style.element.get_or_add_pPr()
    for old in properties.findall(qn("w:pBdr")):
        properties.remove(old)
    shape.first_line_indent = Pt(2 * wanted.size) if wanted.indent else Pt(0)
    if wanted.indent or style.base_style is not None:
        properties.ind.set(qn("w:firstLineChars"), "200" if wanted.indent else "0")


def _underline(style: ParagraphStyle) -> None:
    """The red line below the number, as wide as the text."""
    border = element("w:pBdr")
    border.append(element("w:bottom", val="single", sz="12", space="11", color=str(_RED)))
    properties = style.element.get_or_add_pPr()
    properties.insert_element_before(
        border, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:wordWrap", "w:spacing", "w:ind", "w:jc"
    )
    style.paragraph_format.space_after = Pt(29)
