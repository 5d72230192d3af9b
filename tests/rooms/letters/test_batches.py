"""A batch is killed and goes on; two workers at one batch; one letter a holder whatever happens; the zip."""

from __future__ import annotations

import io
import threading
import zipfile
from datetime import timedelta

import openpyxl
import pytest
from django.db import connection
from django.test import Client

from liangze.core.errors import Conflict, NotFound
from liangze.core.words import Role
from liangze.documents.official import bundle
from liangze.letters.actions import issue, order_batch, resume_batch, work_off_batch
from liangze.letters.actions.issue import work_off_batch as work
from liangze.letters.models import Batch, Letter, LetterKind
from liangze.letters.queries.batch import SILENT, batch_files, batch_page
from liangze.letters.queries.candidates import Wanted, listed, survey
from liangze.letters.queries.paper import default_preamble
from liangze.letters.queries.progress import progress
from liangze.organisation.models import Account, Post
from liangze.trust.attachments.store import path_of
from liangze.trust.endorsements import sheet_of
from tests.rooms import factory as f
from tests.rooms.letters.conftest import NOW, TODAY, YEAR, Place, adopt_pack, county, ordered


class Killed(BaseException):
    """Not an error that a program catches: the process is gone."""


def members(place: Place, number: int) -> list[Post]:
    """So many members of the bureau, each with a holder."""
    made = []
    for n in range(number):
        post = f.seat(place.town.bureau, Role.MEMBER, f"班子成员{n}", position=10 + n)
        place.people[post.pk] = f.person(f"成员{n}")
        f.appoint(place.people[post.pk], post)
        made.append(post)
    return made


def member_batch(place: Place) -> Batch:
    return ordered(place, unit_id=place.town.bureau.pk, kind=LetterKind.TO_MEMBER)


@pytest.mark.django_db(transaction=True)
def test_a_batch_that_was_killed_goes_on_where_it_stopped(settings, tmp_path, monkeypatch) -> None:
    settings.ATTACHMENTS = tmp_path
    place = county()
    members(place, 3)
    batch = member_batch(place)
    put, calls = issue.put_on_sheet, []

    def killed_at_the_third(letter, **more):
        calls.append(letter.pk)
        if len(calls) == 3:
            raise Killed
        put(letter, **more)

    monkeypatch.setattr(issue, "put_on_sheet", killed_at_the_third)
    with pytest.raises(Killed):
        work_off_batch(batch_id=batch.pk, by=place.office, clock=lambda: NOW)
    assert Letter.objects.count() == 2, "the third was not half saved"
    assert batch_page(batch_id=batch.pk, by=place.office, now=NOW).state == "running"
    silent = batch_page(batch_id=batch.pk, by=place.office, now=NOW + SILENT)
    assert (silent.state, silent.done, silent.total) == ("silent", 2, 5)

    with pytest.raises(Conflict):
        resume_batch(batch_id=batch.pk, by=place.office, now=NOW)
    resume_batch(batch_id=batch.pk, by=place.office, now=NOW + SILENT)
    assert work_off_batch(batch_id=batch.pk, by=place.office, clock=lambda: NOW + SILENT) == 3
    assert Letter.objects.count() == 5
    assert batch_page(batch_id=batch.pk, by=place.office, now=NOW).state == "done"
    assert work_off_batch(batch_id=batch.pk, by=place.office, clock=lambda: NOW) == 0, "done is done"


