"""What must hold for a planned hearing. Each check says the field, what is wrong and what to do; all are told at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from liangze.core.errors import Refusal
from liangze.hearings.record import KIND, HearingTerms
from liangze.organisation.models import Post, Unit
from liangze.regulations.models import Topic

TITLE_LIMIT, PLACE_LIMIT, AGENDA_LIMIT = 120, 120, 5000
LEAST, MOST = 3, 500  # of the minimum of ballots
REPORTERS_LIMIT = 60


@dataclass(frozen=True, slots=True)
class Known:
    """What the checks need from the tables, fetched once. holders, candidates: ids of the seats offered."""

    unit: Unit
    holder: Post | None
    candidates: frozenset[int]
    topics: frozenset[str]


def known(terms: HearingTerms, unit: Unit, candidates: frozenset[int]) -> Known:
    """Two statements."""
    topics = frozenset(Topic.objects.filter(kinds__contains=[KIND]).values_list("key", flat=True))
    return Known(unit, Post.objects.filter(pk=terms.holder_id, unit=unit).first(), candidates, topics)


def objections(terms: HearingTerms, facts: Known) -> list[Refusal]:
    """All that stands against the plan, in the order of the form."""
    return [refusal for check in CHECKS for refusal in check(terms, facts)]


def check_texts(terms: HearingTerms, facts: Known) -> Iterator[Refusal]:
    if not terms.title.strip():
        yield Refusal("The title is missing.", remedy="Name the hearing as the notice does.", field="title")
    given = (("title", terms.title, TITLE_LIMIT), ("place", terms.place, PLACE_LIMIT), ("agenda", terms.agenda, AGENDA_LIMIT))
    for field, text, limit in given:
        if len(text.strip()) > limit:
            yield Refusal("This is longer than %(limit)s characters.", remedy="Shorten it.", field=field, params={"limit": limit})


def check_day(terms: HearingTerms, facts: Known) -> Iterator[Refusal]:
    if terms.held_on is None:
        yield Refusal("The day is missing or is no day.", remedy="Write it as 2026-06-16.", field="held_on")
    elif not 2000 <= terms.held_on.year <= 2100:
        yield Refusal("This day lies too far away.", remedy="Check the year.", field="held_on")


def check_holder(terms: HearingTerms, facts: Known) -> Iterator[Refusal]:
    if facts.holder is None:
        yield Refusal(
            "Who holds it is not a seat of %(unit)s.", field="holder", params={"unit": facts.unit.name},
            remedy="Choose one of the seats of this unit.",
        )


def check_topics(terms: HearingTerms, facts: Known) -> Iterator[Refusal]:
    for key in sorted(terms.topics - facts.topics):
        yield Refusal("The topic “%(topic)s” does not go with a hearing.", field="topics", params={"topic": key}, remedy="Untick it.")


def check_reporters(terms: HearingTerms, facts: Known) -> Iterator[Refusal]:
    if not terms.reporters:
        yield Refusal("Nobody reports yet.", remedy="Choose at least one seat.", field="reporters")
    elif len(terms.reporters) > REPORTERS_LIMIT or len(set(terms.reporters)) < len(terms.reporters):
        yield Refusal(
            "A hearing names each seat once, at most %(limit)s.", remedy="Hold two hearings.", field="reporters",
            params={"limit": REPORTERS_LIMIT},
        )
    elif set(terms.reporters) - facts.candidates:
        yield Refusal(
            "One of these seats is neither of %(unit)s nor directly below it.", field="reporters", params={"unit": facts.unit.name},
            remedy="Choose from the seats offered.",
        )


def check_numbers(terms: HearingTerms, facts: Known) -> Iterator[Refusal]:
    if not LEAST <= terms.minimum <= MOST:
        yield Refusal(
            "The minimum of ballots lies between %(least)s and %(most)s.", remedy="With fewer, a result would show who said what.",
            field="minimum", params={"least": LEAST, "most": MOST},
        )
    if not 0 <= terms.threshold <= 100:
        yield Refusal("A share lies between 0 and 100 percent.", remedy="Write the percentage as a number.", field="threshold")


CHECKS = (check_texts, check_day, check_holder, check_topics, check_reporters, check_numbers)
