"""The cadence grammar, sentence by sentence: what an official would say that each asks for."""

from __future__ import annotations

from datetime import date

import pytest

from liangze.reading import DutyDraft, read_text

#: sentence → "kind per times [due]" of each duty, or "kind per times - window"; an empty text: nothing is timed.
SENTENCES = [
    ("党组每年2月召开一次工作会议。", "meeting year 1 2-28"),
    ("要改变过去年底打分的做法，党委坚持一年一考核。", "assessment year 1"),
    ("班子成员半年向党委书面报告一次履责情况。", "report half_year 1"),
    ("各单位对照年初签订的责任书逐条改。", ""),
    ("党支部每逢半年对台账核对一遍。", "other half_year 1"),
    ("纪委每年对谈话制度执行情况专项检查一次。", "inspection year 1"),
    ("纪委每年组织部分书记向全会述责述廉。", "hearing year 1"),
    ("党委每年年初围绕新的任务修订责任清单。", "plan year 1 - year_start"),
    ("成员每半年督查一次，并讲一次党课。", "inspection half_year 1;lecture half_year 1"),
    ("各级党委应当年初列出清单，年底逐条对账。", "plan year 1 - year_start;review year 1 - year_end"),
    ("各单位要向县纪委书面报告履责情况，时间为每年11月30日前。", "report year 1 11-30"),
    ("各科室每年6月20日前完成半年自查。", "inspection year 1 6-20"),
    ("实行季报告制度，各单位每季度末25日前向县纪委报送情况。", "report quarter 1 - day_25"),
    ("办公室每月汇总各部门情况，于次月5日前报书记审阅。", "report month 1 - next_day_5"),
    ("区委每年年底召开常委会会议，听取街镇书记述责述廉。", "hearing year 1 - year_end"),
    ("党委每季度召开专题会议（全年不少于4次）。", "meeting quarter 1"),
    ("纪检组按季对整改不力的支部点名通报。", "notice quarter 1"),
    ("班子成员每年讲党课2次，同分管科室负责人谈话一轮。", "lecture year 2;talk year 1"),
    ("党委每年召开一次工作会议，并与各支部签订责任书。", "meeting year 1;plan year 1"),
    ("纪委以半年为周期向党委报告工作。", "report half_year 1"),
    ("季度自评、半年抽查、年终考核分别按一、三、六的比例计入总分。", ""),
    ("过去，一些单位年初表个态、年终念个稿。", ""),
    ("各单位每月检查一次。", "inspection month 1"),
    ("各单位每年不少于2次开展自查。", "inspection year 2"),
    ("党委每年2次以上听取纪委汇报。", "hearing year 2"),
    ("党委至少每半年研究1次党风廉政建设工作。", "meeting half_year 1"),
    ("各部门每季度末通报进展情况。", "notice quarter 1 - period_end"),
    ("各部门每季度首月10日前报送报表。", "report quarter 1 - month_1_day_10"),
    ("各部门每月10日前报送上月情况。", "report month 1 - day_10"),
    ("各部门每季度第一个月10日前上报情况。", "report quarter 1 - month_1_day_10"),
    ("各部门每月报送情况，次月5日前报县纪委。", "report month 1;report month 1 - next_day_5"),
    ("各部门于次月5日前报送报表。", "report month 1 - next_day_5"),
    ("各部门每年6月底、12月底前报告工作。", "report year 1 6-30;report year 1 12-31"),
    ("各部门于7月15日前和次年1月15日前报告工作。", "report year 1 7-15;report year 1 1-15"),
    (
        "党委年初制定计划，年中开展检查，年底进行考核。",
        "plan year 1 - year_start;inspection year 1 - mid_year;assessment year 1 - year_end",
    ),
    ("党委年初有计划、年中有检查、年末有考核。", "plan year 1 - year_start;inspection year 1 - mid_year;assessment year 1 - year_end"),
    ("党委应于12月底前开展考核。", "assessment year 1 12-31"),
    ("各单位2月底前完成清单制定。", "plan year 1 2-28"),
    ("各单位应于2024年2月底前制定实施方案。", "plan once 1 2024-02-29"),
    ("各单位应当自收到通知之日起15个工作日内报告整改情况。", ""),
    ("书记任期内应与全体成员谈话。", ""),
    ("巡察办每届对各单位巡察一遍。", ""),
    ("各支部每周学习一次，每日登记。", "study week 1;other day 1"),
    ("各支部逐月登记台账。", "other month 1"),
    ("各支部按月报送，按季度通报，按年度考核。", "report month 1;notice quarter 1;assessment year 1"),
    ("建立季度例会制度。", "meeting quarter 1"),
    ("党委书记每年与班子成员谈话不少于2次，与中层干部不少于1次。", "talk year 2;talk year 1"),
    ("班子成员每半年书面报告一次，并到联系点开展不少于3次的督查。", "report half_year 1;inspection half_year 3"),
    ("区教育局、区卫健局每年分别组织一次检查。", "inspection year 1;inspection year 1"),
    ("各科室每季度研判一次风险，并向局党组报告。", "meeting quarter 1;report quarter 1"),
    ("各镇制定任务清单，并于每年2月底前修订一次。", "plan year 1 2-28"),
    ("人事科每年按照规定的比例抽查个人有关事项。", "inspection year 1"),
    ("各单位应于2022年5月底前制定实施细则，报县委备案。", "plan once 1 2022-05-31"),
    ("党委年底对照清单逐项验收。", "review year 1 - year_end"),
    ("对群众每月都有投诉的单位，要严肃问责。", ""),
    ("全县每年发生的案件逐步减少。", ""),
    ("市纪委去年对各县开展了年度考核。", ""),
    ("建立月例会、月报告制度。", "meeting month 1;report month 1"),
    ("实行月调度、季通报、年考核。", "meeting month 1;notice quarter 1;assessment year 1"),
    ("实行“一月一检查、一季一分析、半年一通报、一年一考核”。", "inspection month 1;meeting quarter 1;notice half_year 1;assessment year 1"),
    ("党组每季度召开一次党风廉政建设专题会议，听取汇报，研究问题。", "meeting quarter 1"),
    ("党组每半年听取一次纪检组工作汇报。", "hearing half_year 1"),
    ("党组每年至少听取两次纪检组工作汇报。", "hearing year 2"),
    ("纪委每年开展明察暗访不少于4次。", "inspection year 4"),
    ("干部每年参加培训不少于40个学时。", "training year 1"),
    ("上半年、下半年各开展一次督查。", "inspection half_year 1"),
    ("纪委上、下半年各督查一次。", "inspection half_year 1"),
    ("每年上半年听取汇报一次。", "hearing year 1 6-30"),
    ("每年一季度前签订责任书。", "plan year 1 3-31"),
    ("书记每年讲二堂党课。", "lecture year 2"),
    ("书记每年为党员上党课1至2次。", "lecture year 1"),
    ("书记一年讲两次党课。", "lecture year 2"),
    ("支部半年召开一次组织生活会。", "meeting half_year 1"),
    ("纪委一年一次专项检查。", "inspection year 1"),
    ("党委全年召开专题会议不少于4次。", "meeting year 4"),
    ("民主生活会每年召开一次。", "meeting year 1"),
    ("谈心谈话每年不少于2次。", "talk year 2"),
    ("党委书记每年对班子成员普遍约谈一遍。", "talk year 1"),
    ("年底前，各党支部向党委述职。", "hearing year 1 - year_end"),
    ("各单位年底要向党委报告。", "report year 1 - year_end"),
    ("每年1月10日前，各单位将上年度总结报告报送纪委。", "report year 1 1-10"),
    ("每年的3月31日前，各部门将清单报县纪委备案。", "plan year 1 3-31"),
    ("检查考核结果作为年终考核的重要依据。", ""),
    ("将落实情况纳入年度考核和年终评优。", ""),
    ("对未按规定每季度召开会议的，追究责任。", ""),
    ("近年来，每年查处一批案件的，予以通报。", ""),
    ("一年内发生2起以上案件的，取消评优资格。", ""),
    ("受处分的，两年内不得提拔。", ""),
    ("按照《关于每年开展检查的通知》执行。", ""),
    ("每半年至少开展一次自查，并向县纪委报告。", "inspection half_year 1;report half_year 1"),
    ("每季度检查并通报一次。", "inspection quarter 1;notice quarter 1"),
    ("党委每年与各单位签订责任书，年底考核。", "plan year 1;assessment year 1 - year_end"),
    ("专题会议（每季度一次）由书记主持。", "meeting quarter 1"),
    ("每年十二月底前考核。", "assessment year 1 12-31"),
    ("每年１１月开展集中检查。", "inspection year 1 11-30"),
    ("每年 6 月底前、12 月底前各报告一次。", "report year 1 6-30;report year 1 12-31"),
    ("每年5月和11月各通报一次。", "notice year 1 5-31;notice year 1 11-30"),
    ("每年3月至5月开展廉政教育月活动。", "training year 1 5-31"),
    ("每个月至少安排1天接访。", "other month 1"),
    ("每两年轮岗一次。", ""),
    ("每两个月抽查一次。", "inspection year 6"),
    ("每三个月通报一次。", "notice quarter 1"),
    ("双月例会由书记主持，隔周学习一次。", "meeting year 6;study month 2"),
    ("自受理之日起两个月内检查一次。", ""),
    ("班子成员每季度到联系点走访不少于1次。", "other quarter 1"),
    ("每学期开展一次检查。", "inspection half_year 1"),
    ("每学年至少讲两次党课。", "lecture year 2"),
    ("2015年以来，全市每年查处案件100件。", ""),
    ("实行每月一督查、每季一通报、每年一考核。", "inspection month 1;notice quarter 1;assessment year 1"),
    ("月月有检查、季季有通报。", "inspection month 1;notice quarter 1"),
    ("考核工作于次年1月底前完成。", "assessment year 1 1-31"),
    (
        "党委每年年初研究制定工作要点，每季度至少召开1次会议，每半年通报1次情况。",
        "plan year 1 - year_start;meeting quarter 1;notice half_year 1",
    ),
    ("党支部每月固定一天开展主题党日活动。", "meeting month 1"),
    ("纪委书记每年约谈下级纪委书记1—2次。", "talk year 1"),
    ("各部门每年1月、7月向纪委书面报告。", "report year 1 1-31;report year 1 7-31"),
    ("各单位要在每年12月20日之前，将述职述廉报告报送区纪委。", "report year 1 12-20"),
    ("今年底前，各单位完成整改。", ""),
    ("2019年6月至9月为集中整治阶段。", ""),
    ("2019年上半年前完成清理。", "other once 1 2019-06-30"),
    ("各支部每年至少召开两次党员大会、四次支委会。", "meeting year 2"),
    ("班子成员每年撰写1篇调研报告。", "other year 1"),
    ("半年对分管科室的廉政情况检查一次。", "inspection half_year 1"),
    ("半年与联系单位负责人谈一次话。", "talk half_year 1"),
    ("半年写出一份书面材料报县纪委。", "report half_year 1"),
    ("县委在2015年7月底前制定实施办法，并报市委备案。", "plan once 1 2015-07-31"),
    ("选人用人工作每年在全委会上接受一次民主评议，对群众不满意的督促改进。", "review year 1"),
    ("动员阶段（2015年4月下旬至5月上旬）。学习文件，统一思想。", ""),
    ("中心组集中学习不少于4次（全年），各支部另行安排。", "study year 4"),
    ("班子成员每年同检查站站长谈一次话。", "talk year 1"),
    ("办公室每年3月底前，将全年任务逐项分到各科室。", "plan year 1 3-31"),
    ("落实述廉评议，每年年底，由书记向居民代表会议报告勤廉情况。", "hearing year 1 - year_end"),
    ("机关党委每年6月和12月分两次对支部工作开展检查。", "inspection year 1 6-30;inspection year 1 12-31"),
    ("每逢季度末的主题党日，各支部都要安排一次廉政学习。", "study quarter 1 - period_end"),
    ("班子成员每月到村走访，督促落实制度，走访不少于两次。", "other month 2"),
    ("每年中层以上干部各讲一次党课。", "lecture year 1"),
    ("领导班子一年当中安排专题学习不得少于4次。", "study year 4"),
    ("案件审理室每年组织两次案卷互评。", "review year 2"),
    ("纪委按季晾晒各单位工作进度。", "notice quarter 1"),
    ("平时考核占四成，年终考核占六成。", ""),
    ("年终考核由领导小组组织，于每年12月进行。", "assessment year 1 12-31"),
    ("办公室每季度抽取五分之一的单位实地查看。", "inspection quarter 1"),
    ("要改变年终一张表、考核一阵风的做法。", ""),
    ("纪委每半年开展一次专项检查，结果书面反馈，并抄报同级党委。", "inspection half_year 1"),
    ("班子成员一年为联系点党员讲党课不少于一课。", "lecture year 1"),
    ("中心组每年围绕党规党纪开展专题学习不少于2次。", "study year 2"),
    ("党委每年3月15日前将任务分工方案报市委责任制领导小组办公室备案。", "plan year 1 3-15"),
    ("镇纪委每季度组织一次村干部述廉恳谈会。", "hearing quarter 1"),
    ("书记半年内与内设机构负责人开展一轮谈话。", ""),
    ("镇纪委每季度检查站所工作一次。", "inspection quarter 1"),
    ("每季度抽查，抽查两次不合格的取消评优。", "inspection quarter 1"),
    ("党委每年向上级党委全委会专题报告主体责任落实情况。", "report year 1"),
    ("领导干部每年接受组织考核。", "other year 1"),
    ("党委年中层层签订责任书。", "plan year 1 - mid_year"),
    ("平时了解占七成，年底综合评定占三成。", ""),
    ("书记每年1月20日前提交书面述责报告，其他班子成员的书面述责由书记审签。", "report year 1 1-20"),
    ("书记每年同下级正职谈话一次，副书记按照分工与干部谈话。", "talk year 1"),
    ("领导小组年底对照清单逐条考核打分。", "assessment year 1 - year_end"),
]


