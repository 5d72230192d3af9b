"""Preparing a ballot, making its slips, opening it, closing it with two people."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from liangze.core.appraisal import Scale, count, digest, published
from liangze.core.ballot import demand_open, demand_openable, demand_second, demand_slips
from liangze.core.errors import Conflict, NotAllowed, NotFound, Refusal, Refusals
from liangze.core.talk import TalkKind, TalkTrigger
from liangze.core.words import BODIES
from liangze.hearings.actions.writing import locked
from liangze.hearings.asked import questions_of, room_of
from liangze.hearings.box import Box, new_salt, opened, sealed
from liangze.hearings.models import Ballot, BallotBox, Hearing
from liangze.hearings.queries.reach import reporters_of, said
from liangze.hearings.queries.results import is_about
from liangze.hearings.record import HEARING
from liangze.hearings.tokens import hash_of, new_token
from liangze.organisation.models import Post
from liangze.organisation.policy import Acting
from liangze.talks.actions import propose_talk
from liangze.talks.new_proposal import NewProposal
from liangze.trust.actions import append

SLIPS_LIMIT = 5000
TASK = "hearings.forget_boxes"  # the job's name
BODY = "body"  # the key of a question about the leadership as a body


def prepare_ballot(
    *, hearing_id: int, scales: dict[str, str], body: str = "", by: Acting, today: date, now: datetime
) -> Ballot:
    """A ballot about the seats that report. scales: id of the reporter → scale, "" leaves the seat out; BODY → scale for the leadership.

    body  what the question about the leadership calls it.  Raises NotFound, NotAllowed, Conflict, Refusal(s) on "scale-<id>".
    """
    with transaction.atomic():
        hearing = locked(hearing_id, by)
        _demand_not_held(hearing)
        if wrong := [
            Refusal("This is no scale.", remedy="Choose one of the scales offered.", field=f"scale-{key}")
            for key, scale in scales.items() if scale and scale not in set(Scale)
        ]:
            raise Refusals(wrong)
        asked = [(each.post_id, said(each), scales.get(str(each.pk), "")) for each in reporters_of(hearing.pk)]
        if scales.get(BODY):
            if not body.strip() or len(body.strip()) > 60:
                raise Refusal("Name the leadership that is appraised.", remedy="At most 60 characters.", field="body")
            asked.append((None, body.strip(), scales[BODY]))
        chosen = [each for each in asked if each[2]]
        questions = [
            {"key": str(number), "scale": scale, "post": post, "subject": subject}
            for number, (post, subject, scale) in enumerate(chosen, 1)
        ]
        if not questions:
            raise Refusal("The ballot asks nothing yet.", remedy="Choose a scale for at least one of those who report.", field="scales")
        made = Ballot.objects.create(
            hearing=hearing, number=hearing.ballots.count() + 1, minimum=hearing.minimum, threshold=hearing.threshold, questions=questions,
            made_by_id=by.account_id, made_at=now,
        )
        BallotBox.objects.create(ballot=made)
        append(
            by=by, action="hearings.ballot.prepare", thing=made, unit_id=hearing.unit_id,
            after={"questions": questions, "minimum": made.minimum},
        )
    return made


def make_slips(*, ballot_id: int, number: int, again: bool, by: Acting, now: datetime) -> tuple[str, ...]:
    """Make slips; their tokens in the clear, in the order of the alphabet. They are told this once: only keyed hashes are kept.

    again  throw away those made before; without it, a second making is refused.
    Raises NotFound, NotAllowed, Conflict (made already, or open), Refusal on "number".
    """
    with transaction.atomic():
        ballot, hearing = locked_ballot(ballot_id, by)
        demand_slips(ballot.value)
        if not 1 <= number <= SLIPS_LIMIT:
            raise Refusal(
                "The number of slips lies between 1 and %(limit)s.", remedy="Count those who have a vote.", field="number",
                params={"limit": SLIPS_LIMIT},
            )
        if ballot.slips and not again:
            raise Conflict(
                "%(n)s slips are made already; their tokens cannot be shown again.", params={"n": ballot.slips},
                remedy="If they are lost, make new ones: the old ones are then worth nothing.",
            )
        tokens = sorted({new_token() for _ in range(number)})
        ballot.issued, ballot.slips = sorted(map(hash_of, tokens)), len(tokens)
        ballot.save(update_fields=["issued", "slips"])
        append(
            by=by, action="hearings.ballot.make_slips", thing=ballot, unit_id=hearing.unit_id,
            after={"slips": ballot.slips, "digest": digest(ballot.issued), "again": again},
        )
    return tuple(tokens)


def open_ballot(*, ballot_id: int, by: Acting, today: date, now: datetime) -> Ballot:
    """Open it: the box is empty and sealed, from now on votes are taken. Raises NotFound, NotAllowed, Conflict."""
    with transaction.atomic():
        ballot, hearing = locked_ballot(ballot_id, by)
        demand_openable(ballot.value, ballot.minimum)
        if hearing.held_on > today:
            raise Conflict("The hearing is still to come.", remedy="Open the ballot on its day.")
        _demand_not_held(hearing)
        ballot.opened_by_id, ballot.opened_at, ballot.salt = by.account_id, now, new_salt()
        ballot.save(update_fields=["opened_by", "opened_at", "salt"])
        BallotBox.objects.filter(ballot=ballot).update(content=sealed(Box(), salt=ballot.salt, room=room_of(ballot)))
        append(
            by=by, action="hearings.ballot.open", thing=ballot, unit_id=hearing.unit_id,
            after={"slips": ballot.slips, "digest": digest(ballot.issued)},
        )
    return ballot


def ask_closing(*, ballot_id: int, by: Acting, now: datetime) -> Ballot:
    """Ask to close it; votes are taken until a second person closes it. Raises NotFound, NotAllowed, Conflict."""
    with transaction.atomic():
        ballot, hearing = locked_ballot(ballot_id, by)
        demand_open(ballot.value)
        if ballot.closing_at:
            raise Conflict("Somebody has asked to close it already.", remedy="A second person closes it now.")
        ballot.closing_by_id, ballot.closing_at = by.account_id, now
        ballot.save(update_fields=["closing_by", "closing_at"])
        append(by=by, action="hearings.ballot.ask_closing", thing=ballot, unit_id=hearing.unit_id, after={"asked": now})
    return ballot


def close_ballot(*, ballot_id: int, by: Acting, today: date, now: datetime) -> Ballot:
    """Close it as the second person: the box is opened and counted, its ballots published where there are enough, box and salt emptied.

    Raises NotFound, NotAllowed, Conflict (not asked for, or asked for by the same person).
    """
    with transaction.atomic():
        ballot, hearing = locked_ballot(ballot_id, by)
        demand_second(ballot.value, by.account_id)
        row = BallotBox.objects.select_for_update().get(ballot=ballot)  # waits for the vote being cast
        box = opened(row.content, salt=ballot.salt)
        if len(box.spent) != len(box.ballots) or set(box.spent) - set(ballot.issued):
            raise Conflict("The box does not agree with its slips.", remedy="Leave it as it is and call the security audit administrator.")
        questions = questions_of(ballot)
        count(questions, box.ballots, ballot.minimum)  # a ballot that cannot be counted would raise here, not on a page
        ballot.lines = list(published(questions, box.ballots, ballot.minimum))
        ballot.cast, ballot.spent = len(box.ballots), len(box.spent)
        ballot.digest, ballot.salt = digest(ballot.lines), None
        ballot.closed_by_id, ballot.closed_at = by.account_id, now
        ballot.save(update_fields=["lines", "cast", "spent", "digest", "salt", "closed_by", "closed_at"])
        row.content = None
        row.save(update_fields=["content"])
        append(
            by=by, action="hearings.ballot.close", thing=ballot, unit_id=hearing.unit_id, before={"asked_by": ballot.closing_by_id},
            after={"slips": ballot.slips, "spent": ballot.spent, "cast": ballot.cast, "digest": ballot.digest},
        )
        _propose_talks(ballot, by, today, now)
        transaction.on_commit(_forget)
    return ballot


def _propose_talks(ballot: Ballot, by: Acting, today: date, now: datetime) -> None:
    """A talk is proposed with every seat whose share of favourable grades falls short of the threshold; the leader decides."""
    if not ballot.lines:
        return
    seats = {each["key"]: each for each in ballot.questions if each["post"]}
    bodies = set(Post.objects.filter(pk__in=[each["post"] for each in seats.values()], role__in=BODIES).values_list("pk", flat=True))
    for result in count(questions_of(ballot), ballot.lines, ballot.minimum):
        asked = seats.get(result.key)
        if asked is None or asked["post"] in bodies or not result.is_low(ballot.threshold):
            continue
        facts = {"title": ballot.hearing.title, "share": result.share, "expected": ballot.threshold}
        propose_talk(
            new=NewProposal(TalkKind.SUMMONS, TalkTrigger.LOW_SATISFACTION, asked["post"], facts, (HEARING, ballot.hearing_id)),
            by=by, today=today, now=now,
        )


def locked_ballot(ballot_id: int, by: Acting) -> tuple[Ballot, Hearing]:
    """The ballot and its hearing, both locked. Raises NotFound, NotAllowed (also for who is appraised), Conflict when it is void."""
    found = Ballot.objects.filter(pk=ballot_id).values_list("hearing", flat=True).first()
    if found is None:
        raise no_ballot()
    hearing = locked(found, by)
    ballot = Ballot.objects.select_for_update().get(pk=ballot_id)
    if is_about(ballot, by):
        raise NotAllowed(
            "Whoever is appraised in a ballot does not hold it.", remedy="Leave slips, opening and closing to others who hold the hearing."
        )
    return ballot, hearing


def _demand_not_held(hearing: Hearing) -> None:
    if hearing.held_at:
        raise Conflict("This hearing is recorded as held.", remedy="A ballot is held during the hearing.")


def no_ballot() -> NotFound:
    return NotFound("There is no such ballot.", remedy="Open the hearing and choose one of its ballots.")


def _forget() -> None:
    """Have the job run soon; one that waits already will do."""
    with suppress(AlreadyEnqueued):
        app.configure_task(TASK, queue="house", queueing_lock=TASK).defer()
