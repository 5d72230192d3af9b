"""Nothing that is kept says who cast what, or in which order.

The detector compares whole databases: the same slips and the same choices, once cast in one order by one assignment, once in another. All
tables, all columns, and the row's own xmin and ctid, must be the same, the sealed box being opened with the server's key. So that the
detector is no ornament, leaky ways of keeping votes are put in the place of the real one, and it must catch each of them.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
import random
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from itertools import permutations
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client
from django.urls import reverse

from liangze.core.appraisal import count, fill_in
from liangze.hearings import box as boxes
from liangze.hearings.actions import ask_closing, close_ballot
from liangze.hearings.asked import questions_of, room_of
from liangze.hearings.box import Box, sealed
from liangze.hearings.box import opened as unsealed
from liangze.hearings.models import Ballot, BallotBox
from liangze.hearings.queries.results import the_ballot
from liangze.hearings.tokens import bare, hash_of
from liangze.organisation.models import Account
from liangze.trust.actions import append
from tests.rooms import factory as f
from tests.rooms.hearings.conftest import DAY, NOW, Given, begin, opened

pytestmark = pytest.mark.django_db(transaction=True)
casting = import_module("liangze.hearings.actions.cast")  # its name is that of the verb as well
ADDRESS = "203.0.113.77"  # of the phone
CHOICES = [
    {"1": "excellent", "2": "competent", "3": "satisfied"}, {"1": "incompetent", "2": "excellent", "3": "dissatisfied"},
    {"1": "barely_competent", "2": "-", "3": "satisfied"}, {"1": "competent", "2": "competent", "3": "mostly_satisfied"},
    {"1": "excellent", "2": "incompetent", "3": "-"}, {"1": "-", "2": "-", "3": "-"},
]
Dump = dict[str, list[str]]
Votes = Sequence[tuple[str, Mapping[str, str]]]


@pytest.fixture
def held(settings: Any, tmp_path: Any, monkeypatch: Any) -> tuple[Given, Ballot, tuple[str, ...]]:
    """An open ballot with as many slips as there are choices."""
    settings.ATTACHMENTS = tmp_path
    monkeypatch.setenv("LIANGZE_TODAY", DAY.isoformat())
    given = begin()
    made, tokens = opened(given, slips=len(CHOICES))
    return given, made, tokens


def vote(token: str, answers: Mapping[str, str], client: Client | None = None) -> Any:
    """As the phone sends it after the look over the ballot."""
    sent = {"token": token, "do": "cast"} | {f"q{key}": grade for key, grade in answers.items()}
    return (client or Client()).post(reverse("vote"), sent, REMOTE_ADDR=ADDRESS, headers={"Origin": "http://testserver"})


def dump(ballot: Ballot) -> Dump:
    """Every row of every table as text, with its xmin and ctid; the box opened, its own xmin and ctid left out (it is one row)."""
    found: Dump = {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'")
        for (table,) in sorted(cursor.fetchall()):
            cursor.execute(f'SELECT t.xmin::text, t.ctid::text, t::text FROM "{table}" t')
            found[table] = sorted(" | ".join(row) for row in cursor.fetchall())
    row, salt = BallotBox.objects.get(ballot=ballot), Ballot.objects.get(pk=ballot.pk).salt
    inside = unsealed(row.content, salt=salt)
    size = f"{BallotBox.objects.count()} rows, {len(row.content)} bytes"
    found["hearings_ballotbox"] = [size, repr(inside.spent), repr(inside.ballots)]
    return found


def differences(one: Dump, other: Dump) -> set[str]:
    """The tables that tell the two apart."""
    return {table for table in one | other if one.get(table) != other.get(table)}


def run(ballot: Ballot, votes: Votes) -> tuple[set[str], Dump]:
    """Cast them into an empty box: which tables changed, and the dump afterwards."""
    salt = Ballot.objects.get(pk=ballot.pk).salt
    BallotBox.objects.filter(ballot=ballot).update(content=sealed(Box(), salt=salt, room=room_of(ballot)))
    before = dump(ballot)
    for token, answers in votes:
        answer = vote(token, answers)
        assert answer.status_code == 200, answer.content.decode()
    after = dump(ballot)
    return differences(before, after), after


def histories(tokens: Sequence[str]) -> tuple[Votes, Votes, Votes]:
    """The votes in order; the same in another order; the same slips with the choices swapped among them."""
    plain = list(zip(tokens, CHOICES, strict=True))
    mixed = random.Random(5).sample(plain, len(plain))
    swapped = list(zip(tokens, CHOICES[2:] + CHOICES[:2], strict=True))
    return plain, mixed, swapped


def leaks(ballot: Ballot, tokens: Sequence[str]) -> set[str]:
    """The tables from which somebody with everything, the server's keys too, could tell the order or who cast what."""
    (touched, first), *others = [run(ballot, votes) for votes in histories(tokens)]
    told = touched - {"hearings_ballotbox"}
    for more, other in others:
        told |= more - {"hearings_ballotbox"}
        told |= differences(first, other)
    return told


