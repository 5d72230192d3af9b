"""What must hold for what a task asks. Each check says the field, what is wrong and what to do; all are told at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from liangze.breakdown.models import Breakdown
from liangze.core.errors import Refusal
from liangze.core.task import PartRole
from liangze.core.task_terms import Terms
from liangze.lists.models import ListItem
from liangze.organisation.models import Post, Unit
from liangze.regulations.models import Clause

LIMITS = {"title": 120, "target": 500, "basis": 300, "measures": 5000, "proof": 500}
SHARE_LIMIT, WHAT_LIMIT, PARTS_LIMIT, MILESTONES_LIMIT = 300, 200, 60, 24


@dataclass(frozen=True, slots=True)
class Known:
    """What the checks need from the tables, fetched once."""

    breakdown: Breakdown
    leader: Post | None
    units: dict[int, str]  # id: path, of the units named
    posts: dict[int, int]  # id: unit, of the supervising bodies named
    item_found: bool
    clause_found: bool


def known(terms: Terms, breakdown: Breakdown) -> Known:
    """At most five statements."""
    return known_each((terms,), breakdown)[0]


def known_each(many: Sequence[Terms], breakdown: Breakdown) -> list[Known]:
    """The same for many terms of one breakdown, in five statements all together."""
    units = dict(Unit.objects.filter(pk__in={part.unit for terms in many for part in terms.parts}).values_list("pk", "path"))
    named = {part.post for terms in many for part in terms.parts if part.post}
    posts = dict(Post.objects.filter(pk__in=named).values_list("pk", "unit_id")) if named else {}
    leaders = Post.objects.select_related("unit").in_bulk({terms.leader for terms in many})
    of_home = ListItem.objects.filter(version__list__unit__path__startswith=breakdown.unit.path)
    items, clauses = ({getattr(terms, name) for terms in many} - {None} for name in ("item", "clause"))
    found_items = set(of_home.filter(pk__in=items).values_list("pk", flat=True)) if items else set()
    found_clauses = set(Clause.objects.filter(pk__in=clauses).values_list("pk", flat=True)) if clauses else set()
    return [
        Known(
            breakdown, leaders.get(terms.leader), units, posts, terms.item is None or terms.item in found_items,
            terms.clause is None or terms.clause in found_clauses,
        )
        for terms in many
    ]


def objections(terms: Terms, facts: Known) -> list[Refusal]:
    """All that stands against the terms, in the order of the form."""
    return [refusal for check in CHECKS for refusal in check(terms, facts)]


def all_wrong(terms: Terms, *, breakdown: Breakdown) -> list[Refusal]:
    """Everything that storing these terms now would be refused for. At most five statements."""
    return objections(terms, known(terms, breakdown))


def check_words(terms: Terms, facts: Known) -> Iterator[Refusal]:
    if not terms.title.strip():
        yield Refusal("The name of the task is missing.", remedy="Write what is to be done in one line.", field="title")
    if not terms.target.strip():
        yield Refusal(
            "The target is missing.", remedy="Write what will have been reached, with figures where there are any.", field="target"
        )
    for field, limit in LIMITS.items():
        if len(getattr(terms, field)) > limit:
            yield Refusal(
                "This has more than %(limit)s characters.", remedy="Say it more briefly.", field=field, params={"limit": limit}
            )


def check_basis(terms: Terms, facts: Known) -> Iterator[Refusal]:
    if terms.item is None and terms.clause is None and not terms.basis.strip():
        yield Refusal(
            "The task has no basis.", field="basis",
            remedy="Choose the item of the responsibility list, or write the decision or document that asks for it.",
        )
    if not facts.item_found:
        yield Refusal("There is no such list item.", remedy="Choose one of the items offered.", field="item")
    if not facts.clause_found:
        yield Refusal("There is no such clause.", remedy="Begin from the list item that stands on it.", field="basis")


def check_leader(terms: Terms, facts: Known) -> Iterator[Refusal]:
    if facts.leader is None:
        yield Refusal("The leader in charge is missing.", remedy="Choose one of the seats of the leadership.", field="leader")
    elif not facts.breakdown.unit.path.startswith(facts.leader.unit.path):
        yield Refusal(
            "%(seat)s is not a leader of this unit.", remedy="Choose one of the seats of the leadership.", field="leader",
            params={"seat": facts.leader.title},
        )


def check_days(terms: Terms, facts: Known) -> Iterator[Refusal]:
    year = facts.breakdown.year
    if terms.due < terms.starts:
        yield Refusal("It is due before it starts.", remedy="Put the due day after the first day.", field="due")
    elif terms.starts.year != year or terms.due.year != year:
        yield Refusal(
            "The task does not lie within %(year)s.", field="due", params={"year": year},
            remedy="Put both days into the year; what goes on is carried over at the end of the year.",
        )


def check_parts(terms: Terms, facts: Known) -> Iterator[Refusal]:
    leads = [part for part in terms.parts if part.role == PartRole.LEAD]
    if len(leads) != 1:
        yield Refusal("The lead unit is missing.", remedy="Choose the one unit that answers for the whole task.", field="lead")
    if len(terms.parts) > PARTS_LIMIT:
        yield Refusal(
            "A task has at most %(limit)s units.", remedy="Cut it into several tasks.", field="participating", params={"limit": PARTS_LIMIT}
        )
    seen: set[tuple[int, object]] = set()
    for part in terms.parts:
        path, field = facts.units.get(part.unit), str(part.role.value)
        inside = path is not None and path.startswith(facts.breakdown.unit.path)
        if part.role != PartRole.SUPERVISING and not inside:
            yield Refusal("A unit is named that does not belong here.", remedy="Choose one of the units offered.", field=field)
        if path is None or (part.post is not None and facts.posts.get(part.post) != part.unit):
            yield Refusal("There is no such supervising unit.", remedy="Choose one of the units offered.", field=field)
        if {(part.unit, part.post), (part.unit, part.role)} & seen:
            yield Refusal("A unit is named twice.", remedy="Name each unit once, in its main part.", field=field)
        seen |= {(part.unit, part.post), (part.unit, part.role)}
        if len(part.share) > SHARE_LIMIT:
            yield Refusal(
                "What a unit is to do has more than %(limit)s characters.", remedy="Say it more briefly.", field=field,
                params={"limit": SHARE_LIMIT},
            )


def check_milestones(terms: Terms, facts: Known) -> Iterator[Refusal]:
    if len(terms.milestones) > MILESTONES_LIMIT:
        yield Refusal(
            "A task has at most %(limit)s milestones.", remedy="Leave out the smaller ones.", field="milestones",
            params={"limit": MILESTONES_LIMIT},
        )
    for each in terms.milestones:
        if not each.what.strip() or len(each.what) > WHAT_LIMIT:
            yield Refusal(
                "A milestone does not say what is reached.", remedy="Write it in a few words, at most %(limit)s characters.",
                field="milestones", params={"limit": WHAT_LIMIT},
            )
        if not terms.starts <= each.day <= terms.due:
            yield Refusal(
                "The milestone of %(day)s lies outside the days of the task.", remedy="Put it between the first day and the due day.",
                field="milestones", params={"day": _iso(each.day)},
            )
    total = sum(each.share for each in terms.milestones)
    if terms.milestones and (total != 100 or any(each.share < 1 for each in terms.milestones)):
        yield Refusal(
            "The shares of the milestones make %(total)s percent.", params={"total": total}, field="milestones",
            remedy="Make them a hundred, or leave all of them empty: then they are shared evenly.",
        )


def _iso(day: date) -> str:
    return day.isoformat()


CHECKS = (check_words, check_basis, check_leader, check_days, check_parts, check_milestones)
