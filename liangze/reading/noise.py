"""Lines that belong to the page or the sheet of paper and not to the document: navigation, page numbers, imprint."""

from __future__ import annotations

import re

#: Applied to a stripped line in one width. Each alternative is anchored, so the cost is linear in the line.
_NOISE = re.compile(
    r"""^(?:
      -\s*\d{1,4}\s*- | 第\s*\d{1,4}\s*页(?:\s*[，/]?\s*共\s*\d{1,4}\s*页)? | \d{1,4}\s*/\s*\d{1,4}        # page numbers
    | (?:网站)?首页\s*[>»›].* | .{0,14}(?:当前|现在的?|所在的?)位置\s*[：>].*                              # trails
    | (?:来源|信息来源|文章来源|发布机构|发布时间|发布日期|发文日期|时间|作者|编辑|浏览次数|浏览量|
        点击数?|点击率|阅读次数?|
        阅读量|访问量|
        字号|字体|责任编辑|编审|审核|索引号|主题分类|信息分类|公开方式|有效性|
        主题词|视力保护色|分享到?)\s*：.*
    | [【\[]\s*(?:信息|文章)?来源\s*：.* | .{0,140}[【\[](?:我要)?(?:打印|关闭|收藏)[^】\]]{0,4}[】\]]
    | 【.{0,12}(?:打印|关闭|收藏|大|中|小|字号|返回|下载).*
    | (?:打印(?:本页)?|关闭(?:窗口|本页)?|返回(?:顶部|首页)?|收藏|分享|下载|扫一扫.{0,20})(?:\s.*)?
    | (?:上一[篇页条]|下一[篇页条]|相关(?:链接|阅读|文章|附件)|附件下载)(?:\s*[：:].*)?
    | 版权所有.* | copyright.* | .{0,6}ICP备.* | 技术支持.* | 主办(?:单位)?：.* | 承办(?:单位)?：.* | 网站标识码.*
    | 抄\s*[送报]\s*：.* | 主\s*送\s*：.* | 分送\s*：.* | （?\s*共印\s*\d+\s*份\s*）? | （此件.{0,16}）
    | .{2,40}\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*(?:印发|印制|印)
    | （\s*(?:作者单位|作者系|作者为|责任编辑|编辑|记者)\s*[：:]?.{0,40}） | (?:作者单位|编辑|记者)\s*[：:].{0,40}
    )$""",
    re.X | re.I,
)
_LONGEST = 160
_STEERS = re.compile(r"首页|收藏|无障碍|长者|登录|注册|政务公开|政务服务|互动交流|新闻中心|下载中心|网站地图|手机版|联系我们")
_PIECES = re.compile(r"\s*[|丨]\s*|\s+")
_BARS = re.compile(r"\s*[|丨]\s*")
_STOPS = re.compile(r"[。；！？：，《》〔〕\d]")


def is_noise(line: str) -> bool:
    """Whether a stripped line, in one width, is no part of the document."""
    return len(line) <= _LONGEST and (_NOISE.match(line) is not None or _is_menu(line))


def parts_of_a_site(line: str) -> bool:
    """Whether a line only names parts of a site: short words between bars. Above the title, never in the body."""
    pieces = _BARS.split(line)
    return len(pieces) > 1 and not _STOPS.search(line) and all(0 < len(piece) <= 20 for piece in pieces)


def _is_menu(line: str) -> bool:
    if _STEERS.search(line) is None or _STOPS.search(line):
        return False
    pieces = _PIECES.split(line)
    return len(pieces) > 1 and all(len(piece) <= 14 for piece in pieces)