def test_neither_order_nor_who_cast_what_is_anywhere_in_the_database(held: tuple[Given, Ballot, tuple[str, ...]]) -> None:
    _given, ballot, tokens = held
    assert leaks(ballot, tokens) == set()


def _in_order_of_coming(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Box, "with_vote", lambda box, hashed, line: Box((*box.spent, hashed), (*box.ballots, line)))


def _ballots_in_order_of_coming(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Box, "with_vote", lambda box, hashed, line: Box(tuple(sorted((*box.spent, hashed))), (*box.ballots, line)))


def _pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    def with_mark(box: Box, hashed: str, line: str) -> Box:
        tied = hashlib.sha256(f"{hashed}{line}".encode()).hexdigest()[:6]
        return Box(tuple(sorted((*box.spent, hashed))), tuple(sorted((*box.ballots, f"{line} mark={tied}"))))

    monkeypatch.setattr(Box, "with_vote", with_mark)


def _an_entry_for_each_vote(monkeypatch: pytest.MonkeyPatch) -> None:
    real = casting.sealed

    def sealed_and_told(box: Box, **rest: Any) -> bytes:
        append(by=f.acting(f"voter-{len(box.spent)}-{random.random()}", today=DAY), action="hearings.ballot.cast", thing=("x", 1), after={})
        return real(box, **rest)

    monkeypatch.setattr(casting, "sealed", sealed_and_told)


@pytest.mark.parametrize("leaky", [_in_order_of_coming, _ballots_in_order_of_coming, _pairs, _an_entry_for_each_vote])
def test_the_detector_catches_ways_of_keeping_votes_that_leak(
    held: tuple[Given, Ballot, tuple[str, ...]], monkeypatch: pytest.MonkeyPatch, leaky: Callable[[pytest.MonkeyPatch], None]
) -> None:
    _given, ballot, tokens = held
    leaky(monkeypatch)
    assert leaks(ballot, tokens)


def test_no_value_and_no_hash_joins_a_slip_and_its_ballot_and_no_log_tells_anything(
    held: tuple[Given, Ballot, tuple[str, ...]], caplog: pytest.LogCaptureFixture, settings: Any
) -> None:
    """Also when whoever votes has a session open in the same browser, and with every logger at its most talkative."""
    given, ballot, tokens = held
    client = Client()
    client.force_login(Account.objects.get(pk=given.office.account_id))
    before = dump(ballot)
    caplog.set_level(logging.DEBUG)
    for logger in ("django", "django.request", "django.security", "liangze"):
        caplog.set_level(logging.DEBUG, logger)
    votes = list(zip(tokens, CHOICES, strict=True))
    for token, answers in votes:
        answer = vote(token, answers, client)
        assert answer.status_code == 200
        assert not answer.cookies, "no cookie, neither of a session nor of a form"
        assert vote(token, answers, client).status_code == 409
    assert vote("A" * 20, CHOICES[0], client).status_code == 422
    after = dump(ballot)
    assert differences(before, after) == {"hearings_ballotbox"}, "the session's row too is the one it was"
    logged = "\n".join(f"{record.getMessage()} {record.__dict__.get('request', '')}" for record in caplog.records)
    everything = "\n".join(line for lines in after.values() for line in lines) + logged
    assert ADDRESS not in everything
    lines = [fill_in(questions_of(ballot), answers) for answers in CHOICES]
    for token in tokens:
        assert token not in everything
        assert bare(token) not in everything
        assert hash_of(token) not in logged
    assert not any(grade in logged for grade in ("excellent", "competent", "satisfied"))
    assert not any(joined in everything for token in tokens for line in lines for joined in joins(token, line, settings.SECRET_KEY))


