"""Before saving: what a record will settle, and why not what lies near. The core decides; here are its words."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from liangze.core.matching import NEXT_PERIOD, OTHER_COUNTERPART, OTHER_HOLDER, TOO_EARLY, DeedValue, Verdict, match
from liangze.core.words import ActKind
from liangze.duties.new_deed import NewDeed
from liangze.duties.queries.running import Running, running, topics_by_key
from liangze.duties.queries.words import ClauseRef, Topics, said, sentence, topic_names

NEAR = 6  # near misses shown
MISSED = "It was missed in its own period. Name it if this record makes up for it: it then counts as late, and not for the present period."
INSTEAD = "This record makes up for an earlier period; for this one another act is owed."


@dataclass(frozen=True, slots=True)
class Item:
    """One obligation and what the record means for it. `because` says why, or why not.

    late  it counts, after the due day.  waits  it counts once the level above has accepted it.
    can_make_up  it was missed; naming it makes this record count for it.
    """

    obligation_id: int
    title: str
    period: str
    seat: str
    clause: ClauseRef
    because: str
    counts: bool
    late: bool = False
    waits: bool = False
    can_make_up: bool = False
    made_up: bool = False


@dataclass(frozen=True, slots=True)
class Preview:
    """What counts, what was missed and could be made up for, and the nearest misses."""

    counts: tuple[Item, ...]
    missed: tuple[Item, ...]
    near: tuple[Item, ...]


def preview(deeds: Sequence[NewDeed], today: date, *, makes_up: Collection[int] = ()) -> Preview:
    """What these deeds of one record, not stored yet, will settle. Two statements."""
    if not deeds or deeds[0].on > today:
        return Preview((), (), ())
    day, topics = deeds[0].on, topics_by_key()
    owed = running({deed.unit_id for deed in deeds}, day)
    named = {(each.duty_id, each.value.counterpart) for each in owed if each.id in makes_up}
    values = [value_of(deed) for deed in deeds]
    counts, missed, near = [], [], []
    for each in owed:
        chosen = each.id in makes_up
        instead = not chosen and (each.duty_id, each.value.counterpart) in named
        verdict = best(values, each, made_up=chosen)
        texts = {reason.text for reason in verdict.reasons}
        if verdict.counts and not instead:
            counts.append(_counted(each, values[0], topics, made_up=chosen))
        elif texts == {NEXT_PERIOD} and each.asks:
            missed.append(_item(each, _(MISSED), can_make_up=True))
        elif instead:
            near.append((0, _item(each, _(INSTEAD))))
        elif each.runs_on(day) and each.asks and not texts & {TOO_EARLY, NEXT_PERIOD}:
            weight = len(texts) + bool(texts & {OTHER_HOLDER, OTHER_COUNTERPART})
            near.append((weight, _item(each, " ".join(sentence(reason, topics) for reason in verdict.reasons))))
    near.sort(key=lambda pair: pair[0])
    return Preview(tuple(counts), tuple(missed), tuple(item for weight, item in near[:NEAR] if weight <= 2))


def value_of(deed: NewDeed) -> DeedValue:
    """A deed in the core's shape."""
    return DeedValue(ActKind(deed.kind), deed.topics, deed.on, deed.holder_id, deed.counterpart_id)


def best(deeds: Sequence[DeedValue], owed: Running, *, made_up: bool = False) -> Verdict:
    """The verdict on the deed of the record that comes nearest. What is fulfilled already takes another act of its period."""
    value = replace(owed.value, until=None) if made_up else owed.value
    return min((match(deed, value) for deed in deeds), key=lambda verdict: (not verdict.counts, len(verdict.reasons)))


def because_it_counts(owed: Running, deed: DeedValue, topics: Topics) -> str:
    """Why it counts, in one sentence: kind, topics, days."""
    value = owed.value
    params = {
        "topics": topic_names(value.topics, topics), "day": said(deed.on), "opens": said(value.opens), "due": said(value.due),
    }
    if deed.on > value.due:
        return _("Kind and topics fit; %(day)s is after the due day %(due)s, so it counts as late.") % params
    if value.topics:
        return _("Kind and topics fit (%(topics)s), and %(day)s lies between %(opens)s and %(due)s.") % params
    return _("The kind fits, and %(day)s lies between %(opens)s and %(due)s.") % params


def _counted(each: Running, deed: DeedValue, topics: Topics, *, made_up: bool) -> Item:
    because = because_it_counts(each, deed, topics)
    if each.exempt:
        because += " " + _("It is exempt: the record stays with it, and tells should the exemption end.")
    elif each.needs_acceptance:
        because += " " + _("It counts once the level above has accepted it.")
    elif each.is_fulfilled:
        because += " " + _("It is fulfilled already; this is one more act.")
    elif each.value.times > 1:
        because += " " + _("%(times)s acts are asked for; this is number %(number)s.") % {
            "times": each.value.times, "number": each.done + 1,
        }
    item = _item(each, because, counts=True)
    return replace(item, late=deed.on > each.value.due, waits=each.needs_acceptance, made_up=made_up)


def _item(each: Running, because: str, *, counts: bool = False, can_make_up: bool = False) -> Item:
    return Item(each.id, each.title, each.period, each.seat, each.clause, because, counts, can_make_up=can_make_up)