@pytest.mark.django_db(transaction=True)
def test_two_batches_at_once_make_one_letter_a_holder(settings, tmp_path) -> None:
    settings.ATTACHMENTS = tmp_path
    place = county()
    members(place, 2)
    batches = [member_batch(place), member_batch(place)]
    start = threading.Barrier(2)

    def worker(number: int) -> None:
        try:
            start.wait()
            work(batch_id=batches[number].pk, by=place.office, clock=lambda: NOW)
        finally:
            connection.close()

    threads = [threading.Thread(target=worker, args=(n,)) for n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Letter.objects.count() == 4
    assert Letter.objects.values("holder_post", "holder_person", "year").distinct().count() == 4
    pages = [batch_page(batch_id=each.pk, by=place.office, now=NOW) for each in batches]
    assert sum(page.done for page in pages) == 4
    assert sum(page.problems for page in pages) == 4
    assert {each.what for page in pages for each in page.wrong} == {"该责任人当年已有责任书。"}


@pytest.mark.django_db(transaction=True)
def test_a_second_worker_at_the_same_batch_goes_away(settings, tmp_path) -> None:
    settings.ATTACHMENTS = tmp_path
    place = county()
    batch = member_batch(place)
    found: list[int] = []

    def clock():
        if not found:  # while the first one works
            thread = threading.Thread(target=second)
            thread.start()
            thread.join()
        return NOW

    def second() -> None:
        found.append(-1)
        try:
            found[0] = work(batch_id=batch.pk, by=place.office, clock=lambda: NOW)
        finally:
            connection.close()

    assert work_off_batch(batch_id=batch.pk, by=place.office, clock=clock) == 2
    assert found == [0]


@pytest.mark.django_db
def test_one_broken_letter_does_not_stop_the_others(place: Place, monkeypatch) -> None:
    members(place, 2)
    batch = member_batch(place)
    put = issue.put_on_sheet

    def broken_for_one(letter, **more):
        if letter.holder_post.title == "班子成员0":
            raise ValueError("a font is missing")
        put(letter, **more)

    monkeypatch.setattr(issue, "put_on_sheet", broken_for_one)
    assert work_off_batch(batch_id=batch.pk, by=place.office, clock=lambda: NOW) == 3
    page = batch_page(batch_id=batch.pk, by=place.office, now=NOW)
    assert [each.seat for each in page.wrong] == ["班子成员0"]
    assert "font" not in page.wrong[0].what, "what broke inside is for the log"


@pytest.mark.django_db
def test_a_batch_without_a_right_any_more_issues_nothing(place: Place) -> None:
    batch = member_batch(place)
    assert work_off_batch(batch_id=batch.pk, by=place.discipline, clock=lambda: NOW) == 0
    assert not Letter.objects.exists()
    assert batch_page(batch_id=batch.pk, by=place.office, now=NOW).problems == 2


@pytest.mark.django_db
def test_the_zip_has_each_letter_and_an_index(place: Place) -> None:
    batch = member_batch(place)
    work_off_batch(batch_id=batch.pk, by=place.office, clock=lambda: NOW)
    index, files = batch_files(batch_id=batch.pk, by=place.office, today=TODAY)
    archive = zipfile.ZipFile(io.BytesIO(b"".join(bundle(files, index))))
    names = archive.namelist()
    assert names[-1] == "目录.xlsx"
    assert len(names) == 3
    assert all(archive.read(name).startswith(b"%PDF-") for name in names[:-1])
    with pytest.raises(NotFound):
        batch_files(batch_id=batch.pk, by=place.discipline, today=TODAY)


@pytest.mark.django_db
def test_a_letter_whose_file_is_gone_is_named_in_the_index_and_so_is_one_that_was_never_laid_out(place: Place, monkeypatch) -> None:
    members(place, 1)
    batch = member_batch(place)
    put = issue.put_on_sheet

    def broken_for_one(letter, **more):
        if letter.holder_post.title == "班子成员0":
            raise ValueError("a font is missing")
        put(letter, **more)

    monkeypatch.setattr(issue, "put_on_sheet", broken_for_one)
    work_off_batch(batch_id=batch.pk, by=place.office, clock=lambda: NOW)
    first = Letter.objects.order_by("id").first()
    path_of(sheet_of(("letters.letter", first.pk)).digest).unlink()
    client = Client()
    client.force_login(Account.objects.get(pk=place.office.account_id))
    answer = client.get(f"/letters/batches/{batch.pk}/letters.zip")
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    assert len(archive.namelist()) == 2
    book = openpyxl.load_workbook(io.BytesIO(archive.read("目录.xlsx")))
    told = "\n".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value)
    assert "未能放入的文件（1个）" in told
    assert "恢复" in told
    assert "班子成员0 成员0" in told


