"""Copied lists: how many of those that were copied are found, whether honest ones are accused, and how long it takes.

The set is made up: each unit writes some items of its own words from large stocks of phrases, beside items that a regulation asks of
all. Some units then copy from another one: word for word, with the names exchanged, in another order, or put in other words. Every list
contains the regulation's items in their full wording.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.table import Ratio, print_table
from liangze.core.likeness import Doc, compare

LISTS = 50_000
COPIES = 1_000  # of each way of copying
MINUTES = 5
MISSED = 0.01

WHERE = (
    "办公室", "机关支部", "综合科", "执法大队", "服务窗口", "财务室", "各科室", "各站所", "下属单位", "项目组", "采购小组", "信息中心",
)
WHEN = (
    "年初", "上半年", "节假日前", "每逢换届", "项目开工前", "干部任职前", "汛期之后", "预算下达后", "年中会商时", "巡察反馈后",
    "每次例会上", "收到通报后",
)
HOW = (
    "逐人逐岗", "对照岗位说明书", "采取随机抽样方式", "会同业务骨干", "邀请服务对象代表", "通过视频回放", "结合群众来信",
    "按照风险高低", "交叉分组",
    "请离退休同志参加", "利用午间学习时间", "以案例讲解形式", "借助电子台账", "分片包干", "一事一表", "先自查后互查", "带着问题清单",
    "当面听取意见",
)
DOES = (
    "梳理", "核对", "公开", "复盘", "抽查", "讲评", "登记", "约谈", "回访", "督促整改", "研判", "比对", "张贴", "汇总", "复核", "修订",
    "演练", "评估",
)
WHAT = (
    "公车出行审批单", "零星维修合同", "值班补贴发放表", "窗口收费凭证", "食堂采购询价记录", "临聘人员招录材料", "扶持资金公示照片",
    "低保户入户核查表", "工程变更签证",
    "罚没物品出入库账", "会议室改造预算", "差旅住宿发票", "印章使用登记簿", "培训班经费清单", "捐赠物资去向", "宅基地审批卷宗",
    "检测报告原始数据", "保证金退还台账",
    "网络舆情处置单", "服务热线工单", "固定资产盘点表", "中介机构名录", "评审专家抽取记录", "河道采砂巡查日志", "学生营养餐验收单",
    "医保报销样本", "林木采伐许可档案",
    "安置房分配名册", "公务接待审批函", "房屋出租协议",
)
THEN = (
    "发现苗头", "遇到疑点", "对拖延不办的", "凡金额较大的", "涉及亲属的", "群众反映集中的", "连续两次出错的", "资料不齐的",
    "超过时限的", "情况复杂的", "屡次提醒无效的",
)
STEP = (
    "由分管同志当天找本人谈清楚", "在支部会上作出说明", "交监督员签字后入卷", "报主要负责人阅处", "移送上一级核实",
    "暂停经办并换人办理", "在公示栏说明处理结果",
    "补齐手续后方可付款", "列入下次抽查名单", "写出书面说明存入档案", "邀请当事人到场核实", "把教训编成案例", "与年度评优挂钩",
    "限期三天整改到位", "组织相关人员重新学习",
    "请审计人员一并查看", "在月度例会上通报", "安排专人跟踪到办结",
)
PLACES = (
    "青岭", "白沙", "云河", "柳溪", "石桥", "松坪", "河湾", "梅园", "金坡", "东阁", "南塘", "北渡",
)
KINDS = (
    "财政局", "水利局", "教育局", "林业局", "商务局", "民政局", "住建局", "文旅局", "农业局", "交通局",
)
SAME = {  # other words for the same thing, for those who copy with more care
    "梳理": "清理", "核对": "核查", "公开": "公布", "复盘": "回顾", "抽查": "抽检", "讲评": "点评", "登记": "记录", "约谈": "谈话了解",
    "回访": "走访",
    "研判": "分析", "比对": "对照", "汇总": "归集", "复核": "再核", "修订": "修改", "演练": "演习", "评估": "评价", "采取": "用",
    "会同": "联合", "邀请": "请",
    "通过": "借", "结合": "联系", "按照": "依", "发现": "看到", "遇到": "碰上", "报": "呈", "移送": "转", "找本人": "与其",
    "签字": "签名", "说明": "解释",
}


@dataclass(frozen=True)
class Made:
    """The set: documents in the order in which they came about, the regulation's texts, and what was copied from what, by way."""

    docs: list[Doc]
    common: list[str]
    copied: dict[str, dict[int, int]]