def in_words(draft: DutyDraft) -> str:
    words = f"{draft.kind} {draft.per} {draft.times}"
    if isinstance(draft.due, date):
        return f"{words} {draft.due.isoformat()}"
    if draft.due:
        return f"{words} {draft.due.month}-{draft.due.day}"
    return f"{words} - {draft.window}" if draft.window else words


@pytest.mark.parametrize(("sentence", "asked"), SENTENCES)
def test_a_sentence_asks_for(sentence: str, asked: str) -> None:
    reading = read_text(f"关于某项工作的规定\n第一条 为了做好工作，制定本规定。\n第二条 {sentence}\n第三条 本规定由办公室负责解释。\n")
    assert ";".join(map(in_words, reading.duties)) == asked


@pytest.mark.parametrize(
    ("sentence", "subjects"),
    [
        ("各级党委（党组）及其主要负责人于每年2月底前分别向上级报告。", ["各级党委（党组）", "党委（党组）主要负责人"]),
        ("党支部书记与支部委员，支部委员与党员每年谈心谈话一次。", ["党支部书记", "支部委员"]),
        ("由分管领导每季度带队检查一次。", ["分管领导"]),
        ("公司成立考核小组，每年对子公司考核一次。", ["考核小组"]),
        ("分管领导每月深入分管部门检查一次。", ["分管领导"]),
        ("每半年由纪委书记牵头开展一次督查。", ["纪委书记"]),
        ("党委书记、班子成员每年讲党课一次。", ["党委书记", "班子成员"]),
        ("各部门、各单位每年报告一次。", ["各部门、各单位"]),
        ("机关各处室和直属单位主要负责人每年述职一次。", ["机关各处室和直属单位主要负责人"]),
        ("年底，局党组要对各科室逐项过堂。", ["局党组"]),
        ("党委每年年初向上级报告上年度工作，党委主要负责人报告个人履职情况。", ["党委", "党委主要负责人"]),
        ("各镇书记每月向县委、支部书记每季度向镇党委汇报工作。", ["各镇书记", "支部书记"]),
        ("检查每季度开展一次。", [None]),
        ("健全反腐败协调小组工作机制，每半年召开一次会议。", ["反腐败协调小组"]),
        ("中心组学习每月一次，由党委书记主持。", ["中心组"]),
        ("乡纪委每月召开一次例会，由纪委书记主持。", ["乡纪委"]),
        ("局党组会议每季度研究一次。", ["局党组"]),
        ("每年从乡镇和县直单位党组织书记中确定六人，在全委会议上述责述廉。", ["乡镇和县直单位党组织书记"]),
        ("考核每年一次，由县委统一领导、县纪委牵头实施。", ["县纪委"]),
        ("各局党组书记、纪检组长每年述责述廉。", ["各局党组书记", "纪检组长"]),
        ("县委领导全县党风廉政建设。每年召开一次会议。", ["县委"]),
        ("联合财政、审计等部门，按月抽查一次。", [None]),
        ("被考核单位在每年11月30日前报送自查报告。", ["被考核单位"]),
        ("各县（区）委、市直各单位每年12月底前报告一次。", ["各县（区）委、市直各单位"]),
        ("联合检查组每季度检查一次。", ["联合检查组"]),
        ("配合单位每季度报送进展。", ["配合单位"]),
        ("县委每年组织一次考核，由县纪委牵头，由组织部主持。", ["县纪委"]),
        ("由县委常委分组带队，每半年督查一次。", ["县委常委"]),
        ("发现班子成员有苗头的，当即谈心；每年同下级正职谈话两次。", [None]),
        ("局党组和驻局纪检组加强配合。每年年底组织考核。", ["局党组和驻局纪检组"]),
        ("坚持凡提必核，讨论干部任免前听取意见。选人工作每年接受一次评议。", [None]),
    ],
)
def test_who_must_do_it(sentence: str, subjects: list[str | None]) -> None:
    reading = read_text(f"关于某项工作的规定\n第一条 {sentence}\n第二条 本规定由办公室负责解释。\n")
    assert [draft.subject for draft in reading.duties] == subjects


