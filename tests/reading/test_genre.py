"""Turns of the genre beyond the plain cadence: menus above titles, tables, brackets that name who is in charge, caps, names said again."""

from __future__ import annotations

from datetime import date

import pytest

from liangze.reading import Reading, read_text
from tests.reading.test_sentences import in_words


def article(sentence: str, *, title: str = "关于某项工作的规定") -> Reading:
    return read_text(f"{title}\n第一条 为了做好工作，制定本规定。\n第二条 {sentence}\n第三条 本规定由办公室负责解释。\n")


@pytest.mark.parametrize(
    ("sentence", "asked"),
    [
        ("对基层的检查每年不得超过2次。", ""),
        ("有的单位认为，每年开一次会就行。", ""),
        ("党组每季度听取一次汇报，防止“年初发个文、年底算总账”。", "hearing quarter 1"),
        ("实行月报告。月报告由专人填报。", "report month 1"),
        ("年度考核于每年12月底前由考核组组织实施。", "assessment year 1 12-31"),
        ("各单位每年11月底前完成考核工作自查。", "inspection year 1 11-30"),
        ("书记全年约谈干部不少于10人次。", "talk year 10"),
        ("党校每年培训干部200人次。", "training year 1"),
        ("委员全年至少参加所在支部组织生活会1次。", "meeting year 1"),
        ("5月和10月各开展一次检查。", "inspection year 1 5-31;inspection year 1 10-31"),
        ("5月和10月分别开展了检查。", ""),
        ("党委每年向上级报告一次，时间为12月份。", "report year 1 12-31"),
        ("村委会每半年向村民代表会议报告一次工作。", "report half_year 1"),
        ("纪委会每月召开一次。", "meeting month 1"),
        ("纪委每半年组织一次“回头看”。", "inspection half_year 1"),
        ("党委每年年初结合实际制定年度任务安排，并于每年2月底前报上级备案。", "plan year 1 - year_start;plan year 1 2-28"),
        ("每年考核优秀的单位不超过3个。", ""),
        ("考核周期为每年1月1日至12月31日。", ""),
        ("半年考核。每年7月中旬，由考核办组织实施。", "assessment year 1 7-20"),
        ("各县的贯彻措施，于每年3月底前送市委办公室。", "plan year 1 3-31"),
        ("党委每年与科室负责人签订承诺书，并分别谈话一次。", "plan year 1;talk year 1"),
        ("各科室每月自查一次，次月5日前将自查表交监察室。", "inspection month 1;report month 1 - next_day_5"),
        ("考核等次在次年1月15日公布。", "other year 1 1-15"),
        ("党组每年不定期听取汇报，但不得少于三次。", "hearing year 3"),
        ("党委每年至少专题研究一次、督促检查两次。", "meeting year 1;inspection year 2"),
        ("甲局每年至少2次、乙局每年至少4次听取汇报。", "hearing year 2;hearing year 4"),
        ("各单位每年3月、9月的20日前报送信息。", "report year 1 3-20;report year 1 9-20"),
        ("考核工作于每年12月至次年1月进行。", "assessment year 1 1-31"),
        ("每年对个人有关事项报告按比例随机抽查。", "inspection year 1"),
        ("次年第一季度，对受处分人员进行回访。", "other year 1 3-31"),
        ("年度内讲党课不少于两次。", "lecture year 2"),
        ("每名主任全年至少完成1篇调研报告。", "other year 1"),
        ("落实每周五下午学习制度。", "study week 1"),
        ("考核于2022年12月进行。", "assessment once 1 2022-12-31"),
        ("2019年6月底前完成排查；9月底前建成机制。", "inspection once 1 2019-06-30;other once 1 2019-09-30"),
        ("请各单位4月10日前将实施计划报县纪委，11月25日前报送全年工作总结。", "plan year 1 4-10;report year 1 11-25"),
    ],
)
def test_a_sentence_asks_for(sentence: str, asked: str) -> None:
    assert ";".join(map(in_words, article(sentence).duties)) == asked


