"""Invented papers of each kind, as the rooms make them: a letter, a list, a task table, a ledger, a table of coverage."""

from __future__ import annotations

from datetime import date

from liangze.documents.paper import Column, Facts, Grid, Heading, Paper, Paragraph, SignatureBox

_WORK = (
    "把党风廉政建设纳入全局工作总体布局，与业务工作同研究、同部署、同落实、同检查",
    "每季度听取一次分管领域党风廉政建设情况汇报，研究解决突出问题",
    "带头执行民主集中制，凡属“三重一大”事项，一律提交会议集体讨论决定，主要负责人末位表态",
    "对新任职干部进行任前廉政谈话，对苗头性、倾向性问题早提醒、早纠正",
    "支持纪检监察机关依规依纪履行职责，定期听取工作汇报，协调解决重大问题",
    "管好身边工作人员和亲属，自觉接受组织、群众和舆论监督",
    "组织开展廉政教育，全年不少于两次，参加人数不低于应到人数的九成",
    "排查岗位廉政风险点，逐项制定防控措施，并于每年6月底前更新风险目录",
)
_NUMERALS = "一二三四五六七八九十"


def numeral(number: int) -> str:
    """1 to 99 in Chinese: 12 → 十二."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else _NUMERALS[tens - 1] + "十")
    return head + (_NUMERALS[ones - 1] if ones else "")


def letter(number: int = 1) -> Paper:
    """A letter of two or three pages; `number` makes each another."""
    duties = tuple(Paragraph(f"{at}. {_WORK[(at + number) % len(_WORK)]}。") for at in range(1, 9))
    tasks = tuple((str(at), _WORK[at % len(_WORK)], "办公室" if at % 2 else "机关党委、人事科", f"{at + 2}月底前") for at in range(1, 7))
    return Paper(
        title="云岭市交通运输局领导班子成员党风廉政建设责任书",
        subtitle="（2015年度）",
        blocks=(
            Facts(
                (
                    ("责任人", f"周敬言{number}"),
                    ("职务", "党组成员、副局长"),
                    ("分管范围", "工程建设、公路养护、安全生产监督管理"),
                    ("责任期限", "2015年1月1日至12月31日"),
                )
            ),
            Paragraph("为落实党风廉政建设责任，根据上级有关规定和本局年度责任分解，党组书记与党组成员签订本责任书，双方共同遵守。"),
            Heading("一、责任人的责任"),
            *duties,
            Heading("二、年度重点任务"),
            Grid(
                (Column("序号", 1, "center"), Column("任务", 6), Column("责任单位", 2.6), Column("完成时限", 2, "center")),
                tasks,
                "表1　年度重点任务",
            ),
            Heading("三、签发人的责任"),
            Heading("（一）领导责任", 2),
            Paragraph("签发人对本单位党风廉政建设负总责，做到重要工作亲自部署、重大问题亲自过问、重点环节亲自协调、重要案件亲自督办。"),
            Heading("（二）督促检查", 2),
            Heading("1. 日常督促。", 3),
            Paragraph("每半年与责任人谈话不少于一次，了解责任落实情况，提出改进意见。"),
            Heading("四、其他事项"),
            Paragraph("本责任书一式两份，双方各执一份，自签字之日起生效。责任期内职务变动的，由接任者继续履行。"),
        ),
        day=date(2015, 3, 1),
        attachments=("云岭市交通运输局2015年度党风廉政建设责任分解表", "岗位廉政风险目录"),
        signatures=(
            SignatureBox("issuer", "签发人（党组书记、局长）", "沈维嘉"),
            SignatureBox("holder", "责任人（党组成员、副局长）", "周敬言"),
        ),
        note="截至2015年3月1日的数据　云岭市两责系统",
    )


def responsibility_list() -> Paper:
    """41 items under four headings, with a number and a letterhead."""
    blocks: list[Heading | Paragraph] = []
    for at in range(1, 42):
        if at % 11 == 1:
            title = ("领导班子集体责任", "主要负责人第一责任", "班子其他成员责任", "纪检监察机关监督责任")[at // 11]
            blocks.append(Heading(f"{numeral(at // 11 + 1)}、{title}"))
        blocks.append(Heading(f"（{numeral(at)}）责任事项之{numeral(at)}", 2))
        blocks.append(Paragraph(f"{_WORK[at % len(_WORK)]}；{_WORK[(at * 3 + 1) % len(_WORK)]}。依据：〔2010〕19号文第{at % 9 + 1}条。"))
    return Paper(
        title="中共云岭市委关于印发《云岭市党委（党组）党风廉政建设主体责任和纪委（纪检组）监督责任清单》的通知",
        blocks=(Paragraph("现将责任清单印发给你们，请结合实际认真贯彻执行。"), *blocks),
        number="云委办[2015]45号",
        issuer="中共云岭市委办公室",
        day=date(2015, 2, 26),
        addressee="各县（区）委，市直各部门党组（党委），各人民团体党组：",
        attachments=("责任清单落实情况报送表",),
        note="截至2015年2月26日的数据　云岭市两责系统",
    )


def tasks(rows: int = 60) -> Paper:
    """A year's tasks, across."""
    columns = (
        Column("序号", 1, "center"),
        Column("任务", 6),
        Column("目标", 4),
        Column("牵头领导", 2, "center"),
        Column("牵头单位", 3),
        Column("参加单位", 4),
        Column("时限", 2.2, "center"),
    )
    lines = tuple(
        (
            str(at),
            _WORK[at % len(_WORK)],
            ("全年不少于两次", "制度修订完成并公布", "问题整改率达到100%")[at % 3],
            ("沈维嘉", "周敬言", "欧阳静远")[at % 3],
            ("办公室", "机关党委", "建设管理科")[at % 3],
            ("各科室、各直属单位", "人事科、财务科、法规科、行政审批科")[at % 2],
            f"{at % 12 + 1}月底前",
        )
        for at in range(1, rows + 1)
    )
    return Paper(
        title="云岭市交通运输局2015年度党风廉政建设责任分解表",
        subtitle="（共三部分）",
        blocks=(Grid(columns, lines),),
        issuer="中共云岭市交通运输局党组",
        day=date(2015, 3, 1),
        wide=True,
        note="截至2015年3月1日的数据　云岭市两责系统",
    )


