"""Small parts of WordprocessingML that python-docx has no name for."""

from __future__ import annotations

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph
from docx.text.run import Run


def element(name: str, **attributes: str) -> BaseOxmlElement:
    """`element("w:ind", left="280")`: attributes in the same namespace."""
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def typeface(run_properties: BaseOxmlElement, chinese: str, latin: str) -> None:
    """Set the typefaces of a style or a run: `rFonts` with its East Asian name, which python-docx leaves alone."""
    fonts = run_properties.find(qn("w:rFonts"))
    if fonts is not None:
        run_properties.remove(fonts)
    run_properties.insert(0, element("w:rFonts", ascii=latin, hAnsi=latin, eastAsia=chinese, cs=latin, hint="eastAsia"))


def field(line: Paragraph, instruction: str) -> None:
    """A field that Word fills in itself, such as PAGE."""
    for kind, text in (("begin", ""), ("", instruction), ("separate", ""), ("shown", "1"), ("end", "")):
        run: Run = line.add_run(text if kind == "shown" else "")
        if kind in ("begin", "separate", "end"):
            run._r.append(element("w:fldChar", fldCharType=kind))
        elif not kind:
            made = element("w:instrText")
            made.text = f" {text} "
            run._r.append(made)
