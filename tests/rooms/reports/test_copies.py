"""On reading, an addressee sees which reports of the level share a report's words, and what was carried over from the year before."""

from __future__ import annotations

from datetime import date

import pytest

from liangze.reports.queries.copies import report_copies
from tests.rooms import factory as f
from tests.rooms.reports.conftest import Place, handed_in

pytestmark = pytest.mark.django_db
OWN = (
    "班子把履行主体责任同业务工作一起部署，主要负责人听取分管领域汇报，重点岗位实行定期轮换，采购和项目审批由集体研究决定。"
    "个别站所谈话记录过于简单，警示教育结合身边事例不够，下一步逐个核对谈话记录并组织案例剖析。"
)
OTHER = (
    "今年雨水偏多，防汛物资采购集中，我们把验收环节的廉洁风险作为重点，组织两次突击抽查，追回多付货款，并对经手人员进行批评。"
    "村级账目公开不及时的有三个村，已约谈村支书，要求每月十日前张贴上墙，接受群众监督。"
)


def test_a_report_that_took_its_neighbours_words_is_shown_with_the_passages(place):
    first = handed_in(place, "annual", words=OWN)
    second = handed_in(place, "sister", by=place.sister, words=OWN.replace("站所", "科室"))
    (row,) = report_copies(report_id=second.pk, by=place.discipline).rows
    assert (row.unit, row.share > 90, row.first, row.carried) == ("东乡", True, False, False)
    assert any("重点岗位实行定期轮换" in passage for passage in row.passages)
    pair = report_copies(report_id=second.pk, by=place.discipline, beside=first.pk).pair
    assert any(piece.mark for item in pair.mine for piece in item)


def test_what_the_system_drafted_does_not_count_as_copied(place):
    handed_in(place, "annual", words=OWN)
    second = handed_in(place, "sister", by=place.sister, words=OTHER)
    found = report_copies(report_id=second.pk, by=place.discipline)
    assert (found.compared, found.rows) == (1, ())


def test_the_own_report_of_the_year_before_is_shown_as_carried_over(place):
    rule = place.owed["annual"].duty
    old = f.owe(rule, place.town.township1_leadership, year=2024)[0]
    before = date(2025, 1, 20)
    handed_in(Place(**{**vars(place), "owed": {"old": old}}), "old", words=OWN, day=before)
    report = handed_in(place, "annual", words=OWN)
    (row,) = report_copies(report_id=report.pk, by=place.discipline).rows
    assert (row.carried, row.share > 90) == (True, True)


def test_comparing_takes_the_same_few_statements_however_many_there_are(place, django_assert_max_num_queries):
    report = handed_in(place, "annual", words=OWN)
    handed_in(place, "sister", by=place.sister, words=OWN)
    with django_assert_max_num_queries(5):
        report_copies(report_id=report.pk, by=place.discipline)