def test_months_of_a_plan_for_one_year_are_single_dates() -> None:
    found = article("5月和10月各开展一次检查。", title="2015年某局工作方案").duties
    assert [draft.due for draft in found] == [date(2015, 5, 31), date(2015, 10, 31)]


def test_a_phase_gives_its_year_to_the_dates_in_it() -> None:
    found = article("自查自纠（2016年4月至6月）。各单位6月20日前将自查报告报县纪委。").duties
    assert [(draft.per, draft.due) for draft in found] == [("once", date(2016, 6, 20))]


@pytest.mark.parametrize(
    ("sentence", "subjects"),
    [
        ("年底组织考核。（牵头单位：县纪委；责任单位：办公室）", ["县纪委"]),
        ("每年第一季度，书记与委员、委员与党员分别签订责任书。", ["书记", "委员"]),
        ("书记与委员、委员与党员，每人每季度谈话不少于1次。", ["书记", "委员"]),
        ("日常考核由纪委办公室按季度进行。", ["纪委办公室"]),
        ("督促机关党委每年组织一次培训。", ["机关党委"]),
        ("每年组织一至两次检查，由班子成员带队。", ["班子成员"]),
        ("落实情况由督查室牵头督查，年中、年末各督查一次。", ["督查室", "督查室"]),
        ("约谈办公室设在县纪委，每季度通报情况。", ["约谈办公室"]),
        ("请各单位抓好落实，贯彻情况于每年12月5日前报县委办公室。", ["各单位"]),
    ],
)
def test_who_must_do_it(sentence: str, subjects: list[str | None]) -> None:
    assert [draft.subject for draft in article(sentence).duties] == subjects


def test_items_that_are_examined_are_duties_of_those_examined() -> None:
    reading = article("考核领导班子以下履责情况：\n（一）每月研究一次工作；\n（二）每年讲党课一次。")
    assert [draft.subject for draft in reading.duties] == ["领导班子", "领导班子"]


def test_a_clause_on_whom_serves_its_neighbours() -> None:
    reading = read_text("述职制度\n一、述职对象\n各科室负责人。\n二、述职时间\n每年12月集中进行一次。\n三、其他\n无。\n")
    assert [(draft.subject, draft.kind, draft.role) for draft in reading.duties] == [("各科室负责人", "hearing", "principal")]


def test_rows_of_a_table_are_clauses_and_name_who_is_in_charge() -> None:
    reading = read_text(
        "某局责任清单\n一、要求\n各科室抓好落实。\n附件\n履责事项表\n"
        "序号\t事项\t频次\t责任人\n1\t召开专题会议\t每半年1次\t党组书记\n2\t到单位检查\t每季度1次\t班子成员\n"
    )
    assert [clause.path for clause in reading.clauses][-2:] == [("附件", "1"), ("附件", "2")]
    assert [(draft.kind, draft.per, draft.subject) for draft in reading.duties] == [
        ("meeting", "half_year", "党组书记"),
        ("inspection", "quarter", "班子成员"),
    ]
    assert reading.document.annexes == ("履责事项表",)


@pytest.mark.parametrize(
    "menu", ["首页 | 机构设置 | 规章制度", "首页　政务公开　政务服务", "理论 | 评论 | 党建", "设为首页 | 加入收藏", "某学院"]
)
def test_menus_and_banners_are_no_part_of_the_title(menu: str) -> None:
    reading = read_text(f"{menu}\n某学院党建工作考核办法\n（试行）\n第一条 每年考核一次。\n第二条 略。\n")
    assert reading.document.title == "某学院党建工作考核办法（试行）"


@pytest.mark.parametrize(
    ("above", "below", "issuer"),
    [
        ("中共某镇委员会　某镇人民政府", "", "中共某镇委员会　某镇人民政府"),
        ("（2023年3月20日中共某市委印发）", "", "中共某市委"),
        ("", "中共某医院委员会", "中共某医院委员会"),
    ],
)
def test_issuers_that_stand_elsewhere_than_above_the_date(above: str, below: str, issuer: str) -> None:
    reading = read_text(f"落实责任实施办法\n{above}\n第一条 每年考核一次。\n第二条 自发文之日起执行。\n{below}\n")
    assert reading.document.issuer == issuer


