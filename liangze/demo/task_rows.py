"""The tasks of the demo's year, as rows: what is asked of whom, and what becomes of each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Story(StrEnum):
    """What becomes of a task."""

    WAITING = "waiting"  # the participating unit has not answered
    RETURNED = "returned"
    RUNNING = "running"
    BEHIND = "behind"
    OVERDUE = "overdue"
    REPORTED = "reported"
    SENT_BACK = "sent_back"
    CLOSED = "closed"
    DROPPED = "dropped"


Day = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Row:
    """One task. lead, parts: positions among the departments, or among the counties where negative (-1 is the first county)."""

    title: str
    target: str
    story: Story
    lead: int
    parts: tuple[int, ...]
    starts: Day
    due: Day
    milestones: tuple[tuple[Day, str, int], ...]
    measures: str = ""
    proof: str = ""


SCHOOL = (((3, 31), "教材和课表备好", 20), ((6, 30), "前两期办完", 40), ((11, 30), "全年四期办完", 40))
QUARTERS = (((3, 31), "一季度", 25), ((6, 30), "二季度", 25), ((9, 30), "三季度", 25), ((12, 10), "四季度", 25))
BATCHES = (((3, 31), "摸底名册报齐", 20), ((6, 30), "第一批完成", 40), ((10, 30), "第二批完成", 40))
SPREAD = (((2, 28), "方案印发", 20), ((5, 20), "先行单位完成", 30), ((10, 20), "全面完成", 50))
STEPS = (((2, 28), "方案印发", 20), ((4, 15), "自查完成", 40), ((5, 20), "问题整改到位", 40))

ROWS = (
    Row("开展工程招投标领域专项治理", "重点项目抽查比例不低于三成，发现问题全部整改。", Story.CLOSED, 0, (1, 2), (2, 10), (5, 31), STEPS,
        "各单位自查，市一局汇总，派驻组抽查。", "自查表、抽查记录、整改清单"),
    Row("清理规范公务接待和公务用车", "超标准接待、公车私用问题实现清零。", Story.CLOSED, 1, (0, 3), (2, 10), (5, 31), STEPS,
        "对照标准逐单位核账。", "核账表、情况报告"),
    Row("举办领导干部廉政教育轮训", "全市科级以上干部轮训一遍，分四期举办。", Story.RUNNING, 2, (0, 1), (2, 10), (12, 10), SCHOOL,
        "每期安排一次旁听庭审。", "课表、签到册、测试成绩"),
    Row("每季度开展一次明察暗访", "覆盖全部市直部门和县，通报率百分之百。", Story.RUNNING, 0, (2, -1), (2, 10), (12, 20), QUARTERS,
        "不打招呼、不要陪同、直奔现场。", "明察暗访记录、通报"),
    Row("推进村级小微权力清单管理", "全部行政村公布清单和办事流程图。", Story.BEHIND, -1, (0,), (2, 10), (12, 10), SPREAD,
        "先试点两个乡镇，再全面推开。", "清单公示照片、流程图"),
    Row("治理行政审批超时办理", "审批事项按时办结率百分之百。", Story.BEHIND, 3, (1,), (2, 10), (12, 20), SPREAD,
        "逐月通报超时件。", "月度统计表"),
    Row("清理拖欠群众的补偿款", "核准的补偿款全部发放到户。", Story.OVERDUE, -2, (2,), (2, 10), (5, 31), STEPS,
        "建立台账，逐户核对。", "发放清单、银行回单"),
    Row("修订廉政风险防控手册", "市直部门的风险点和防控措施全部更新。", Story.REPORTED, 1, (3,), (2, 10), (5, 31), STEPS,
        "一项权力一张流程图。", "手册定稿、风险点目录"),
    Row("整治基层文山会海", "发文和会议比上年减少一成。", Story.SENT_BACK, 3, (0,), (2, 10), (12, 20), STEPS,
        "按月统计并公布。", "统计表"),
    Row("建立重点岗位定期轮岗制度", "人财物岗位满五年的全部轮岗。", Story.RETURNED, 2, (1, -2), (2, 10), (12, 10), BATCHES,
        "先摸底，再分两批轮换。", "轮岗名册"),
    Row("开展家风建设主题活动", "班子成员家属签订家庭助廉倡议书。", Story.WAITING, 0, (-1, 3), (2, 10), (12, 10), BATCHES,
        "上门走访，不搞集中大会。", "倡议书、活动记录"),
    Row("编印廉政工作简报", "每月一期。", Story.DROPPED, 1, (), (2, 10), (12, 20), QUARTERS, "", "简报"),
)
