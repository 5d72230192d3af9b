"""To whom something is reported, and whether it is about the period before."""

from __future__ import annotations

import re

_TO = re.compile(
    r"向(?P<to>[^，。；：向]{2,40}?)(?=书面|专题|当面|上报|报告|汇报|报送|报备|述|就|通报|作(?!风)|提交|进行|递交|各|报|反馈)"
    r"|(?:报送|上报|报请|呈报|抄送|报)(?P<at>(?!告|备)[^，。；：报将情]{1,24}?(?:委|组|室|办|处|部|科|局|厅|府|会|机关|党委|纪委|办公室))(?=[，。；]|备案|审定|审核|审批|审查|$)"
)
_JOIN = re.compile(r"[、和及与](?![^（]*）)")
_PREVIOUS = re.compile(r"上(?:一)?(?:个)?(?:年度|年|季度|季|月|半年(?=度|工作|情况|履行|执行))|前一年度?|前一?个?季度")


def receivers(governed: str) -> tuple[str, ...]:
    """The receivers in the document's words, in their order."""
    found: list[str] = []
    for match in _TO.finditer(governed):
        for part in _JOIN.split(match["to"] or match["at"] or ""):
            name = re.sub(r"^(?:分别|同时)", "", part)
            if name and name not in found:
                found.append(name)
    return tuple(found)


def about_previous(governed: str) -> bool:
    """Whether what is handed in is about the period before: 上年度, 上季度, 上月."""
    return _PREVIOUS.search(governed) is not None