def test_number_and_date_in_one_bracket_below_the_title() -> None:
    head = read_text("某院工作制度\n(某医党〔2022〕18号　2022年8月1日)\n第一条 每年考核一次。\n第二条 略。\n").document
    assert (head.number, head.issued_on) == ("某医党〔2022〕18号", date(2022, 8, 1))


def test_ordinals_and_decimals_are_labels() -> None:
    reading = read_text(
        "某院管理制度\n第一、要求\n1. 总则\n1.1 各科室每月自查一次。\n1.2 费用控制在\n1.5万元以内。\n"
        "2. 附则\n2.1 本制度由院办解释。\n第二、其他\n1. 无。\n"
    )
    assert [clause.path for clause in reading.clauses] == [
        ("第一",),
        ("第一", "1"),
        ("第一", "1", "1.1"),
        ("第一", "1", "1.2"),
        ("第一", "2"),
        ("第一", "2", "2.1"),
        ("第二",),
        ("第二", "1"),
    ]


def test_a_heading_directly_below_the_title_is_one_where_the_others_are() -> None:
    reading = read_text("某社区规范\n组织建设\n1.书记每季度报告一次。\n2.委员列席会议。\n公开监督\n1.按规定公开。\n学习教育\n1.学习。\n")
    assert [clause.path[0] for clause in reading.clauses if len(clause.path) == 1] == ["组织建设", "公开监督", "学习教育"]


def test_a_stationed_group_speaks_of_itself() -> None:
    reading = read_text("县纪委驻教育局纪检组关于履行监督责任的意见\n一、监督\n每半年抽查一次。\n二、谈话\n组长每年同局长谈话一次。\n")
    assert [draft.role for draft in reading.duties] == ["stationed_group", "discipline_principal"]


def test_a_heading_that_is_a_sentence_names_its_actor() -> None:
    reading = read_text("某县意见\n一、各党总支要把责任压到底\n1.每月召开一次会议。\n2.及时报告。\n二、其他\n无。\n")
    assert [draft.subject for draft in reading.duties] == ["各党总支"]


def test_lines_broken_at_one_width_of_columns_are_joined() -> None:
    """A figure is half as broad as a character, so that broken lines differ in length."""
    lines = [
        "  第一条 市委、县（市、区）委每年召开一次党风廉政建设",
        "工作会议，安排2015年年度任务；常委会在每年的6、7月份听取",
        "汇报。",
        "  第二条 各级党委（党组）书记每年与班子成员谈话不少于",
        "2次，与下一级党委（党组）主要负责人谈话总数不少于10人次，",
        "并做好记录。",
        "  第三条 班子成员每季度研究一次分管范围内的重要信访件",
        "办理情况，提出20件以上重要信访件的处理意见，向党委提出",
        "报告。",
        "  第四条 各单位每半年对照年度责任清单逐项自查，并形成",
        "自查报告报市委。",
        "  第五条 纪委每月通报一次作风建设中发现的问题和处理的",
        "情况。",
    ]
    reading = read_text("某市实施办法\n\n" + "\n".join(lines) + "\n")
    assert [clause.path for clause in reading.clauses] == [(f"第{n}条",) for n in "一二三四五"]
    assert ("talk", "year", 2) in [(draft.kind, draft.per, draft.times) for draft in reading.duties]


def test_a_year_may_follow_a_label() -> None:
    reading = read_text("某镇责任书\n一、内容\n1、每季度报告一次。\n2、2022年6月底前完成清查。\n3、9月底前建立台账。\n")
    assert [clause.path for clause in reading.clauses][1:] == [("一", "1"), ("一", "2"), ("一", "3")]


def test_the_column_above_an_essay_is_not_its_title() -> None:
    reading = read_text("理论园地\n让责任真正落地\n某市纪委书记\n责任重于泰山。\n一、明责。每年研究一次。\n二、问责。有责必问。\n")
    assert reading.document.title == "让责任真正落地"


