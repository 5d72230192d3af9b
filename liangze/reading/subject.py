"""Who must do it: the noun phrase that names an actor, from the sentence, after 由, or from a heading."""

from __future__ import annotations

import re
from functools import lru_cache

from liangze.reading.role import role_of

#: Words that end the name of an actor where they stand behind something else.
_LONG = (
    "领导班子其他成员|班子其他成员|其他班子成员|领导班子及其成员|领导班子成员|班子成员|领导班子|班子|其他成员|成员|"
    "党委（党组）|党组（党委）|党（总）支部|党委|党组|党总支|党支部|总支部|总支|支部|党（工）委|党工委|纪工委|工委|党组织|纪检组织|党的组织|基层组织|村级组织|群团组织|组织部门|组织部|"
    "常委会|全委会|常委|监督委员会|委员会|党委委员|纪委委员|委员|纪委（纪检组）|纪委监委|纪委监察局|纪委|纪检监察组|纪检组|监察组|驻.{1,4}?组|监察室|监察局|监察委员会|监委|纪检监察机关|纪检监察机构|纪检监察部门|纪检机关|机关|派驻机构|机构|"
    "工作领导小组|领导小组|协调小组|小组|工作组|考核组|巡察组|检查组|督导组|督查组|监督组|评议组|测评组|验收组|审查组|核查组|调查组|专班|办公室|办公厅|巡察办|督查室|"
    "部门|单位|乡镇（街道）|乡（镇）|镇（街道）|镇（街）|乡镇|镇街|街道|县（市、区）|县（区）|县（市）|市（区）|市县区|县区|区县|各地区|各地|各县|各市|各区|各镇|各乡|各村|地方|"
    "科室|处室|处（室）|学院|学校|院系|医院|企业|公司|集团|中心组|中心|站所|社区|"
    "主要负责同志|主要负责人|负责同志|负责人|主要领导干部|主要领导|党政领导|领导干部|分管领导|领导|党政正职|正职|副职|第一责任人|责任人|一把手”?|"
    "纪检组长|纪检监察组长|副书记|书记|副组长|组长|院长|校长|局长|主任|厅长|处长|科长|部长|所长|站长|镇长|乡长|县长|市长|区长|州长|行长|庭长|检察长|队长|馆长|台长|社长|会长|理事长|秘书长|股长|董事长|理事会|董事会|总经理|经理|"
    "党员干部|村干部|干部|党员|人员|专员|专干|联络员|监督员|监察员|协管员|小组长|“两委”|两委|纪检员|同志|职工|团委|工会|职能部门|班组|全校|全院|市委|县委|区委|省委|镇委|乡委|旗委|州委|自治区党委|纪律检查委员会"
)
_SHORT = "[室科处部局厅办院行村站所校镇乡县市区委]"
_LONGEST_FIRST = "|".join(sorted(_LONG.split("|"), key=len, reverse=True))  # 党组织 before 党组
_END = re.compile(rf"(?:{_LONGEST_FIRST}|{_SHORT}(?=$|[、和及与（]))(?:（[^（）]{{1,12}}）)?")
#: Words with which the predicate begins.
_STOP = re.compile(
        r"(?:原则上|领导(?=全[省市县区州旗镇乡校院局系])|应当|必须|(?<![主重首纪])要|[须需]|(?<!供)应(?!急)|可以|将|(?<![驻所存现潜])在(?!职)|于(?!都)|(?<!应|反|相)对(?!外|口|象)|向|同(?!级|志|盟)|与(?!会)|按|"
        r"从(?!业|严)|(?<!所)以(?!及|上|下)|为(?!民)|结合|围绕|根据|依据|针对|每(?!位|名|个(?!月|季|年))|至少|(?<!不)定期|不定期|坚持|"
        r"负责(?!人|同志|干部)|主持|带头|带队|牵头(?!单位|部门|科室|处室|领导|人)|(?<![党检群层设团团的])(?<!村级)组织(?!部|人事|处|科|员(?!工)|生活|机构)|召开|开展|严格|认真"
        r"|切实|全面(?!从严|深化)|进一步|加强|履行|落实|主动|积极|自觉|作为|是|"
        r"有(?![关限])|不(?!同|动)|分别|做到|听取|督促|(?<!巡视)指导|统一|"
        r"制定|把|全年|年[初底末终中]|上半年|下半年|[12]\d{3}年|[一二三四]季度|实行|执行|实现|健全|建立|完善|强化|深化|推进|推动|抓|签订|报告|汇报|(?<!被)约谈(?!组|办公室)"
        r"|(?<![日晚周党通简情])报(?!社|刊|纸|业|名)|逐[月季级项]|按[月季年]|半年|及时|随时|经常|"
        r"利用|通过|到(?!位)|接受|参加|对照|统筹|充分|带着|给|安排|完成|进行|讲|承担|支持|年内|各讲|能|会(?=同)|继续|受|随|确保|一般|深入|走访|选[取派]|收集|形成|协助|抽调|计入|记入"
        r"|列席|审阅|登记(?!中心|机构)|由|(?<!党)组成(?!员)|分成|分为|分赴|成立|设立|选聘|举办|规范|抄送|修订|编制(?!部门|委员会|办)|印发|下发|出台|梳理|掌握|了解|排查|整理|报送(?!单位|部门)|更新|参观|观看|请|务必|既|都|也|"
    r"各(?=一次|讲|开)|(?=\d+月)|因|未|没有|分析(?!室|组)|撰写|提交|召集|确定|公布|审定|研究|通报|(?<!被)(?:检查|督查|考核|督导|巡察)(?!(?:工作)?(?:领导|协调)?小?组|室|办|专班|委员)|汇总|任期|及其(?=工作))"
)
_LEAD = re.compile(
    r"(?:同时|并且|请|并|且|此外|另外|其中|坚持|要求|建立|实行|实施|推行|落实|切实|要|应当?|一是|二是|三是|四是|五是|首先|其次|再次|最后|一方面|另一方面|凡|对于|关于|"
    r"20\d\d年度?|[，、：“”（）\s●]|原则上|由|今后|平时)*"
)
_PURE = re.compile(
    r"^(?:全面|切实|认真|严格|强化|压实|明确|落细)*(?:落实|履行|强化|压实|明确|承担)?(?:党风廉政建设|全面从严治党|管党治党|两个责任)*(?P<who>.{2,30}?)(?:的)?(?:工作|岗位)?(?:负|承担|履行|扛起|集体|"
    r"领导|第一|主体|监督|主要|直接|具体|全面|工作|岗位|分管|“?一岗双责”?)*(?:责任|职责|任务|清单)(?:人)?(?:的|清单|和).{0,12}$|^(?:全面|切实|认真|严格|强化|压实|明确)*(?:落实|履行|强化|压实|"
    r"明确|承担)?(?:党风廉政建设|全面从严治党|管党治党)*(?P<who2>.{2,30}?)(?:的)?(?:工作|岗位)?(?:负|承担|履行|扛起|集体|领导|第一|主体|监督|主要|直接|具体|全面|工作|岗位|分管|“?一岗双责”?)*(?:责任|职责|"
    r"任务)?(?:清单)?(?:（\d+[项条款点]）)?$"
)
#: What makes an actor's name part of a longer noun: 联络员名单, 党委会议.
_THINGS = (
    "建设", "工作", "主体责任", "监督责任", "责任", "制度", "会议", "生活", "意见", "教育",
    "廉政档案", "廉洁档案", "档案", "业务", "培训", "名单", "材料", "信息", "换届", "述职",
    "党务", "居务", "村务", "财务", "事务", "政务", "三资",
)  # fmt: skip
_THEIR_MEETING = re.compile(r"(?:专题|集体|全体|扩大)?(?:会议?|例会)|(?<=中心组)(?:集中)?学习")
BODIES = frozenset({"leadership", "leading_group", "discipline_organ", "stationed_group"})
#: 自查结果报集团; 分析一次各地
_NO_ACTOR = re.compile(r"^[驻进入下](?:[村点户乡]|社区)$|结果|情况|材料|[一二两三\d][次轮回]")
_THOSE = re.compile(r"(?:未|尚未|没有|不能|被)[^，。；的]{2,24}的(?=[^，。；的]{2})")  # 未列入名单的乡镇党委书记
_WHOLE_PLACE = re.compile(r"全[省市县区州旗]$")  # 全区通报: where, not who
_CALLED = re.compile(r"（以下[^（）]*）$")
#: Verbs with which a demand begins and no name does; 教育局, 管理人员, 联系领导 are names.
_VERB = re.compile(
    r"(?:拿出|管好|带好|抓好|看好|用好|建好|选好|抽查|检查|督查|核查|公布|公示|征求|"
    r"发现|关心|关爱|轮训|培训|教育|管理(?!人员|干部)|指导(?!员)|支持|培养|引导|动员|发动|约束|保护|帮助|选拔|任用|推荐|考察|评选|表彰|奖励|处分|处理|查处|问责|追究|"
    r"受理|办理|处置|反映|提出|征求|赴|进驻|走进|联系(?!人|领导)|服务|慰问|看望|邀请|聘请|抽取|比对|评估|测评|清理|清查|整改|整治|纠正|制止|防止|防范|"
    r"预防|避免|杜绝|惩治)(?!局|部门|机构|机关|[小大]?组|室|办|科|处|股|中心|单位|委员会|站|所|企业|公司)"
)
_CAPTION = re.compile(r"(?:责任|牵头|配合|承办)(?:单位|部门|科室|处室|领导|人)$")  # 责任单位：…
_COLLECTIVE = re.compile(r"各|全|所有|有关|每个")
_AGENT = re.compile(
    r"由(?P<who>[^，。；由]{2,36}?)(?=分组|带队|牵头|负责(?!人|同志|干部)|集中|归口|承办|主办|保管|管理|整理|抽调|实行|采取|[于在](?=[每\d])|(?<![党群])组织(?!部|人事|处|科)|主持|分别|统一"
    r"|对|向|进行|开展|实施|会同|代表|具体|约谈|每|召开|签|定期|逐|与|就|按|共同|审(?![计查批管])|作(?!领导|协调|小组|部|专班|人员|机构)|讲|完成|汇总|制定|带头|亲自|直接)"
)
_OTHER_SIDE = re.compile(r"[与对同]")


