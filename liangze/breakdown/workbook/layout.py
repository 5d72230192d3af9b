"""Sheets and columns of the workbook of tasks. Its words are Chinese and fixed, as those of the organisation's are."""

from __future__ import annotations

from liangze.organisation.workbook.layout import Book, Column, Kind, Sheet

TASKS_MOST = 300  # tasks of one workbook: it is checked and stored while somebody waits
TITLE = Column(
    "title", "任务名称", Kind.TEXT, "一句话写清做什么。同一工作簿中不能重名。", longest=120, required=True, example="开展警示教育"
)
OF_TASK = Column("title", "任务名称", Kind.TEXT, "“任务”表中的任务名称。", longest=120, required=True, example="开展警示教育")


def _text(key: str, heading: str, note: str, longest: int, *, required: bool = False, example: str = "", lines: bool = False) -> Column:
    kind = Kind.LINES if lines else Kind.TEXT
    return Column(key, heading, kind, note, longest=longest, required=required, default="", example=example)


TASKS = Sheet(
    "tasks",
    "任务",
    "一行是一项任务。编号已填的按编号识别，未填的按任务名称识别；都没有的，新增。",
    (
        Column("number", "编号", Kind.NUMBER, "任务明细表中的序号；新任务留空。", example=""),
        TITLE,
        _text("target", "目标", "完成后达到什么程度，尽量有数量。", 500, required=True, example="全年四次，覆盖全体干部", lines=True),
        _text("item", "清单事项", "本单位责任清单中的事项名称；没有对应事项的留空，并填依据。", 400, example=""),
        _text("basis", "依据", "没有清单事项时必填：提出要求的会议、文件。", 300, example="党委会2026年第1次会议"),
        _text("leader", "分管领导", "领导班子成员的职务名称；重名的写职务编码。", 160, required=True, example="党委委员、副局长"),
        _text("lead", "牵头单位", "本单位或下级单位的名称；重名的写单位编码。", 120, required=True, example="示例市示例局"),
        _text("lead_share", "牵头单位职责", "牵头单位承担的具体工作；可留空。", 300, example="编写案例", lines=True),
        _text("supervising", "监督单位", "纪检机构或派驻机构的名称，多个用顿号隔开；可留空。", 600, example="示例市纪委"),
        Column("starts", "开始日期", Kind.DAY, "留空为1月1日。应在本年度内。", example="2026-01-15"),
        Column("due", "完成时限", Kind.DAY, "应在本年度内，不早于开始日期。", required=True, example="2026-11-30"),
        _text("measures", "具体措施", "可留空；分行书写。", 5000, example="编写案例；组织旁听", lines=True),
        _text("proof", "佐证要求", "完成后应提交的材料；可留空。", 500, example="签到表、案例", lines=True),
        Column("state", "状态（参考）", Kind.TEXT, "只供阅读，导入时不看。", told=True),
    ),
    most=TASKS_MOST,
)
PARTS = Sheet(
    "parts",
    "参与单位",
    "一行是一个单位参与一项任务。“任务”表中列出的任务，其参与单位以本表为准；删除整张表，则已有的参与单位不动。",
    (
        OF_TASK,
        _text("unit", "参与单位", "本单位或下级单位的名称；重名的写单位编码。", 120, required=True, example="示例市示例县"),
        _text("share", "承担工作", "该单位承担的具体工作；可留空。", 300, example="组织旁听", lines=True),
    ),
    most=TASKS_MOST * 20,
)
STONES = Sheet(
    "stones",
    "时间节点",
    "一行是一项任务的一个时间节点。“任务”表中列出的任务，其时间节点以本表为准；删除整张表，则已有的时间节点不动。",
    (
        OF_TASK,
        Column("day", "日期", Kind.DAY, "应在任务的开始日期和完成时限之间。", required=True, example="2026-06-30"),
        _text("what", "达到什么", "到这一天应完成的内容。", 200, required=True, example="完成两次"),
        Column("share", "占比（%）", Kind.NUMBER, "占整项任务的百分比，一项任务合计100；全部留空则平均分配。", example="50"),
    ),
    most=TASKS_MOST * 12,
)
BOOK = Book(
    "任务导入工作簿：填写说明",
    (
        "表名和表头不要改；列的先后可以调整。带 * 的列必填。",
        "日期可以是 Excel 日期，也可以写成 2026-03-01、2026年3月1日、2026.3.1。不要用公式：复制后“选择性粘贴—数值”。",
        "先全部检查，有一处不对就一行也不保存，并逐行指出表、行、列、问题和改法；全部正确的，先预览，确认后再保存。",
        "没有的任务新增为待下达；待下达的任务按表更新，空格即为清空；内容相同的不动。同一工作簿再导入一次，不会有任何变化。",
        "已经下达的任务不能用导入修改：请在任务页面修改并写明原因，需要重新签收的单位会收到。",
        "表里没有的任务不受影响，不会被删除。",
        f"一个工作簿最多 {TASKS_MOST} 项任务，文件不超过 5 MB。",
    ),
    (TASKS, PARTS, STONES),
)
