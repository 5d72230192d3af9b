"""What is to be done: the kinds of act in a stretch of text, in order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

#: Acts that compact forms put behind a period: 月调度, 季通报, 半年一检查.
COMPACT_ACT = (
    r"(?:检查考核|督查考核|监督检查|工作例会|分析研判|例会|检查|督查|督察|抽查|巡查|督导|自查|排查|明[察查]暗访|暗访|走访|接访|家访|审计|巡察|通报|通告|曝光|考核|考评|测评|评议|点评|"
    r"调度会?|会商|分析会?|研判|研究|小结|总结|述廉|述责|报告|汇报|报送|上报|报(?=制|表|告)|学习|培训|约谈|谈话|述职|对账|公示|公开|盘点|讲评|督办|评估|清理|清零|更新|公布|梳理|复盘|提醒|审核|审阅|销号|会审|碰头会?|通气会?|过堂)"
)

_MAKE = (
    r"(?:研究制定|制定|拟出|修订|更新|制订|排定|拿出|建立(?=[^，。；]{0,12}清单)|拟定|拟订|修订|编制|编写"
    r"|形成|出台|下达|印发|提出|细化|列出|公布|报审|签署|签订|逐级签订|层层签订)"
)
_PLAN = (
    r"(?:计划|方案|清单|要点|明细表|任务书|责任书|承诺书|责任状|目标书|规划|分解表|责任分工|(?:任务|工作)安排|"
    r"细则|(?:操作|实施|工作)(?:规程|流程)|(?:具体|实施|管理|贯彻|落实|整改|考核|评价|配套)(?:办法|意见|措施|标准|指标|制度))"
)
_KINDS: tuple[tuple[str, str], ...] = (
    ("lecture", (
        r"(?:讲|上|作|授|听)?[^，。；、]{0,16}?(?:党课|廉政课|廉洁课|纪律课)"
        r"|(?:讲|上|授)[^，。；、]{0,16}?(?:教育|廉)课|讲(?=[一二两三\d]+[次课讲堂])|讲[^，。；、]{0,8}课"
    )),
    ("hearing", (
        r"向[^，。；、]{2,20}(?:会议|大会|全会|全委会)(?:作|进行|带头|专题|口头)*(?:(?:报告|汇报)(?=[^，。；]{0,6}(?:廉|履责|履职|述))|述[责职廉])|在[^，。；、]{2,20}会(?:议)?上(?:作|进行|带头|集中|逐一|现场|公开|当面|依次)*(?:专题|口头)?(?:报告|汇报|述[责职廉][责职廉述德纪法]*)|述责述廉述纪|述职述责述廉|述职述德述廉|述责述廉|述职述廉|述责|述廉|述职|(?:(?:召开|组织|举办|举行)[^，。；]{0,40}?)?(?:专题汇报会|述[^，。；]{1,6}会|汇报会)|"
        r"当面听取|(?<![旁倾])听(?![取证从课])[^，。；]{0,30}?(?:汇报|述职)|听取[^，。；]{0,40}?(?:汇报|报告|述职|情况(?:的)?(?:工作)?(?:汇报|报告|介绍)?|介绍)|听取|听(?=[一二两三\d]+次)"
    )),
    ("review", r"接受[一二两三\d]次[^，。；]{0,8}(?:评议|测评)|"
               r"民主评议|互评|评议|过堂|逐[项条](?:验收|销号|对账)|审阅|审核(?!意见|通过|把关|备案)|"
               r"评查|民主测评|测评|评估|廉洁评价|点评|复核|会审|讲评|(?:提出|出具)[^，。；]{0,4}(?:审核|审查|评审)意见|审议(?=[^，。；]{0,12}(?:报告|方案|计划|情况))(?!通过)|评(?=[一二两三\d]+次)"),
    ("assessment", r"(?:监督检查|检查|督查|督导|巡查)[、和与及]?(?:考核|考评)|考核(?:检查|验收)?|考评|自评(?!表|报告|材料)|打分"),
    ("meeting", (
        r"民主生活会|组织生活会?(?!制度)|“?三会一课”?(?!制度)|(?:召开|组织|举行|举办|主持)[^，。；]{0,36}?(?:会议|(?<!委员)(?<!理事)(?<![协工])会(?!同|商|员|审|计|风))|工作例会|例会|联席会议?|专题会议?|(?:形势)?分析会|座谈会|座谈|推进会|调度会|通报会|"
        r"警示教育大?会|现场会|碰头会|碰头|开会|恳谈会|全体会议|大会|会议|会商|主题党日"
    )),
    ("plan", (
        rf"{_MAKE}[^，。；]{{0,28}}?{_PLAN}|签[^，。；]{{0,20}}?(?:责任书|承诺书|责任状|任务书)|{_PLAN}(?:的)?(?:制定|编制|修订|更新|签订)|有(?:计划|方案)|"
        r"任务[^，。；]{0,8}(?:分到|分给|落实到|细化到|拆解)|"
        r"(?:细化|任务|责任|层层)?分解|拆[成解分][^，。；]{0,8}[项条]|编制"
    )),
    ("talk", (
        r"谈心谈话|提醒谈话|谈话提醒|(?:廉政|廉洁|纪律)提醒|廉政谈话|谈话(?!(?:工作|人)?业务|技能|技巧|工作(?:培训|会议|人员))|"
        r"约谈|谈心|面谈|函询|面对面(?!接待|接访|解答|答复)|谈[一二两三\d]次"
    )),
    ("training", (
        r"接受[^，。；]{0,8}教育|教育培训|学习培训|培训|轮训|集训|调训|警示教育|"
        r"(?:廉政|廉洁|党纪|纪律|党性|示范|专题|宣传|集中|法纪|主题)教育(?!(?:专题|集中|理论)*学习|基地|大会|会|课)"
    )),
    ("study", r"[^，。；、组]{0,4}学习(?!型|教育基地|制度(?!规定|文件|汇编))|研学|学法|读书班|(?:专题|集中|学习)研讨"),
    ("inspection", (
        r"接受[^，。；]{0,8}验收|监督检查|督促检查|专项检查|检查(?!站(?!所|室|办|点|区))|督查|督察|抽查|抽检|督导|巡查|巡察|巡视|轮检|清查|审查(?!调查|室|组|部门|批)|专项监督|明[察查]暗访|暗访|实地(?:查看|察看)(?![、等])|自查(?!表|报告)|排查|核查|查摆|督办|督促|"
        r"“?回头看”?|查(?=[一二两三\d]+[次遍])"
    )),
    ("notice", r"(?:编发|印发|下发|发布|发出)[^，。；]{0,14}通报|通报|(?:公开)?曝光|晾晒"),
    ("report", (
        r"书面报告|专题报告|报告|汇报|上报|报送|填报|报备|呈报|提交|递交|送交|上交|交账|交(?=[^，。；交]{0,6}账)|零报告|备案(?!制|审查|工作|管理)|(?:报|交|写|提交|形成)[^，。；]{0,10}总结(?!会)|月报|季报|年报|(?:报(?!道|纸|刊|名|考|警|销|经|表)|(?<![发赠移寄传护欢递呈选派陪])送|(?<![提转移递呈上送社外缴成结])交(?![流办通接换叉易谈心]))(?=[^，。；]{1,24}(?:委|组|室|办|处|部|科|局|厅|府|会|备案|"
        r"审定|审核|审批|审查|审阅|审签|书记|领导|机关|机构|党组织)|备案)"
    )),
    ("other", (
        r"布置|部署|公开(?!栏|透明|公正|招|通报|曝光)|公示(?!栏)|公布|更新|登记|编印|编发|回访|随访|汇总|统计|走访|家访|(?:值守|值班|坐班)(?=[一二两三\d])|调研(?!检查|督查|督导)|接访|下访|慰问|轮岗|轮休|休假|清理|归入|归档|存档|载入|存入|录入|填写|"
        r"深入(?=[^，。；查讲谈调学督访]{2,20}?(?:不少于|至少|[一二两三四\d]+次))|总结|观摩|参观|旁听|测试|考试|竞赛|宣讲|过问|梳理"
    )),
    ("weak_meeting", r"(?:专题)?沟通|专题研究|研究(?!确定|提出)|研判|形势分析|分析(?!报告)|调度"),
)  # fmt: skip
ACT = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _KINDS))

_SHORT = {
    "签": "plan", "评": "review", "考": "assessment", "查": "inspection", "报": "report", "述": "hearing", "审": "review",
    "听": "hearing", "谈": "talk", "讲": "lecture", "学": "study", "会": "meeting", "访": "other", "巡": "inspection",
}  # fmt: skip

_NOUN_AFTER = re.compile(
        r"(?:评议)?(?:发现|反馈|指出)?(?:的)?问题(?:的)?整改|(?:工作)?(?:结果|成果|制度|机制|记录|内容|事项|对象|范围|标准|指标|体系|办法|组|办(?!理|好|公)|室|小组|中(?!心)|时|后|发现|会上|上(?!报|级|年|一|季|月|半|个)|材料|成绩|等次|依据|档案|"
        r"人员|方式|的(?:基础|依据|内容|结果|问题|情况))"
)
#: 检查制度执行情况, 学习制度规定: the rules are the object; 谈话制度 is a noun.
_OF_RULES = {"inspection", "assessment", "study"}
_MADE = re.compile(_MAKE)
_RULES_AFTER = re.compile(r"(?:制度|机制)(?:执行|落实|建设|运行|规定|文件)")
_PLANNED = {"talk", "inspection", "assessment", "training", "study", "meeting", "review"}
_PLAN_AFTER = re.compile(r"(?:工作)?(?:计划|方案|清单|名单|提纲|通知书|函(?!询))")
_STATE_AFTER = re.compile(r"(?:工作)?(?:的)?(?:开展|落实|完成|整改)?(?:情况|台账)")
_USED_BEFORE = re.compile(
    r"(?:根据|按照|依据|结合(?!实际)|综合(?!考|分析)|围绕|作为|纳入|列入|接受|参考|运用(?!情况)|针对|反馈|逐条(?=[^，。；]))[^，。；]{0,12}"
    r"(?<!比例)(?<!要求)(?<!规定)(?<!标准)"
    r"(?<!比例进行)(?<!要求进行)(?<!规定进行)(?<!比例开展)(?<!要求开展)(?<!规定开展)$"  # 按照不低于10%的比例抽查: done, not used
)
#: What the act behind it is about: 轮岗情况检查; and what is written of it: 形成督查报告.
_LOOKED_AT = re.compile(
    r"(?:工作)?(?:的)?(?:开展|落实|执行|整改)?情况(?:的|进行|开展)?(?:专项|监督|重点|跟踪|一次)*(?:检查|督查|抽查|排查|督导|考核|评估|审计)(?!结果|组|室)"
)
_WRITTEN = re.compile(r"(?:形成|撰写|写出|出具|提交|报送|上报)[^，。；]{0,8}$")
_HOLD = ("开展", "组织", "举办", "进行")
_HELD = re.compile(r"(?:开展|(?<!接受)组织|举办|进行)(?:[一二两三\d][次轮期]|专题|集中)*$")
_BEFORE_A_MEETING = re.compile(r"向[^，。；]{1,14}会议?$")
_TOWARDS = re.compile(r"(?:向|提交|提请)[^，。；向]{0,12}$")
_GIVEN = re.compile(r"(?:^|[^，。；])?(?:将|把)(?!军)")
_OBJECT = re.compile(r"[^，。；对]{0,6}对[^，。；]{2,40}?(?:进行|开展|按|予以|实施|随机|逐一|的(?=[审评考检督复]))")
_THOSE = re.compile(r"的[^，。；、并进开]{1,10}$")
_COUNT_ONLY = re.compile(r"(?:[一二两三\d]次)+")  # 约谈一次测评靠后的书记: whom, not what
LAID_OUT = ("布置", "部署")
_FILED = ("归入", "归档", "存档", "载入", "存入", "录入")
_STATEFUL = {"report", "notice", "hearing", "plan", "other", "weak_meeting"}
_JOINT = re.compile(
    r"(?:[、和与及并]|并且|以及|并(?:进行|开展|予以|及时)|并?在[^，。；]{1,14}[上中内]|予以|工作|"
    r"[一二两三\d]次|一次|进行|开展)*$"
)
_GENERIC = re.compile(
    r"(?:（[\d.]+分）|人均|平均|每人|要|参加|应当?|须|需|均|都|各|分别|至少|集中|统一|定期|原则上|召开|进行|开展|组织|安排|举行|实施|举办|实现|全覆盖|覆盖|带队|牵头|负责|完成|结束|办结|不少于|不得少于|不低于|[\d零一二三四五六七八九十两]+|[次回遍堂场期轮批讲]|以上|[，、\s）（”“的])*$"
)


@dataclass(frozen=True, slots=True)
class Act:
    kind: str
    start: int
    end: int
    word: str


def acts_in(text: str) -> list[Act]:
    """Acts that a stretch of text in one width names, without those that only qualify a noun (考核结果, 检查情况)."""
    found: list[Act] = []
    for match in ACT.finditer(text):
        kind, word = match.lastgroup or "other", match.group()
        after = text[match.end() : match.end() + 14]
        looked_at = kind in _OF_RULES and _RULES_AFTER.match(after)
        if kind not in ("plan", "lecture") and not looked_at and _NOUN_AFTER.match(after):
            continue
        if kind in _PLANNED and _PLAN_AFTER.match(after):
            continue
        if kind not in _STATEFUL and _STATE_AFTER.match(after):
            continue
        if kind != "plan" and _LOOKED_AT.match(text, match.end()):
            continue
        if kind not in _STATEFUL and after.startswith("报告") and _WRITTEN.search(text, max(0, match.start() - 12), match.start()):
            continue
        if word == "会议" and after.startswith("述"):
            continue  # 会议述责述廉: how it is done
        if kind == "meeting" and _BEFORE_A_MEETING.search(word):
            continue  # 组织各县书记向全会述责述廉
        if kind == "meeting" and _TOWARDS.search(text, max(0, match.start() - 16), match.start()):
            continue  # 向村民代表会议报告: whom it goes to
        # 围绕党规开展学习: held about it, not used
        held = word.startswith(_HOLD) or _HELD.search(text, max(0, match.start() - 10), match.start())
        made = held or (kind == "plan" and _MADE.match(word))  # 围绕新任务修订清单: made, not used
        if kind != "training" and not made and _USED_BEFORE.search(text, max(0, match.start() - 16), match.start()):
            continue
        if found and text[found[-1].end : match.start()] == "工作":
            found.pop()  # 报告工作自查: the first only says what is checked
        found.append(Act(kind, match.start(), match.end(), word))
    return found


@lru_cache(maxsize=64)  # the parts of one sentence are asked for several times
def main_acts(text: str) -> tuple[Act, ...]:
    """The acts that one time word governs: the first, and those coordinated with it, one for each kind."""
    found = acts_in(text)
    if not found:
        return ()
    found = _of_object(text, found)
    lecture = next((act for act in found if act.kind == "lecture"), None)
    if lecture:
        return (lecture,)
    handed = _GIVEN.search(text, 0, found[0].start)
    if handed:  # 将述职报告报送纪委: what is handed over is no act
        verbs = [act for act in reversed(found) if act.kind in ("report", "notice") or act.word in _FILED]
        verb = next((act for act in verbs if act.word != "备案"), next(iter(verbs), None))  # 将方案报…备案: handed in, to be filed
        if verb and "，" not in text[handed.end() : verb.start]:
            return (verb,)
    while len(found) > 1 and found[0].word in LAID_OUT and not _joined(text, found[0], found[1]):
        found = found[1:]  # 落实决策部署 …: a noun
    chain = [found[0]]
    for act in found[1:]:
        if not _joined(text, chain[-1], act):
            break
        chain.append(act)
    if chain[0].kind in ("meeting", "hearing"):
        chain = chain[:1]
    kept: dict[str, Act] = {}
    for act in chain:
        kind = act.kind
        if kind == "weak_meeting":
            kind = "other" if _then_laid_out(chain) else "meeting"
        kept.setdefault(kind, Act(kind, act.start, act.end, act.word))
    return tuple(kept.values())


def _of_object(text: str, found: list[Act]) -> list[Act]:
    """Without what is only in the object: 对个人事项报告按比例抽查."""
    if len(found) < 2:
        return found
    match = _OBJECT.match(text)
    if match and found[0].start < match.end():
        behind = [act for act in found if act.start >= match.end()]
        return behind if behind and "，" not in text[match.end() : behind[0].start] else found
    last = [act for act in found if "，" not in text[: act.start]][-1:]
    if not match and text.startswith("对") and last and _THOSE.search(text, found[0].end, last[0].start):
        return last  # 对排查不实的单位点名通报
    return found


def _joined(text: str, act: Act, following: Act) -> bool:
    """Whether two acts are coordinated: 检查和报告, 检查一次并通报; not 上报述职报告."""
    between = text[act.end : following.start]
    return bool(between) and _JOINT.match(between) is not None and _COUNT_ONLY.fullmatch(between) is None


def _then_laid_out(chain: list[Act]) -> bool:
    """研究、布置 …: work in general, no meeting."""
    return any(act.word in LAID_OUT for act in chain)


def says_nothing(text: str) -> bool:
    """Whether a stretch has only general verbs and a count: 每年(进行一次)."""
    return _GENERIC.match(text) is not None


def kind_of(word: str) -> str:
    """The kind of a single act word, as compact forms have it."""
    match = ACT.match(word)
    kind = (match.lastgroup or "other") if match else _SHORT.get(word[:1], "other")
    if word in ("总结", "小结"):
        return "report"
    return "meeting" if kind == "weak_meeting" else kind
