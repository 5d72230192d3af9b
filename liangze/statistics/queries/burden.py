"""The burden report (D8): what all installed rules ask of a unit in a year, what falls together, what "submit once" saved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from django.db import connection

from liangze.core.burden import Asked, least_acts
from liangze.core.words import ActKind, Every
from liangze.duties.queries.words import ClauseRef
from liangze.organisation.policy import Acting, Permission
from liangze.organisation.words import name_of
from liangze.regulations.queries.duty_facts import MARK, DutyFacts, duty_facts
from liangze.statistics.queries.shapes import Place, Tree
from liangze.statistics.queries.tree import seen, tree

#: What the unit's own seats are asked, without what is withdrawn or exempted.
OWED = f"""
SELECT {MARK}, o.duty_id, d.kind, o.holder_id, p.title, o.counterpart_id, o.opens, o.due, o.times
  FROM duties_obligation o JOIN regulations_duty d ON d.id = o.duty_id JOIN organisation_post p ON p.id = o.holder_id
 WHERE o.unit_id = %(unit)s AND o.due BETWEEN %(first)s AND %(last)s AND o.withdrawn_on IS NULL AND o.exempted_on IS NULL
"""  # noqa: S608 - own text, values are parameters

#: Of so many units there is a middle; of so many where the reader may not see all of them.
SEEN, UNSEEN = 2, 4

#: What was recorded for it, for how many obligations it counts, and how often it counts in all.
SAVED = """
SELECT d.kind, count(DISTINCT d.id), count(DISTINCT c.obligation_id), count(*)
  FROM duties_obligation o JOIN duties_count c ON c.obligation_id = o.id AND c.withdrawn_at IS NULL AND c.returned_at IS NULL
       JOIN duties_deed d ON d.id = c.deed_id
 WHERE o.unit_id = %(unit)s AND o.due BETWEEN %(first)s AND %(last)s AND o.withdrawn_on IS NULL AND o.exempted_on IS NULL
 GROUP BY d.kind
"""

#: The same of each unit beside it: acts asked, came due, met on time.
PEERS = """
SELECT u.id, u.name, u.kind, u.level, u.path, coalesce(asked.acts, 0), coalesce(asked.came_due, 0), coalesce(asked.on_time, 0)
  FROM organisation_unit u LEFT JOIN LATERAL (
    SELECT sum(o.times)::int AS acts, count(*) FILTER (WHERE o.due < %(day)s)::int AS came_due,
           count(*) FILTER (WHERE o.due < %(day)s AND o.fulfilled_on <= o.due)::int AS on_time
      FROM duties_obligation o
     WHERE o.unit_id = u.id AND o.due BETWEEN %(first)s AND %(last)s AND o.withdrawn_on IS NULL AND o.exempted_on IS NULL
  ) asked ON true
 WHERE u.parent_id = %(parent)s AND u.kind = %(kind)s AND u.level = %(level)s AND u.since <= %(day)s
   AND (u.until IS NULL OR u.until > %(day)s)
 ORDER BY u.position, u.code