@pytest.mark.parametrize(
    ("subject", "role"),
    [
        ("各级党委（党组）", "leadership"), ("党总支", "leadership"), ("县委常委会", "leadership"), ("理论学习中心组", "leadership"),
        ("党委（党组）主要负责人", "principal"), ("各支部书记", "principal"), ("“一把手”", "principal"), ("院长", "principal"),
        ("班子其他成员", "member"), ("分管负责人", "member"), ("副书记", "member"), ("党委委员", "member"),
        ("县纪委", "discipline_organ"), ("纪检组、监察室", "discipline_organ"), ("纪检监察机关", "discipline_organ"),
        ("纪委书记", "discipline_principal"), ("纪检组长", "discipline_principal"), ("纪委（纪检组）主要负责人", "discipline_principal"),
        ("派驻纪检组", "stationed_group"), ("驻局纪检监察组", "stationed_group"),
        ("各乡镇、各部门", "department"), ("各科室", "department"), ("下属企业", "department"),
        ("党风廉政建设领导小组", "leading_group"), ("考核小组", "leading_group"), ("领导小组成员", "member"),
        ("党委组织部", "department"), ("村干部", "other"), (None, "other"),
    ],
)  # fmt: skip
def test_role_of_a_subject(subject: str | None, role: str) -> None:
    from liangze.reading.role import role_of

    assert role_of(subject) == role


def test_receivers_and_the_period_before() -> None:
    (draft,) = read_text("第一条 各单位每年1月10日前向区委和区纪委书面报告上年度工作情况。\n第二条 略。").duties
    assert draft.to == ("区委", "区纪委")
    assert draft.about_previous


def test_vague_frequencies_are_kept_for_a_person() -> None:
    reading = read_text("第一条 各支部定期开展检查，发现问题及时报告。\n第二条 书记任期内与成员至少谈话一次。")
    assert [(mention.word, mention.kind) for mention in reading.vague] == [("定期", "inspection"), ("及时", "report"), ("任期内", "talk")]
    assert reading.duties == ()
    for mention in reading.vague:
        assert reading.text[mention.start : mention.end] == mention.word