@pytest.mark.django_db
@pytest.mark.parametrize("more", [0, 12])
def test_statements_do_not_grow_with_the_number(place: Place, more: int, django_assert_max_num_queries) -> None:
    members(place, more)
    batch = member_batch(place)
    work_off_batch(batch_id=batch.pk, by=place.office, clock=lambda: NOW)
    with django_assert_max_num_queries(5):
        batch_page(batch_id=batch.pk, by=place.office, now=NOW)
    with django_assert_max_num_queries(5):
        found = progress(by=place.office, unit_id=place.town.county.pk, year=YEAR, today=TODAY)
    assert (found.of.total, found.of.open) == (2 + more, 2 + more)
    assert sum(row.total for row in found.units) + found.own.total == found.of.total
    assert sum(row.total for row in found.levels) == found.of.total
    assert found.page.paginator.count == len(found.missing) == 2 + more


@pytest.mark.django_db
@pytest.mark.parametrize("more", [0, 8])
def test_the_check_of_a_level_takes_four_statements(place: Place, more: int, django_assert_num_queries) -> None:
    members(place, more)
    asked = Wanted(place.town.county.pk, YEAR, LetterKind.TO_MEMBER, below=True)
    with django_assert_num_queries(4):
        found = survey(asked, place.town.county, TODAY)
        rows = listed(found)
    assert found.due == len([each for each in rows if each.due]) == 2 + more


@pytest.mark.django_db
def test_a_level_is_listed_page_by_page_and_ordered_whole(place: Place) -> None:
    members(place, 8)
    asked = Wanted(place.town.county.pk, YEAR, LetterKind.TO_MEMBER, below=True)
    found = survey(asked, place.town.county, TODAY)
    pages = [[each.post_id for each in listed(found, first=first, last=first + 4) if each.due] for first in (0, 4, 8)]
    assert [len(page) for page in pages] == [4, 4, 2]
    batch = ordered(place, unit_id=place.town.county.pk, kind=LetterKind.TO_MEMBER, below=True)
    assert [post for page in pages for post in page] == list(batch.seats.order_by("id").values_list("post_id", flat=True))


@pytest.mark.django_db
def test_of_those_kept_out_all_are_counted_and_a_few_named(place: Place) -> None:
    found = survey(Wanted(place.town.county.pk, YEAR, LetterKind.TO_SUBORDINATE), place.town.county, TODAY)
    assert (found.out, len(found.reasons)) == (2, 1)
    assert [each.unit for each in listed(found, few=1) if not each.basis] == ["东乡"]


@pytest.mark.django_db
def test_rules_of_a_unit_below_bind_only_there(db, settings, tmp_path) -> None:
    """Of a whole level each issuer is judged by the rules in force over it: what its neighbour adopted is no basis."""
    settings.ATTACHMENTS = tmp_path
    place = county(adopted="")
    adopt_pack("hualong/two-responsibilities-2016/1", place.town.bureau)
    asked = Wanted(place.town.city.pk, YEAR, LetterKind.TO_MEMBER, below=True)
    found = survey(asked, place.town.city, TODAY)
    assert {each.issuer_unit for each in listed(found) if each.due} == {"甲局"}
    assert {each.basis.why for each in listed(found) if not each.basis} <= {"No rule in force here permits it."}


@pytest.mark.django_db
def test_the_order_keeps_who_may_and_who_may_not(place: Place) -> None:
    batch = order_batch(
        wanted=Wanted(place.town.county.pk, YEAR, LetterKind.TO_SUBORDINATE), order="issuer_first", preamble=default_preamble(YEAR),
        by=place.office, today=TODAY, now=NOW + timedelta(minutes=1),
    )
    page = batch_page(batch_id=batch.pk, by=place.office, now=NOW)
    assert [row[0] for row in page.refused] == ["东乡", "西乡"]
    assert all("第十五条" in row[2] for row in page.refused)