"""


@dataclass(frozen=True, slots=True)
class KindBurden:
    """One kind of act. asked: acts asked for.  least: how few would do on time when acts that fall together are one.

    recorded  acts that count so far.  settled  obligations they count for.  counted  how often they count: an act for each of its
    obligations.
    """

    kind: str
    name: str
    duties: int
    asked: int
    least: int
    recorded: int
    settled: int
    counted: int

    @property
    def saved(self) -> int:
        """Records that need not be made a second time: an act that counts for three obligations would have been recorded three times."""
        return self.counted - self.recorded

    @property
    def mergeable(self) -> int:
        """Acts that could fall together with others."""
        return self.asked - self.least


@dataclass(frozen=True, slots=True)
class SameAct:
    """A duty that can be met together with others by the same act: how often it is asked."""

    title: str
    clause: ClauseRef
    regulation: str
    every: str
    asked: int


@dataclass(frozen=True, slots=True)
class Overlap:
    """Duties of one seat and kind whose acts can fall together: what they ask, and how few acts would do."""

    seat: str
    kind_name: str
    duties: tuple[SameAct, ...]
    asked: int
    least: int


@dataclass(frozen=True, slots=True)
class Peer:
    """A unit of the same kind and level under the same parent. rate: percent on time of what came due, None before anything did.

    name  "" where the reader may not see the unit's figures: it counts in the middle, unnamed.
    """

    unit_id: int
    name: str
    own: bool
    acts: int
    came_due: int
    rate: float | None


@dataclass(frozen=True, slots=True)
class Burden:
    """The report. middle_acts, middle_rate: the medians of the peers, the unit itself among them.

    None without peers, and where so few are mixed that the figure of one that the reader may not see could be worked out.
    """

    tree: Tree
    year: int
    kinds: tuple[KindBurden, ...]
    regulations: tuple[tuple[str, tuple[int, ...]], ...]
    overlaps: tuple[Overlap, ...]
    peers: tuple[Peer, ...]
    middle_acts: float | None
    middle_rate: float | None

    def total(self, name: str) -> int:
        """The sum of a field over the kinds."""
        return sum(getattr(kind, name) for kind in self.kinds)


Row = tuple[str, int, str, int, str, int | None, date, date, int]


def burden(*, unit_id: int, year: int, by: Acting, today: date) -> Burden:
    """What the seats of a unit are asked in a year, and how its peers are asked. Four statements.

    Raises NotFound outside the person's sight.
    """
    found = tree(unit_id, by=by, permission=Permission.OVERVIEW_READ)
    node = found.node
    values = {
        "unit": unit_id, "first": date(year, 1, 1), "last": date(year, 12, 31), "day": min(today, date(year + 1, 1, 1)),
        "parent": node.parent_id, "kind": node.kind, "level": node.level,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(OWED, values)
        rows: list[Row] = cursor.fetchall()
        cursor.execute(SAVED, values)
        saved = {kind: figures for kind, *figures in cursor.fetchall()}
        cursor.execute(PEERS, values)
        beside = cursor.fetchall()
    facts = duty_facts(rows[0][0]) if rows else {}
    kinds = kinds_of(rows, saved)
    peers = tuple(_peer(row, by, unit_id) for row in beside)
    least = SEEN if all(peer.name for peer in peers) else UNSEEN
    rates = [peer.rate for peer in peers if peer.rate is not None]
    return Burden(
        tree=found, year=year, kinds=kinds, regulations=regulations_of(rows, facts, [kind.kind for kind in kinds]),
        overlaps=overlaps_of(rows, facts), peers=tuple(sorted(peers, key=lambda peer: (-peer.acts, peer.unit_id))),
        middle_acts=median(peer.acts for peer in peers) if len(peers) >= least else None,
        middle_rate=median(rates) if len(peers) >= least and (least == SEEN or len(rates) >= least) and rates else None,
    )  # fmt: skip


def kinds_of(rows: Iterable[Row], saved: Mapping[str, Sequence[int]]) -> tuple[KindBurden, ...]:
    """By kind of act, in the order of the words."""
    by_kind: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_kind[row[2]].append(row)
    return tuple(
        KindBurden(
            kind.value, name_of(kind), len({row[1] for row in of_kind}), sum(row[8] for row in of_kind), least_of(of_kind),
            *saved.get(kind, (0, 0, 0)),
        )
        for kind in ActKind
        if (of_kind := by_kind.get(kind))
    )


def least_of(rows: Iterable[Row]) -> int:
    """How few acts would do: by holder, counterpart and kind; an act is one holder's, towards one counterpart."""
    groups: dict[tuple[int, int | None, str], list[Asked]] = defaultdict(list)
    for _, _, kind, holder, _, counterpart, opens, due, times in rows:
        groups[holder, counterpart, kind].append(Asked(opens, due, times))
    return sum(least_acts(group) for group in groups.values())


def regulations_of(rows: Iterable[Row], facts: dict[int, DutyFacts], kinds: Sequence[str]) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Each regulation with the acts it asks, kind by kind."""
    asked: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    names: dict[int, str] = {}
    for row in rows:
        fact = facts[row[1]]
        names[fact.regulation_id] = fact.regulation
        asked[fact.regulation_id][row[2]] += row[8]
    return tuple((names[number], tuple(asked[number][kind] for kind in kinds)) for number in sorted(asked))


def overlaps_of(rows: Iterable[Row], facts: dict[int, DutyFacts]) -> tuple[Overlap, ...]:
    """Where several duties ask the same seat for acts of one kind, and fewer acts would do; the largest saving first."""
    seats: dict[tuple[int, str], list[Row]] = defaultdict(list)
    for row in rows:
        seats[row[3], row[2]].append(row)
    found = []
    for (_, kind), of_seat in seats.items():
        duties: dict[int, int] = defaultdict(int)
        for row in of_seat:
            duties[row[1]] += row[8]
        asked, least = sum(duties.values()), least_of(of_seat)
        if len(duties) > 1 and least < asked:
            same = tuple(
                SameAct(fact.title, ClauseRef(fact.clause_id, fact.cited, fact.label), fact.regulation, name_of(Every(fact.every)), times)
                for fact, times in ((facts[duty], times) for duty, times in duties.items())
            )
            found.append(Overlap(of_seat[0][4], name_of(ActKind(kind)), same, asked, least))
    return tuple(sorted(found, key=lambda each: each.least - each.asked))


def _peer(row: tuple[int, str, str, str, str, int, int, int], by: Acting, unit_id: int) -> Peer:
    number, name, kind, level, path, acts, came_due, on_time = row
    own = number == unit_id
    shown = own or seen(Place(number, name, kind, level, path, None, 0, False), by, Permission.OVERVIEW_READ)
    return Peer(number, name if shown else "", own, acts, came_due, 100 * on_time / came_due if came_due else None)