@lru_cache(maxsize=8192)
def actor_at_start(text: str) -> str | None:
    """The actor that a stretch of a sentence begins with, or None: 各级党委（党组）要 … → 各级党委（党组）."""
    lead = _LEAD.match(text)
    start = lead.end() if lead else 0
    those = _THOSE.match(text, start)
    if those:
        start = those.end()
    stop = _STOP.search(text, start)
    head = text[start : stop.start() if stop else len(text)][:60].partition("，")[0]
    return _name(head)


def _name(head: str) -> str | None:
    best = 0
    for match in _END.finditer(head):
        best = match.end()
    if best < 2:
        return None
    name = head[:best].strip("的等，、“ ")
    name = _CALLED.sub("", name)
    if name.startswith("“") or name.count("（") != name.count("）"):
        name = name.strip("“（）")
    rest = head[best:]
    if _NO_ACTOR.search(name) or (rest.startswith("：") and _CAPTION.search(name)):
        return None
    if _THEIR_MEETING.fullmatch(head, best) and role_of(name) in BODIES:
        return name  # 党组会议每月召开一次
    if rest.startswith(_THINGS) and not _COLLECTIVE.match(name):
        return None
    if rest.startswith("大会") and name.endswith("党员") and len(name) > 3:
        return name.removesuffix("党员")  # 支部党员大会: the branch's
    if _VERB.match(name) or _WHOLE_PLACE.match(name):
        return None
    if name == "领导" or ((name + rest)[2:3] in "、和与并" and name.startswith("领导")):
        return None  # 领导、支持纪委…: a verb
    return name if len(name) >= 2 and _END.search(name) else None


