"""The pages: what they show, what they refuse beside the field, how many statements they take."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from liangze.organisation.models import Account
from liangze.problems.models import Problem
from liangze.problems.queries import board as board_of_problems
from liangze.web.mywork.errands import errands
from tests.rooms.problems.conftest import DAY, DUE, raised
from tests.rooms.problems.steps import MAY, agreed, closed, planned, reported

pytestmark = pytest.mark.django_db


def browser(who) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=who.account_id))
    return client


def test_the_form_tells_everything_beside_its_field_and_keeps_what_was_typed(place):
    client, address = browser(place.discipline), reverse("problem-new")
    asked = {"unit": place.town.bureau.pk, "finder": "C01", "title": "台账补录", "what": "", "found_on": "2026-04-10", "due": "2026-04-01"}
    answer = client.post(address, asked)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert set(answer.context["errors"]) == {"source", "category", "what", "due"}
    assert 'value="台账补录"' in page
    assert 'href="#f-due"' in page
    good = asked | {"source": "inspection", "category": "lists", "what": "集中补录。", "due": "2026-06-30"}
    answer = client.post(address, good)
    made = Problem.objects.get()
    assert answer.url == reverse("problem", args=(made.pk,))
    assert "集中补录" in client.get(answer.url).content.decode()


def test_without_a_unit_the_form_asks_for_it_first(place):
    client, address = browser(place.discipline), reverse("problem-new")
    assert client.get(address).status_code == 200
    assert client.get(address, {"named": "无此单位"}).status_code == 422
    assert client.get(address, {"named": "甲局"}).url == f"{address}?unit={place.town.bureau.pk}"


def test_measures_are_proposed_in_lines_and_each_wrong_one_is_named(place):
    problem = raised(place)
    client, address = browser(place.liaison), reverse("problem-measures", args=(problem.pk,))
    answer = client.post(address, {"words": ["核对台账", "", "建立制度"], "due": ["2026-05-15", "", "2026-09-01"], "post": ["", "", ""]})
    assert answer.status_code == 422
    assert set(answer.context["errors"]) == {"due-2"}, "the empty line is passed over"
    assert 'value="建立制度"' in answer.content.decode()
    more = client.post(address, {"words": ["核对台账"], "due": ["2026-05-15"], "post": [""], "more": "1"})
    assert len(more.context["lines"]) == 3
    done = client.post(address, {"words": ["核对台账"], "due": ["2026-05-15"], "post": [str(place.town.member1.pk)]})
    assert done.status_code == 302


def test_a_file_is_kept_when_something_else_is_wrong_and_can_be_downloaded_afterwards(place):
    problem = raised(place)
    planned(place, problem)
    client, address = browser(place.liaison), reverse("problem-work", args=(problem.pk,))
    file = SimpleUploadedFile("核对.txt", "已核对".encode())
    answer = client.post(address, {"do": "done", "said": "", "files": [file]})
    assert answer.status_code == 422
    ((kept, _, _),) = answer.context["files"]
    answer = client.post(address, {"do": "done", "said": "已整改。", "kept": [kept.token]})
    assert answer.status_code == 302
    step = problem.steps.get(kind="reported")
    (used,) = browser(place.discipline).get(reverse("problem", args=(problem.pk,))).context["found"].report.files
    answer = browser(place.discipline).get(reverse("problem-file", args=(step.pk, used.id)))
    assert b"".join(answer.streaming_content) == "已核对".encode()
    assert browser(place.east).get(reverse("problem-file", args=(step.pk, used.id))).status_code == 404


def test_a_review_without_a_finding_is_refused_on_the_page_with_what_was_typed(place):
    problem = raised(place)
    reported(place, problem, day=DAY)
    answer = browser(place.discipline).post(reverse("problem-act", args=(problem.pk, "review")), {"said": "现场核查。"})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "现场核查。" in page
    assert "措施全部落实" in page, "the criteria stand beside the choice"
    assert browser(place.discipline).get(reverse("problem-act", args=(problem.pk, "review"))).status_code == 405
    assert browser(place.discipline).post(reverse("problem-act", args=(problem.pk, "burn"))).status_code == 404


def test_the_list_is_filtered_by_its_address_counts_by_state_and_leaves_as_excel(place):
    first = raised(place)
    raised(place, unit_id=place.town.township1.pk, source="audit", due=date(2026, 4, 12))
    done = closed(place, category="funds", day=DAY)
    client, address = browser(place.discipline), reverse("problems")
    found = client.get(address).context["found"]
    assert found.total == 3
    assert {state: n for state, n in found.sums.items() if n} == {"to_plan": 2, "closed": 1}
    for question, expected in (
        ({"state": "closed"}, {done.number}), ({"source": "audit"}, {"2026-001"}), ({"q": "台账", "unit": place.town.bureau.pk}, None),
        ({"overdue": "1"}, set()), ({"side": "answer"}, set()), ({"category": "funds"}, {done.number}),
    ):
        rows = client.get(address, question).context["found"].rows
        assert expected is None or {row.number for row in rows} == expected, question
    assert client.get(address, {"sort": "-due"}).context["found"].rows[0].due == DUE
    mine = browser(place.liaison).get(address, {"side": "answer"}).context["found"]
    assert {row.id for row in mine.rows} == {first.pk, done.pk}
    book = openpyxl.load_workbook(io.BytesIO(client.get(reverse("problems-export", args=("xlsx",)), {"state": "closed"}).content))
    words = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value}
    assert done.number in words
    assert "审计／责任清单、责任书和台账" not in words


def test_a_paper_that_cannot_hold_all_says_so(place, monkeypatch):
    client, address = browser(place.discipline), reverse("problems-export", args=("xlsx",))

    def words() -> str:
        book = openpyxl.load_workbook(io.BytesIO(client.get(address).content))
        return " ".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value)

    numbers = [raised(place).number for _ in range(2)]
    whole = words()
    assert (all(number in whole for number in numbers), "仅列前" in whole) == (True, False)
    monkeypatch.setattr(board_of_problems, "EXPORTED", 1)
    cut = words()
    assert (sum(number in cut for number in numbers), "仅列前1条" in cut) == (1, True)


def test_a_late_one_shows_by_itself_and_the_days_are_those_of_the_report(place, monkeypatch):
    problem = raised(place, due=date(2026, 4, 20))
    planned(place, problem)
    monkeypatch.setenv("LIANGZE_TODAY", "2026-05-08")
    found = browser(place.discipline).get(reverse("problems"), {"overdue": "1"}).context["found"]
    assert [(row.id, row.late) for row in found.rows] == [(problem.pk, 18)]
    assert found.overdue == 1


def test_what_waits_stands_in_my_work_of_whoever_is_to_act(place):
    problem = raised(place, due=date(2026, 4, 14))

    def waits(who, day=DAY) -> list[str]:
        return [each.act for each in errands(who, day)]

    assert waits(place.liaison) == ["制定措施"]
    assert waits(place.discipline) == []
    assert waits(place.city) == [], "a level far above is not told of everything"
    planned(place, problem)
    assert waits(place.discipline) == ["阅看"]
    agreed(place, raised(place))
    assert waits(place.liaison) == ["报告整改"]
    reported(place, problem, day=DAY)
    assert "审核" in waits(place.second)
    assert waits(place.east) == []


def test_pages_take_the_same_number_of_statements_however_much_there_is(place, django_assert_max_num_queries):
    problem = raised(place, post_id=place.town.principal.pk)
    client = browser(place.discipline)
    addresses = [reverse("problem", args=(problem.pk,)), reverse("problems"), f"{reverse('problem-new')}?unit={place.town.bureau.pk}"]
    for _ in range(2):
        for address in addresses:
            client.get(address)
            with django_assert_max_num_queries(11):  # one of them the session's, which the matrix does not count
                assert client.get(address).status_code == 200
        reported(place, raised(place, parent_id=problem.pk), day=MAY)