def sentence(rng: random.Random, name: str) -> str:
    pick = rng.choice
    return f"{pick(WHEN)}{name}{pick(WHERE)}{pick(HOW)}{pick(DOES)}{pick(WHAT)}、{pick(WHAT)}，{pick(THEN)}{pick(STEP)}。"


def regulation(rng: random.Random) -> list[str]:
    return [f"第{n}项 党组织{sentence(rng, '按规定')}并将{rng.choice(WHAT)}的{rng.choice(DOES)}情况向上级报告。" for n in range(26)]


def verbatim(rng: random.Random, own: list[str], theirs: str, mine: str) -> list[str]:
    return own


def renamed(rng: random.Random, own: list[str], theirs: str, mine: str) -> list[str]:
    return [text.replace(theirs, mine) for text in own]


def reordered(rng: random.Random, own: list[str], theirs: str, mine: str) -> list[str]:
    return rng.sample(renamed(rng, own, theirs, mine), len(own))


def paraphrased(rng: random.Random, own: list[str], theirs: str, mine: str) -> list[str]:
    texts = renamed(rng, own, theirs, mine)
    for word, other in SAME.items():
        texts = [text.replace(word, other) if rng.random() < 0.7 else text for text in texts]
    return rng.sample(texts, len(texts))


WAYS: tuple[Callable[..., list[str]], ...] = (verbatim, renamed, reordered, paraphrased)


def made(lists: int, copies: int, seed: int = 7) -> Made:
    """`lists` documents, `copies` of each way among them. A copy follows its source; nobody copies from a copy."""
    rng = random.Random(seed)
    common = regulation(rng)
    honest = lists - copies * len(WAYS)
    docs, texts, names = [], [], []
    for number in range(honest):
        name = f"{rng.choice(PLACES)}{rng.choice(PLACES)}{rng.choice(KINDS)}"
        own = [sentence(rng, name if rng.random() < 0.6 else "") for _ in range(rng.randint(6, 14))]
        names.append(name)
        texts.append(own)
        docs.append(Doc(number, number, (*common, *own), (name,)))
    copied: dict[str, dict[int, int]] = {}
    sources = iter(rng.sample(range(honest), copies * len(WAYS)))
    for way in WAYS:
        found = copied.setdefault(way.__name__, {})
        for _ in range(copies):
            source, number = next(sources), len(docs)
            mine = f"{rng.choice(PLACES)}{rng.choice(PLACES)}{rng.choice(KINDS)}"
            own = way(rng, texts[source], names[source], mine)
            docs.append(Doc(number, number, (*rng.sample(common, len(common)), *own), (mine,)))
            found[number] = source
    return Made(docs, common, copied)


def run(lists: int = LISTS, copies: int = COPIES) -> list[Ratio]:
    """Recall of each way of copying, false alarms, seconds."""
    made_up = made(lists, copies)
    start = time.process_time()  # so that other work on the machine does not count
    found = {(finding.earlier, finding.later) for finding in compare(made_up.docs, made_up.common)}
    taken = time.process_time() - start
    rows = []
    for way, pairs in made_up.copied.items():
        missed = sum((source, copy) not in found for copy, source in pairs.items())
        limit, note = (MISSED, "those copied") if way != "paraphrased" else (1.0, "those copied; no limit is set")
        rows.append(Ratio(f"lists copied {way}, missed", missed, len(pairs), limit, "lists", note))
    true = {(source, copy) for pairs in made_up.copied.values() for copy, source in pairs.items()}
    honest = lists - copies * len(WAYS)
    rows.append(Ratio("independent lists accused", len(found - true), honest, 0.0, "lists", "lists that share only the regulation's items"))
    rows.append(Ratio(f"comparing {lists:,} lists", taken, MINUTES * 60, 1.0, "s", f"{MINUTES} minutes"))
    return rows


if __name__ == "__main__":
    ratios = run(*(int(argument) for argument in sys.argv[1:3]))
    print_table(ratios)
    sys.exit(any(not ratio.holds for ratio in ratios))