def ledger(rows: int = 300) -> Paper:
    """What is owed and what was done, across."""
    columns = (
        Column("序号", 1, "center"),
        Column("事项", 5),
        Column("责任单位", 3),
        Column("责任人", 1.6, "center"),
        Column("依据", 4),
        Column("应办日", 2, "center"),
        Column("状态", 1.8, "center"),
        Column("办理情况", 4),
    )
    lines = tuple(
        (
            str(at),
            _WORK[at % len(_WORK)],
            ("云岭市交通运输局", "云岭市审计局", "清河县林泉镇党委")[at % 3],
            ("沈维嘉", "周敬言")[at % 2],
            f"《责任制规定》第{at % 30 + 1}条第（{numeral(at % 5 + 1)}）项",
            f"2015-{at % 12 + 1:02}-28",
            ("按期办结", "逾期未办", "期内待办")[at % 3],
            "" if at % 3 else "会议纪要1份，签到表1份",
        )
        for at in range(1, rows + 1)
    )
    return Paper(
        title="责任落实台账",
        subtitle="2015年度，全部状态，共300条",
        blocks=(Grid(columns, lines),),
        day=date(2015, 6, 16),
        wide=True,
        note="截至2015年6月16日的数据　云岭市两责系统",
    )


def coverage() -> Paper:
    """By level: how many units should have published, how many have."""
    columns = (
        Column("层级", 3),
        Column("应公布", 2, "right"),
        Column("已公布", 2, "right"),
        Column("未公布", 2, "right"),
        Column("公布率", 2, "right"),
    )
    lines = (("市直部门", "62", "58", "4", "93.5%"), ("县（区）", "8", "8", "0", "100.0%"), ("乡镇（街道）", "131", "117", "14", "89.3%"))
    missing = tuple((str(at), f"林泉{numeral(at)}镇", "清河县", "2015年2月28日", "2") for at in range(1, 15))
    head = (
        Column("序号", 1, "center"),
        Column("单位", 4),
        Column("所属", 3),
        Column("期限", 3, "center"),
        Column("已催办（次）", 2, "right"),
    )
    return Paper(
        title="责任清单公布情况通报",
        blocks=(
            Paragraph("截至2015年2月28日，全市应公布责任清单的单位共201个，已公布183个，公布率91.0%。现将有关情况通报如下。"),
            Heading("一、总体情况"),
            Grid(columns, lines, "表1　各层级公布情况"),
            Heading("二、尚未公布的单位"),
            Grid(head, missing, "表2　尚未公布的单位"),
            Paragraph("请尚未公布的单位于3月10日前公布，并书面说明原因。"),
        ),
        issuer="中共云岭市纪律检查委员会",
        day=date(2015, 3, 2),
        note="截至2015年3月2日的数据　云岭市两责系统",
    )
