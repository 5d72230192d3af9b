"""The form under a document: what it shows, what it refuses, that nothing typed is lost."""

from __future__ import annotations

import io
from http import HTTPStatus

import pypdf
import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image

from liangze.trust.endorsements import content, sheet_of, void
from liangze.trust.models import SigningKey
from liangze.web.signatures.readers import READERS
from tests.rooms.signatures.signing_urls import RECORD
from tests.rooms.signatures.test_own_key import GOOD, make, text
from tests.rooms.trust.signing import NOW, OFFICE, laid_out

PAGE = "/tests/paper/"


def send(who, **changes):
    shown = changes.pop("shown", None) or sheet_of(RECORD).digest
    return who.post(PAGE, {"shown": shown, "opinion": "agree", "comments": "", "passphrase": GOOD, **changes})


def test_the_page_shows_every_page_of_the_document_and_its_digest(principal, paper, django_assert_max_num_queries):
    make(principal)
    with django_assert_max_num_queries(10):
        shown = text(principal.get(PAGE))
    assert f'name="shown" value="{paper.digest}"' in shown
    assert shown.count("<figure") == paper.pages
    picture = principal.get(reverse("sheet-page", args=[paper.sheet_id, 1]))
    assert Image.open(io.BytesIO(picture.content)).size[0] == 1240
    narrow = principal.get(reverse("sheet-page", args=[paper.sheet_id, 1]) + "?narrow")
    assert Image.open(io.BytesIO(narrow.content)).size[0] == 1004
    assert picture.headers["Cache-Control"] == "no-store"
    assert principal.get(reverse("sheet-page", args=[paper.sheet_id, 99])).status_code == HTTPStatus.NOT_FOUND


def test_signing_and_what_stands_there_afterwards(principal, paper):
    make(principal)
    assert send(principal, comments="请按季度报告。").status_code == HTTPStatus.FOUND
    shown = text(principal.get(PAGE))
    assert "王某" in shown
    assert "请按季度报告。" in shown
    assert "已经签署" in shown
    assert "<textarea" not in shown
    pdf = principal.get(reverse("sheet-pdf", args=[paper.sheet_id]))
    assert pdf.content == content(sheet_of(RECORD))
    assert pdf.headers["Content-Disposition"].startswith("attachment")
    assert "请按季度报告。" in text(principal.get(reverse("own-signature")))


def test_the_picture_of_a_signed_page_shows_its_stamp(principal, paper):
    page = pypdf.PdfReader(io.BytesIO(content(paper))).get_num_pages()
    before = principal.get(reverse("sheet-page", args=[paper.sheet_id, page])).content
    make(principal)
    send(principal)
    assert principal.get(reverse("sheet-page", args=[paper.sheet_id, page])).content != before


def test_without_a_key_the_way_to_one_is_shown_and_a_return_needs_none(principal, paper):
    assert f"{reverse('own-signature')}?next=/tests/paper/#make" in text(principal.get(PAGE))
    assert "还没有签名密钥" in text(send(principal))
    assert send(principal, opinion="return", comments="第二条不具体。", passphrase="").status_code == HTTPStatus.FOUND
    assert "第二条不具体。" in text(principal.get(PAGE))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"passphrase": "wrong-passphrase"}, "还可以试 4 次"),
        ({"passphrase": ""}, "没有输入口令"),
        ({"opinion": ""}, "没有选择意见"),
        ({"opinion": "perhaps"}, "没有选择意见"),
        ({"opinion": "agree_with_comments", "comments": " "}, "没有填写意见"),
        ({"opinion": "return", "comments": ""}, "没有填写意见"),
        ({"comments": "长" * 501}, "意见超过 500 个字"),
        ({"shown": "0" * 64}, "文件有改动"),
    ],
)
def test_what_is_refused_says_so_and_keeps_all_but_the_passphrase(principal, paper, changes, said):
    make(principal)
    kept = {"comments": "请按季度报告。", "opinion": "agree_with_comments"} | changes
    answer = send(principal, **kept)
    assert answer.status_code >= HTTPStatus.BAD_REQUEST
    assert said in text(answer)
    assert kept["comments"].strip() in text(answer)
    assert GOOD not in text(answer)
    assert sheet_of(RECORD).digest == paper.digest


def test_a_document_changed_meanwhile_is_shown_anew_with_what_was_typed(principal, paper):
    make(principal)
    newer = laid_out("另一项责任。", record=RECORD)
    answer = send(principal, shown=paper.digest, comments="请按季度报告。", opinion="agree_with_comments")
    assert answer.status_code == HTTPStatus.CONFLICT
    assert f'value="{newer.digest}"' in text(answer)
    assert "请按季度报告。" in text(answer)
    assert send(principal, comments="请按季度报告。").status_code == HTTPStatus.FOUND


def test_five_wrong_passphrases_lock_the_key_for_a_while(principal, paper):
    make(principal)
    for _ in range(5):
        answer = send(principal, passphrase="wrong-passphrase")
    assert answer.status_code == HTTPStatus.TOO_MANY_REQUESTS
    assert "15 分钟后再试" in text(answer)
    assert "15 分钟后再试" in text(send(principal))
    assert "暂时锁定" in text(principal.get(reverse("own-signature")))


def test_a_key_revoked_or_expired_since_the_page_was_opened(principal, paper):
    make(principal)
    SigningKey.objects.update(until=NOW)
    assert "已经过期" in text(send(principal))
    principal.post(reverse("signing-key-revoke"), {"reason": "lost"})
    assert "已经吊销" in text(send(principal))


def test_a_void_document_offers_nothing_to_sign(principal, paper):
    void(record=RECORD, reason="班子调整", by=OFFICE, now=NOW)
    assert "不再签署" in text(principal.get(PAGE))
    assert send(principal).status_code == HTTPStatus.CONFLICT


def test_a_sheet_is_read_by_whom_its_room_lets_read_it_and_by_nobody_without_one(principal, paper, monkeypatch):
    address = reverse("sheet-pdf", args=[paper.sheet_id])
    assert Client().get(address).status_code == HTTPStatus.FOUND
    monkeypatch.delitem(READERS, RECORD[0])
    assert principal.get(address).status_code == HTTPStatus.NOT_FOUND
    assert principal.get(reverse("sheet-pdf", args=[10**9])).status_code == HTTPStatus.NOT_FOUND