def agent(text: str) -> str | None:
    """Who stands after 由, as the one who acts."""
    match = _AGENT.search(text)
    if match is None:
        return None
    who = match["who"]
    return who if _END.search(who) and not _STOP.search(who, 1) else _name(who)


_EXAMINED = re.compile(r"^(?:重点)?(?:考核|考评|检查|督查|评价|评议)(?P<who>.{2,24}?)(?:的)?(?:以下|下列|如下)")


def examined(text: str) -> str | None:
    """Whose acts a lead sentence lists in order to examine them: 考核领导班子以下履责情况 → 领导班子."""
    match = _EXAMINED.match(text)
    return match["who"] if match and whole(match["who"]) else None


def without_agent(text: str) -> str:
    """`text` without 由 and the one who acts: 由党委组织实施 → 组织实施."""
    match = _AGENT.search(text)
    return text[: match.start()] + text[match.end() :] if match else text


def ends_as_actor(name: str) -> bool:
    """Whether the name has a word in it that ends the name of an actor."""
    return _END.search(name) is not None


@lru_cache(maxsize=4096)
def actor_of_heading(heading: str) -> str | None:
    """The actor whose responsibilities a heading announces: 纪委监督责任的主要任务 → 纪委."""
    text = re.sub(r"^[（(]?[一二三四五六七八九十\d]+[)）、.]", "", heading).strip("。 ")
    if len(text) > 44 or re.search(r"[，；]", text):
        return None
    match = _PURE.match(text)
    if match is None:
        return None
    who = match["who"] or match["who2"] or ""
    last = None
    for found in _END.finditer(who):
        last = found
    if last is None or last.end() < len(who) or re.match(r"(?:组织)?领导$|健全|完善|建立|加强|协助|支持|推进|开展|实行|督促|领导和", who):
        return None
    if _STOP.search(who):
        return None
    both = re.search(r"[和与、]", who)
    if both and role_of(who[: both.start()]) != role_of(who[both.end() :]) and "责任" in who:
        return None
    return who