def test_closing_words_behind_a_list_are_of_the_clause_above_it() -> None:
    text = (
        "关于某项工作的规定\n第一条 分工如下：\n1.甲局牵头管资金。\n2.乙局牵头管工程。\n3.丙局牵头管审批。\n"
        "各牵头单位每年6月底前书面报告。\n第二条 列出以下各项：\n1.管资金。\n资金每月检查一次。\n2.管工程。\n"
    )
    assert [draft.clause for draft in read_text(text).duties] == [("第一条",), ("第二条", "1")]


def test_a_number_before_a_month_is_a_label() -> None:
    reading = read_text("二、任务\n１．抓好学习。\n２．５月份举办培训班。\n３．抓好考核。\n")
    assert [clause.path for clause in reading.clauses] == [("二",), ("二", "1"), ("二", "2"), ("二", "3")]


def test_headings_without_a_label_begin_behind_words_that_lead_in() -> None:
    text = (
        "关于责任延伸的实施意见\n为解决上热下冷的问题，现提出如下意见：\n厘清责任 让人人知道干什么\n社区党委每年签订责任书。\n"
        "抓实日常 让工作有声有色\n纪工委每季度检查一次。\n"
    )
    assert [clause.path for clause in read_text(text).clauses] == [("厘清责任 让人人知道干什么",), ("抓实日常 让工作有声有色",)]


@pytest.mark.parametrize(
    ("title", "issuer"),
    [
        ("甲州人力资源局党组主体责任、纪检组监督责任清单", "甲州人力资源局党组"), ("乙市教育局落实主体责任实施细则", "乙市教育局"),
        ("丙县第一中学2020年党风廉政建设方案", "丙县第一中学"), ("支队党委全面从严治党责任清单", None), ("落实主体责任实施办法", None),
        ("进一步加强全市学校廉政文化建设实施方案", None), ("全面落实各级党委主体责任实施办法", None),
    ],
)
def test_the_organ_in_the_title_has_issued_what_nobody_signed(title: str, issuer: str | None) -> None:
    assert read_text(f"{title}\n一、总则\n认真落实。\n二、任务\n按规定办。\n").document.issuer == issuer


def test_how_a_document_is_carried_out_is_of_its_own_year() -> None:
    head = "关于某项工作的实施意见\n甲市委\n2015年3月2日\n"
    body = "一、任务\n9月底前拿出本单位的实施细则。\n二、实施步骤\n（一）动员。3月31日前完成责任书签订。\n（二）总结。\n"
    steps = read_text(head + body).duties
    assert [(draft.per, draft.due) for draft in steps] == [("once", date(2015, 9, 30)), ("once", date(2015, 3, 31))]


def test_whom_a_lead_sentence_is_about_does_what_its_list_says() -> None:
    text = "关于考核的规定\n第一条 对主要负责人，除前条内容外，还考核带队伍情况：\n1.每年讲党课一次；\n2.每季度谈话一次。\n"
    assert [draft.subject for draft in read_text(text).duties] == ["主要负责人", "主要负责人"]


def test_of_several_offices_in_charge_the_first_answers() -> None:
    text = (
        "某局工作安排\n一、任务\n1．每季度检查一次。\n责任单位：办公室、机关党委、监察室\n完成时限：全年\n"
        "2．每季度通报一次。\n责任单位：集团纪委、财务部\n"
    )
    duties = read_text(text).duties
    assert [(draft.subject, draft.role) for draft in duties] == [
        ("办公室、机关党委、监察室", "department"), ("集团纪委、财务部", "discipline_organ"),
    ]


def test_a_plan_is_of_the_year_in_which_it_was_issued() -> None:
    text = "关于某项工作的实施方案\n甲镇党委\n2023年3月28日\n一、任务\n各村于12月10日前报送总结。\n二、要求\n认真落实。\n"
    assert [(draft.per, draft.due) for draft in read_text(text).duties] == [("once", date(2023, 12, 10))]


def test_a_first_number_may_stand_behind_a_comma() -> None:
    article = "第一条 追究方式：（一）对班子，1、轻微的，检讨；2、严重的，调整。（二）对干部，1、谈话；2、免职。\n"
    paths = ["/".join(clause.path) for clause in read_text(f"关于追究的规定\n{article}第二条 略。\n").clauses]
    one = ["第一条", "第一条/（一）", "第一条/（一）/1", "第一条/（一）/2", "第一条/（二）", "第一条/（二）/1", "第一条/（二）/2", "第二条"]
    assert paths == one


