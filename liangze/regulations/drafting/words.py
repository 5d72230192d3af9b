"""Which words of a document stand for which words of a pack. Defaults only: each is shown and can be corrected."""

from __future__ import annotations

from liangze.core.words import ActKind, Level, Role, UnitKind
from liangze.packs.words import Addressee

#: Words of a subject that name a kind of unit.
KINDS: tuple[tuple[str, UnitKind], ...] = (
    ("部门", UnitKind.DEPARTMENT),
    ("市直", UnitKind.DEPARTMENT),
    ("县直", UnitKind.DEPARTMENT),
    ("区直", UnitKind.DEPARTMENT),
    ("省直", UnitKind.DEPARTMENT),
    ("区级各单位", UnitKind.DEPARTMENT),
    ("企业", UnitKind.ENTERPRISE),
    ("公司", UnitKind.ENTERPRISE),
    ("事业单位", UnitKind.INSTITUTION),
    ("学校", UnitKind.INSTITUTION),
    ("医院", UnitKind.INSTITUTION),
    ("科室", UnitKind.OFFICE),
    ("处室", UnitKind.OFFICE),
    ("乡镇", UnitKind.REGION),
    ("镇", UnitKind.REGION),
    ("街道", UnitKind.REGION),
    ("县", UnitKind.REGION),
    ("市", UnitKind.REGION),
    ("地区", UnitKind.REGION),
)

#: Words of a subject that name a level. 县直 and the like are told apart first.
LEVELS: tuple[tuple[str, Level], ...] = (
    ("省直", Level.PROVINCE),
    ("市直", Level.CITY),
    ("县直", Level.COUNTY),
    ("区直", Level.COUNTY),
    ("区级", Level.COUNTY),
    ("县级", Level.COUNTY),
    ("市级", Level.CITY),
    ("省级", Level.PROVINCE),
    ("县（区）", Level.COUNTY),
    ("县区", Level.COUNTY),
    ("县（市", Level.COUNTY),
    ("乡镇", Level.TOWNSHIP),
    ("镇", Level.TOWNSHIP),
    ("街道", Level.TOWNSHIP),
    ("村", Level.VILLAGE),
    ("社区", Level.VILLAGE),
    ("省", Level.PROVINCE),
    ("市", Level.CITY),
    ("县", Level.COUNTY),
    ("区", Level.COUNTY),
)

#: The organ of one level itself: 市委, 县纪委. Its duties fall on the unit that adopts, when that is its level.
ORGANS: dict[Level, tuple[str, ...]] = {
    Level.PROVINCE: ("省委", "省纪委"),
    Level.CITY: ("市委", "市纪委"),
    Level.COUNTY: ("县委", "县纪委", "区委", "区纪委", "市委", "市纪委"),
    Level.TOWNSHIP: ("镇党委", "乡党委", "镇纪委", "街道党工委"),
}

#: The body of a department itself, and what belongs to the department.
OWN_BODIES = ("局党组", "局党委", "局机关", "厅党组", "厅党委", "委党组", "办党组", "院党委", "校党委", "公司党委")
OWN_UNITS = ("局属", "厅属", "委属", "直属单位", "所属单位", "下属单位")

#: Words of a sentence that stand for a topic, the more particular first. The shared list has the topics' own names.
TOPICS: tuple[tuple[str, str], ...] = (
    ("谈心", "integrity-talk"),
    ("廉政谈话", "integrity-talk"),
    ("专题例会", "special-meeting"),
    ("专题会议", "special-meeting"),
    ("形势分析", "situation-analysis"),
    ("分析形势", "situation-analysis"),
    ("领导小组", "leading-group"),
    ("第一责任人", "first-responsibility"),
    ("主体责任", "main-responsibility"),
    ("监督责任", "supervisory-responsibility"),
    ("两个责任", "two-responsibilities"),
    ("一岗双责", "dual-duty"),
    ("分管", "portfolio-integrity"),
    ("责任制", "responsibility-system"),
    ("述责", "duty-and-integrity"),
    ("述职", "duty-and-integrity"),
    ("述廉", "duty-and-integrity"),
    ("执行纪律", "discipline-execution"),
    ("作风", "conduct"),
    ("四风", "conduct"),
    ("八项规定", "conduct"),
    ("廉政党课", "integrity-lecture"),
    ("党课", "integrity-lecture"),
    ("警示教育", "cautionary-education"),
    ("示范教育", "exemplary-education"),
    ("旁听庭审", "cautionary-education"),
    ("党纪教育", "cautionary-education"),
    ("中心组", "integrity-study"),
    ("专题学习", "integrity-study"),
    ("责任清单", "responsibility-list"),
    ("清单", "responsibility-list"),
    ("实施方案", "implementation-plan"),
    ("工作方案", "implementation-plan"),
    ("任务分解", "breakdown"),
    ("任务", "breakdown"),
    ("责任书", "responsibility-letter"),
    ("工作计划", "work-plan"),
    ("过堂", "item-review"),
    ("典型案例", "typical-cases"),
    ("典型问题", "typical-cases"),
    ("专项", "special-inspection"),
    ("重点检查", "key-inspection"),
    ("带队", "leading-inspection"),
)

#: The topic of a kind where no word of the sentence names one.
TOPIC_OF_KIND: dict[ActKind, str] = {
    ActKind.STUDY: "integrity-study",
    ActKind.LECTURE: "integrity-lecture",
    ActKind.TALK: "integrity-talk",
    ActKind.TRAINING: "cautionary-education",
    ActKind.PLAN: "work-plan",
    ActKind.NOTICE: "two-responsibilities",
}
ANY_TOPIC = "two-responsibilities"

#: Topics that mark the form of a report, not its matter; a principal's own report has the matter of FIRST.
ANNUAL = "annual"
FORMS = frozenset({ANNUAL, "quarterly", "monthly"})
FIRST = ("第一责任人", "first-responsibility")

#: Seats whose duties are owed by bodies of the discipline side: their reports go up to the discipline organ.
DISCIPLINE = frozenset({Role.DISCIPLINE_ORGAN, Role.DISCIPLINE_PRINCIPAL, Role.STATIONED_GROUP})

#: Words of a receiver, the more particular first.
RECEIVERS: tuple[tuple[str, Addressee], ...] = (
    ("派出机关", Addressee.DISPATCHING_ORGAN),
    ("同级纪委", Addressee.OWN_DISCIPLINE_ORGAN),
    ("本级纪委", Addressee.OWN_DISCIPLINE_ORGAN),
    ("纪", Addressee.SUPERIOR_DISCIPLINE_ORGAN),
    ("主要负责人", Addressee.OWN_PRINCIPAL),
    ("同级党委", Addressee.OWN_COMMITTEE),
    ("本级党委", Addressee.OWN_COMMITTEE),
    ("社会", Addressee.PUBLIC),
    ("委", Addressee.SUPERIOR_COMMITTEE),
    ("党组", Addressee.SUPERIOR_COMMITTEE),
)
