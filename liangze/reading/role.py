"""Which kind of seat a subject names."""

from __future__ import annotations

import re
from functools import lru_cache

_HEADS = (
    "书记|(?<!村民小)组长|院长|校长|园长|局长|厅长|处长|科长|部长|主任|所长|站长|董事长|经理|总裁|县长|市长|区长|乡长|镇长|州长|旗长|行长|"
    "庭长|检察长|(?<!小)队长|馆长|台长|社长|会长|理事长|监事长|秘书长|股长"
)
_DISCIPLINE = "纪委|纪检|监察|纪工委|监委|监督检查室|审查调查室|干部监督室|案件监督管理室|纪律检查委员会"
#: In this order: the first that fits.
_RULES: tuple[tuple[str, str], ...] = (
    ("leading_group", r"(?:领导|协调|工作|考核|督查|督导|检查)小组(?!(?:组长|成员|副组长))"),
    (
        "member",
        r"领导人员$|[省市县区镇乡院校局厅部]级?领导$|班子(?:其他|其它)?成员|其他(?:领导|班子|成员|党委委员|负责人|副职)|(?:领导班子|班子).{0,3}成员|两委.{0,3}(?:成员|委员)|常委同志$|分管(?:领导|负责|副|[^，、的]{2,8}的?(?:负责人|负责同志|领导|同志))|(?<!纪检)(?<!监察)委员$|"
        r"副(?:书记|局长|县长|市长|院长|校长|行长|主任|职)|(?:党委|党组|常委会|支委|纪委)(?:委员|成员)|常委$|支委$|小组(?:其他)?成员$",
    ),
    (
        "discipline_principal",
        rf"(?:{_DISCIPLINE}|派驻机构|驻[^在地区县市村、，]{{1,6}}组)[^、，和与及]{{0,10}}(?:主要负责人|主要领导|主要负责同志|负责人|书记|组长|主任|一把手)$",
    ),
    ("stationed_group", r"派驻|派出(?:纪检|监察|机构)|驻[^在地区县市村、，]{1,10}(?:纪检|监察)|驻(?!村|点|在|地)[^、，]{1,5}组$"),
    (
        "principal",
        rf"主要负责|第一责任人|主要责任人|一把手|(?:(?<!副)(?:{_HEADS}))”?$|党政正职|正职|主要领导|负责人|负责同志|主官",
    ),
    ("leadership", r"(?:支部|总支|党)委员会$"),
    (
        "discipline_organ",
        rf"^(?!.{{0,14}}(?:党委|党组)(?:[、和及与]|$)).*(?:{_DISCIPLINE}|监督检查室|审查调查室|案件[^、，]{{0,4}}室|党风政风监督室)",
    ),
    (
        "leadership",
        r"领导班子|班子|党委(?!办|.{0,4}部(?:门|$|[、和与]))|党组|党总支|总支|支部|党（总）支|党工委|党（工）委|工委|党组织|党委会|常委会|"
        r"中心组|全委会|两委(?:班子)?$|[县市区省州旗地盟]委$|党的?组织|党政联席|理事会$|董事会$",
    ),
    (
        "department",
        r"部门|单位|乡镇|镇街|街道|[乡镇村县区市]|科室|处室|室$|科$|股$|处$|局|厅|办|中心|企业|公司|集团|学校|学院|院|系|医院|社区|"
        r"站|所|各地|机关|机构|工会|团委|部$|委$|行$|班组",
    ),
)
_PATTERNS = tuple((role, re.compile(pattern)) for role, pattern in _RULES)
_ASIDE = re.compile(r"（[^（）]*）|[“”\"]")
_PEOPLE = re.compile(
    r"(?:村干部|小组长|干部|党员|领导|人员|职工|同志|代表|(?<!检查)委员会|联络员|群众|党员领导干部|纪检委员|纪检员|监督员"
    r"|监察员)$"
)


@lru_cache(maxsize=1024)  # a document names few subjects, and each many times
def role_of(subject: str | None) -> str:
    """leadership, principal, member, discipline_organ, discipline_principal, stationed_group, department, leading_group, other."""
    if not subject:
        return "other"
    plain = _ASIDE.sub("", subject)
    for role, pattern in _PATTERNS:
        if role in ("department", "discipline_organ") and _PEOPLE.search(plain):
            return "other"
        if pattern.search(plain):
            return role
    return "other"
