"""What the rows of hearings.yaml point at."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from io import BytesIO
from typing import Any

from liangze.core.words import ActKind
from liangze.hearings.actions import (
    ask_closing,
    ask_question,
    cast,
    close_ballot,
    file_report,
    make_slips,
    open_ballot,
    plan_hearing,
    prepare_ballot,
    set_theme,
)
from liangze.hearings.models import HearingReporter
from liangze.hearings.record import REPORT, HearingTerms
from liangze.organisation.models import GrantRole
from liangze.organisation.policy import Acting
from liangze.trust.attachments import Proof, take_in, uses_of
from tests.rooms import factory as f

TARGETS: dict[str, str] = {"hearing_id": "hearing", "ballot_id": "ballot_ready"}


def made(place: Any, acts: Mapping[str, Acting], day: date) -> dict[str, Any]:
    """A hearing of the city in which the heads of units A and B report, with ballots in every state."""
    f.topic("duty-and-integrity", ActKind.HEARING)
    by, now, post = acts["city-office"], f.at(day), place.targets
    terms = HearingTerms(
        post["unit_city"], post["post_city_discipline_organ"], "述责述廉会议", day, topics=frozenset({"duty-and-integrity"}),
        reporters=(post["post_a_principal"], post["post_b_principal"]),
    )
    hearing = plan_hearing(terms=terms, by=by, today=day, now=now)
    first = HearingReporter.objects.get(hearing=hearing, position=1)
    theme = set_theme(hearing_id=hearing.pk, reporter_id=None, text="点题", put_by="市纪委", put_on=day, by=by, today=day, now=now)
    stored = take_in(file=BytesIO("述职报告".encode()), name="述职报告.txt")
    report = file_report(
        hearing_id=hearing.pk, reporter_id=first.pk, text="报告", on=day, proofs=(Proof(stored.id, stored.name),), by=by, today=day, now=now
    )
    question = ask_question(
        hearing_id=hearing.pk, reporter_id=first.pk, asked_by="市委常委", text="问", answer="", promised_for=day, by=by, today=day, now=now
    )

    def ballot(slips: int = 0) -> tuple[int, tuple[str, ...]]:
        one = prepare_ballot(hearing_id=hearing.pk, scales={str(first.pk): "duty"}, by=by, today=day, now=now)
        return one.pk, make_slips(ballot_id=one.pk, number=slips, again=False, by=by, now=now) if slips else ()

    draft, (ready, _tokens) = ballot()[0], ballot(6)
    # One ballot stands in a hearing of its own, so that the first can be recorded as held and voided.
    other = plan_hearing(terms=terms, by=by, today=day, now=now)
    hearing, kept = other, hearing
    first = HearingReporter.objects.get(hearing=other, position=1)
    going, slips = ballot(6)
    open_ballot(ballot_id=going, by=by, today=day, now=now)
    asked, _more = ballot(6)
    open_ballot(ballot_id=asked, by=by, today=day, now=now)
    asker = f.acting("asks-to-close", (GrantRole.OFFICE, place.units["city"]), today=day)
    ask_closing(ballot_id=asked, by=asker, now=now)
    closed, used = ballot(6)
    open_ballot(ballot_id=closed, by=by, today=day, now=now)
    for token in used:
        cast(token=token, answers={"1": "excellent"})
    ask_closing(ballot_id=closed, by=by, now=now)
    close_ballot(ballot_id=closed, by=acts["discipline"], today=day, now=now)
    return {
        "hearing": kept.pk, "hearing_theme": theme.pk, "hearing_reporter": report.reporter_id, "hearing_question": question.pk,
        "hearing_file": uses_of(REPORT, [report.pk])[report.pk][0].id, "ballot_draft": draft, "ballot_ready": ready, "ballot_open": going,
        "ballot_asked": asked, "ballot_closed": closed, "slip": slips[0],
    }
