"""A short regulation of an invented county, and who works on it."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from liangze.organisation.models import GrantRole
from liangze.organisation.policy import Acting
from liangze.regulations.actions import read_document
from liangze.regulations.models import Document, Draft
from tests.rooms import factory

TODAY = date(2026, 3, 10)
NOW: datetime = factory.at(TODAY)

RULES = """甲县落实党风廉政建设两个责任实施办法

甲办发〔2026〕3号

一、总体要求
坚持从严从实，把责任落到每一个岗位。
二、党委的主体责任
（一）研究部署。各乡镇党委、县直各部门党组每季度召开一次专题会议，研究党风廉政建设工作。
（二）报告情况。各乡镇党委于每年1月底前向县委和县纪委书面报告上年度履行主体责任情况。
（三）讲好党课。主要负责人每年讲廉政党课不少于2次。
三、纪委的监督责任
（一）监督检查。县纪委每半年开展一次监督检查。
（二）谈话提醒。对苗头性问题，应当定期约谈有关负责人。
四、附则
本办法由县纪委负责解释，自印发之日起施行。

中共甲县委办公室
2026年2月9日
"""


@pytest.fixture
def town(db: None) -> factory.Town:
    return factory.town()


@pytest.fixture
def office(town: factory.Town) -> Acting:
    """The county's committee office."""
    return factory.acting("office", (GrantRole.OFFICE, town.county), today=TODAY)


@pytest.fixture
def sister(town: factory.Town) -> Acting:
    """The committee office of another county of the same city."""
    other = factory.unit("C02", "乙县", parent=town.city)
    return factory.acting("sister", (GrantRole.OFFICE, other), today=TODAY)


@pytest.fixture
def liaison(town: factory.Town) -> Acting:
    """The liaison of a township."""
    return factory.acting("liaison", (GrantRole.LIAISON, town.township1), today=TODAY)


@pytest.fixture
def document(town: factory.Town, office: Acting) -> Document:
    """The county's own rules, read in by its office."""
    return read_document(source=RULES.encode(), filename="甲县办法.txt", unit=town.county, by=office, now=NOW)


def draft(document: Document, number: int) -> Draft:
    return document.drafts.get(number=number)