def joins(token: str, line: str, secret: str) -> Iterator[str]:
    """Values that would tie the two, as a careless programmer would make them."""
    names = (token, bare(token), hash_of(token))
    for name in names:
        for parts in permutations((name, line)):
            for between in ("", ":", "|", "-", " ", "\n"):
                text = between.join(parts).encode()
                yield from (hashlib.new(kind, text).hexdigest() for kind in ("md5", "sha1", "sha256", "sha512"))
                yield hmac.new(secret.encode(), text, "sha256").hexdigest()


def test_what_lies_in_the_database_cannot_be_opened_without_the_servers_secret_and_looks_alike_at_every_vote(
    held: tuple[Given, Ballot, tuple[str, ...]], settings: Any
) -> None:
    _given, ballot, tokens = held
    salt, sizes = Ballot.objects.get(pk=ballot.pk).salt, set()
    for token, answers in zip(tokens, CHOICES, strict=True):
        vote(token, answers)
        content = bytes(BallotBox.objects.get(ballot=ballot).content)
        sizes.add(len(content))
        assert b"excellent" not in content
        assert hash_of(token).encode() not in content
    assert len(sizes) == 1
    settings.SECRET_KEY = "another"
    with pytest.raises(boxes.InvalidTag):
        unsealed(content, salt=salt)


def test_the_list_that_everybody_can_download_counts_to_the_result(held: tuple[Given, Ballot, tuple[str, ...]]) -> None:
    given, ballot, tokens = held
    for token, answers in zip(tokens, CHOICES, strict=True):
        vote(token, answers)
    ask_closing(ballot_id=ballot.pk, by=given.office, now=NOW)
    close_ballot(ballot_id=ballot.pk, by=given.second, today=DAY, now=NOW)
    client = Client()
    client.force_login(Account.objects.get(pk=given.assessor.account_id))
    lines = client.get(reverse("ballot-list", args=(ballot.pk,))).content.decode().splitlines()
    told = tuple(each.result for scale in the_ballot(ballot_id=ballot.pk, by=given.assessor).scales for each in scale.answers)
    assert count(questions_of(ballot), lines) == told
    assert lines == sorted(lines)
    assert vote(tokens[0], CHOICES[0]).status_code == 409


def at_once(calls: Sequence[Callable[[], Any]]) -> list[int]:
    """Their answers' status codes, all started at the same moment."""
    gate, found = threading.Barrier(len(calls)), []

    def go(call: Callable[[], Any]) -> None:
        gate.wait()
        try:
            found.append(call().status_code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=go, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return sorted(found)


def test_two_posts_with_one_slip_at_the_same_moment_are_one_vote(held: tuple[Given, Ballot, tuple[str, ...]]) -> None:
    _given, ballot, tokens = held
    assert at_once([lambda: vote(tokens[0], CHOICES[0]), lambda: vote(tokens[0], CHOICES[1])]) == [200, 409]
    inside = unsealed(BallotBox.objects.get(ballot=ballot).content, salt=Ballot.objects.get(pk=ballot.pk).salt)
    assert (len(inside.spent), len(inside.ballots)) == (1, 1)


def test_votes_at_the_same_moment_are_all_counted(held: tuple[Given, Ballot, tuple[str, ...]]) -> None:
    _given, ballot, tokens = held
    votes = [(lambda token=token, answers=answers: vote(token, answers)) for token, answers in zip(tokens, CHOICES, strict=True)]
    assert at_once(votes) == [200] * len(tokens)
    inside = unsealed(BallotBox.objects.get(ballot=ballot).content, salt=Ballot.objects.get(pk=ballot.pk).salt)
    assert (len(set(inside.spent)), len(inside.ballots)) == (len(tokens), len(tokens))