_ACTS = re.compile(
    r"^(?P<who>[^，。；要应须]{2,24}?)(?:要|应当?|必须|须|切实|带头|严格|认真|聚焦|(?:承担|履行|负责|落实|担负|抓好)(?:好)?(?:以下|下列|如下))"
)


def actor_that_must(heading: str) -> str | None:
    """The actor of a heading that is a sentence: 学院纪委要聚焦主责主业 → 学院纪委."""
    match = _ACTS.match(heading)
    return match["who"] if match and whole(match["who"]) else None


_BELONGS = re.compile(
    r"^(?P<who>.{2,24}?)(?:工作|履责|履职|责任|考核|考评|监督)*(?:指标|标准|清单|要点|事项|任务|评分|纪实|一览|安排)[^，。；]{0,12}$"
)


def actor_of_list(title: str) -> str | None:
    """The actor whose list or standard an annex is: 派驻机构考核指标 → 派驻机构."""
    match = _BELONGS.match(title)
    return match["who"] if match and whole(match["who"]) else None


def pair_subject(chunk: str) -> str | None:
    """In 甲与乙 (谈话), 甲对乙 (约谈): 甲, where both sides are actors and nothing else is said."""
    for match in _OTHER_SIDE.finditer(chunk):
        left, right = chunk[: match.start()], chunk[match.end() :]
        if whole(left) and (whole(right) or right in ("部属", "下属", "干部职工", "其他同志")):
            return _LEAD.sub("", left, count=1)
    return None


def whole(text: str) -> bool:
    """Whether a text is the name of an actor and nothing else."""
    text = _LEAD.sub("", text, count=1)
    return 2 <= len(text) <= 50 and actor_at_start(text) == text.strip("的等，、“ ")
