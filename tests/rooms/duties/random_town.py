"""Small random organisations and rules, as hypothesis draws them, and their rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hypothesis import strategies as st

from liangze.core.words import ActKind, Every, Level, Presence, Role, Towards, UnitKind
from liangze.organisation.models import Portfolio, Post, Stationing, Unit
from liangze.organisation.models.unit import SEGMENT
from liangze.regulations.models import Adoption, Clause, Duty, RegulationVersion
from tests.rooms import factory as f

DAYS = [date(2025, 1, 1), date(2025, 7, 1), date(2025, 12, 31), date(2026, 1, 1), date(2026, 2, 10), date(2026, 4, 1), date(2026, 5, 16),
        date(2026, 7, 1), date(2026, 8, 15), date(2026, 10, 1), date(2026, 12, 31), date(2027, 1, 1)]  # fmt: skip
KINDS = [UnitKind.REGION, UnitKind.DEPARTMENT, UnitKind.OFFICE, UnitKind.INSTITUTION]
LEVELS = [Level.CITY, Level.COUNTY, Level.TOWNSHIP]
SEATS = [Role.LEADERSHIP, Role.PRINCIPAL, Role.MEMBER, Role.MEMBER, Role.DISCIPLINE_PRINCIPAL, Role.STATIONED_GROUP]
TALKERS = {
    Role.PRINCIPAL: [*Towards], Role.MEMBER: [Towards.PORTFOLIO_UNITS], Role.LEADERSHIP: [Towards.SUBORDINATE_UNITS],
    Role.STATIONED_GROUP: [Towards.MEMBERS, Towards.STAFF_HEADS, Towards.SUBORDINATE_UNITS, Towards.SUBORDINATE_PRINCIPALS],
}  # fmt: skip

days = st.sampled_from(DAYS)


@st.composite
def spans(draw: st.DrawFn) -> dict[str, date | None]:
    """Mostly since long ago and open, sometimes with a beginning or an end."""
    since = draw(days) if draw(st.integers(0, 4)) == 4 else date(2016, 1, 1)
    until = draw(st.sampled_from([day for day in DAYS if day > since] or [None])) if draw(st.integers(0, 4)) == 4 else None
    return {"since": since, "until": until}


@st.composite
def duties(draw: st.DrawFn) -> dict[str, object]:
    """Columns of a duty that a pack could hold."""
    role = draw(st.sampled_from([*TALKERS, Role.DEPARTMENT]))
    towards = draw(st.sampled_from([*TALKERS.get(role, [""]), ""]))
    every = draw(st.sampled_from([*Every]))
    once, about = every is Every.ONCE, draw(st.sampled_from(["same", "previous"]))
    due: dict[str, object] = {}
    if not once and (about == "previous" or draw(st.booleans())):
        due = {"due_month": 1, "due_day": draw(st.sampled_from([0, 10, 28]))}
    if once:
        opens, last = sorted((draw(days), draw(days)))
        due = {"once_opens": opens, "once_due": last}
    return {
        "role": role.value, "towards": towards, "every": every.value, "times": draw(st.integers(1, 2)), "about": "same" if once else about,
        "roll": draw(st.sampled_from(["", "next_working_day"])), "presence": draw(st.sampled_from([*Presence])).value,
        "unit_within": draw(st.sampled_from(["subtree"] * 4 + ["self", "below", "children"])),
        "unit_kinds": draw(st.sampled_from([[]] * 4 + [["region"], ["region", "department"]])),
        "unit_levels": draw(st.sampled_from([[]] * 4 + [["city", "county"]])), **due,
    }  # fmt: skip


@dataclass(frozen=True)
class Drawn:
    """Indexes stand for units and posts in the order of their lists; -1 is no parent."""

    units: list[tuple[int, UnitKind, Level, dict[str, date | None]]]
    posts: list[tuple[int, Role, dict[str, date | None]]]
    portfolios: list[tuple[int, int, dict[str, date | None]]]
    stationings: list[tuple[int, int, dict[str, date | None]]]
    duties: list[dict[str, object]]
    adoptions: list[tuple[int, dict[str, date | None]]]


@st.composite
def towns(draw: st.DrawFn) -> Drawn:
    """At most six units, each with its leadership, principal and a member at least."""
    size = draw(st.integers(2, 6))
    units = [
        (draw(st.integers(0, n - 1)) if n else -1, draw(st.sampled_from(KINDS)) if n else UnitKind.REGION, draw(st.sampled_from(LEVELS)),
         draw(spans()) if n else {"since": date(2016, 1, 1), "until": None})
        for n in range(size)
    ]  # fmt: skip
    where = st.integers(0, size - 1)
    posts = [(n, role, draw(spans())) for n in range(size) for role in (Role.LEADERSHIP, Role.PRINCIPAL, Role.MEMBER)]
    posts += [(draw(where), draw(st.sampled_from(SEATS)), draw(spans())) for _ in range(draw(st.integers(0, 6)))]
    members = [n for n, post in enumerate(posts) if post[1] is Role.MEMBER]
    portfolios = [(draw(st.sampled_from(members)), draw(where), draw(spans())) for _ in range(draw(st.integers(2, 8)))]
    stationings = [(draw(where), n, draw(spans())) for n in sorted(draw(st.sets(where, max_size=3)))]
    asked = [draw(duties()) for _ in range(draw(st.integers(2, 5)))]
    adoptions = [(0, draw(spans()))] + [(draw(where), draw(spans())) for _ in range(draw(st.integers(0, 1)))]
    return Drawn(units, posts, portfolios, stationings, asked, adoptions)


def store(drawn: Drawn) -> RegulationVersion:
    """The rows of what was drawn."""
    units: list[Unit] = []
    for n, (parent, kind, level, span) in enumerate(drawn.units):
        above = units[parent] if parent >= 0 else None
        made = Unit(code=f"U{n}", name=f"U{n}", kind=kind.value, level=level.value, parent=above, path=f"new-{n}", **span)
        made.save()
        made.path = (above.path if above else "") + str(made.pk).zfill(SEGMENT)
        made.save(update_fields=["path"])
        units.append(made)
    posts = Post.objects.bulk_create(
        Post(unit=units[where], code=f"P{n}", role=role.value, title=role.value, **span)
        for n, (where, role, span) in enumerate(drawn.posts)
    )
    Portfolio.objects.bulk_create(Portfolio(post=posts[post], unit=units[unit], **span) for post, unit, span in drawn.portfolios)
    Stationing.objects.bulk_create(Stationing(group=units[group], unit=units[unit], **span) for group, unit, span in drawn.stationings)
    version = f.version("drawn")
    clause = Clause.objects.create(version=version, path=["一"], label="一", type="duty", position=1)
    Duty.objects.bulk_create(
        Duty(version=version, key=f"D{n}", clause=clause, title=f"D{n}", kind=ActKind.TALK.value, position=n, **columns)
        for n, columns in enumerate(drawn.duties)
    )
    Adoption.objects.bulk_create(Adoption(version=version, unit=units[unit], **span) for unit, span in drawn.adoptions)
    return version