def test_the_last_words_of_a_document_are_of_the_whole_part() -> None:
    text = (
        "关于某项工作的意见\n四、强化保障\n（一）加强领导。抓好落实。\n（二）严肃问责。有下列情形的，追究责任：\n1.不抓不管的；\n2.压案不查的。\n"
        "各县（区）委于2014年11月20日前报市委办公室。\n"
    )
    assert [draft.clause for draft in read_text(text).duties] == [("四",)]


def test_fields_behind_a_task_are_kept_apart() -> None:
    text = (
        "某局责任清单\n一、任务\n1.制定年度工作要点。\n责任单位：局办公室　　完成时限：2019年3月底前\n"
        "2.通报情况。\n责任单位：监察室　　完成时限：2019年9月底前\n"
    )
    assert [(draft.subject, draft.due) for draft in read_text(text).duties] == [
        ("局办公室", date(2019, 3, 31)), ("监察室", date(2019, 9, 30)),
    ]


@pytest.mark.parametrize("heading", ["班子成员责任（3条）", "班子成员责任（3项）", "班子成员的责任"])
def test_a_heading_may_count_what_stands_under_it(heading: str) -> None:
    assert [draft.subject for draft in read_text(f"一、{heading}\n1.每季度报告一次。\n2.每年讲一次党课。\n").duties] == ["班子成员"] * 2


def test_closing_words_in_an_annex_stay_in_their_part() -> None:
    items = "1.不抓不管的；\n2.压案不查的。\n各单位每年报告一次。\n"
    annex = f"附件：\n甲县考核办法\n一、考核\n（一）内容。抓好落实。\n（二）情形：\n{items}（三）其他。\n"
    reading = read_text(f"关于某项工作的意见\n一、总体要求\n认真执行。\n二、要求\n抓好。\n{annex}")
    assert [draft.clause[-1] for draft in reading.duties] == ["（二）"]


def test_items_go_on_behind_their_own_lists() -> None:
    text = "关于某项工作的规定\n第一条 分工：\n1.管资金。\n2.管工程。\n工程每月检查一次。\n（1）甲。\n（2）乙。\n3.管人。\n"
    assert [draft.clause for draft in read_text(text).duties] == [("第一条", "2")]


def test_a_day_before_the_document_is_one_of_the_next_year() -> None:
    text = "关于某项工作的实施方案\n甲镇党委\n2023年11月28日\n一、任务\n各村于1月10日前报送总结。\n二、要求\n认真落实。\n"
    assert [draft.due for draft in read_text(text).duties] == [date(2024, 1, 10)]


def test_who_assesses_is_not_whom_the_assessment_is_about() -> None:
    text = "关于考核的规定\n第一条 对各单位，由考核办采取以下方式考核：\n1.每季度检查一次；\n2.每年测评一次。\n"
    assert {draft.subject for draft in read_text(text).duties} != {"各单位"}


@pytest.mark.parametrize(
    ("lead", "subjects"),
    [
        ("党委、纪委应当履行下列职责：", ["党委", "纪委"]), ("党委和纪委加强协作配合，形成合力。", ["党委和纪委"]),
        ("各部门、各单位应当做到：", ["各部门、各单位"]),
    ],
)
def test_each_of_several_owes_what_is_listed_unless_they_work_as_one(lead: str, subjects: list[str]) -> None:
    text = f"关于某项工作的规定\n第一条 {lead}\n1.每季度检查一次。\n2.抓好落实。\n"
    assert [draft.subject for draft in read_text(text).duties] == subjects


def test_titles_of_annexes_on_one_line_are_no_clauses() -> None:
    annex = "附件：1.党委责任清单；2.纪委责任清单\n附件1\n党委责任清单\n一、班子\n每季度研究一次。\n"
    text = f"关于某项工作的意见\n一、要求\n抓好落实。\n{annex}"
    assert [clause.path for clause in read_text(text).clauses] == [("一",), ("附件1",), ("附件1", "一")]
