"""The rehearsal page: what a revision would change, counted before it is adopted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from liangze.core.errors import NotFound
from liangze.duties.models import Obligation
from liangze.organisation.models import GrantRole
from liangze.regulations.actions import DocumentHead, adopt_document, confirm_draft, correct_draft, read_document
from liangze.regulations.drafting.entry import words_of
from liangze.regulations.models import Adoption, RegulationVersion
from liangze.statistics.queries.rehearsed import rehearsed_document, rehearsed_version
from tests.rooms import factory

TODAY = date(2026, 3, 10)
NOW = factory.at(TODAY)
RULES = """甲县落实两个责任办法

一、领导责任
（一）乡镇党委领导班子每季度召开一次专题例会。
（二）乡镇党委领导班子每年开展一次责任制检查。
"""


@pytest.mark.django_db
def test_a_revision_is_counted_before_it_binds() -> None:
    town = factory.town()
    office = factory.acting("office", (GrantRole.OFFICE, town.county), today=TODAY)
    first = read_document(source=RULES.encode(), filename="1.txt", unit=town.county, by=office, now=NOW)
    for draft in first.drafts.all():
        confirm_draft(draft=draft, by=office, now=NOW)
    head = DocumentHead("甲县落实两个责任办法")
    version = adopt_document(document=first, head=head, by=office, now=NOW, today=TODAY, since=date(2026, 1, 1), reason="会议决定")

    text = RULES.replace("（二）乡镇党委领导班子每年开展一次责任制检查。\n", "")
    second = read_document(source=text.encode(), filename="2.txt", unit=town.county, by=office, now=NOW, revises=version)
    draft = second.drafts.get()
    words = replace(words_of(draft.duty), due_month=2, due_day="15")
    correct_draft(draft=draft, words=words, by=office, now=NOW)

    _, page = rehearsed_document(second.pk, since=date(2027, 1, 1), by=office, today=TODAY)
    assert page.replaces == version
    assert {(row.how, row.label) for row in page.duties} == {("changed", "一（一）"), ("gone", "一（二）")}
    changed = next(row for row in page.duties if row.how == "changed")
    assert [(fact.before, fact.after) for fact in changed.facts] == [("周期末日", "2月15日")]
    # two townships, four quarters with an earlier day; one check a year no longer asked of each
    assert (page.new, page.withdrawn, page.moved, page.same) == (0, 2, 8, 0)
    assert [(level.level, level.units) for level in changed.levels] == [("乡镇（街道）级", 2)]
    assert RegulationVersion.objects.count() == Adoption.objects.count() == 1
    assert not Obligation.objects.exists()


@pytest.mark.django_db
def test_the_same_version_changes_nothing_and_a_sister_sees_none() -> None:
    town = factory.town()
    office = factory.acting("office", (GrantRole.OFFICE, town.county), today=TODAY)
    other = factory.acting("other", (GrantRole.OFFICE, factory.unit("C02", "乙县", parent=town.city)), today=TODAY)
    document = read_document(source=RULES.encode(), filename="1.txt", unit=town.county, by=office, now=NOW)
    for draft in document.drafts.all():
        confirm_draft(draft=draft, by=office, now=NOW)
    version = adopt_document(
        document=document, head=DocumentHead("甲县办法"), by=office, now=NOW, today=TODAY, since=date(2026, 1, 1), reason="会议决定"
    )
    key = version.regulation.key
    _, page = rehearsed_version(key, 1, unit_id=town.county.pk, since=date(2026, 6, 1), by=office, today=TODAY)
    assert (page.duties, page.new, page.withdrawn, page.moved) == ((), 0, 0, 0)
    with pytest.raises(NotFound):
        rehearsed_version(key, 1, unit_id=None, since=TODAY, by=other, today=TODAY)
