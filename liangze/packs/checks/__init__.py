"""What a pack must hold beyond its shape. One check, one file, one function, one test of the same name."""

from collections.abc import Callable, Iterator

from liangze.packs.checks.check_accept import check_accept
from liangze.packs.checks.check_citations import check_citations
from liangze.packs.checks.check_clause_paths import check_clause_paths
from liangze.packs.checks.check_dates import check_dates
from liangze.packs.checks.check_due_day import check_due_day
from liangze.packs.checks.check_due_inside import check_due_inside
from liangze.packs.checks.check_era import check_era
from liangze.packs.checks.check_ids import check_ids
from liangze.packs.checks.check_in_force import check_in_force
from liangze.packs.checks.check_lists import check_lists
from liangze.packs.checks.check_measures import check_measures
from liangze.packs.checks.check_once import check_once
from liangze.packs.checks.check_permits import check_permits
from liangze.packs.checks.check_previous import check_previous
from liangze.packs.checks.check_see import check_see
from liangze.packs.checks.check_situations import check_situations
from liangze.packs.checks.check_talks import check_talks
from liangze.packs.checks.check_times import check_times
from liangze.packs.checks.check_topic_kinds import check_topic_kinds
from liangze.packs.checks.check_topics_declared import check_topics_declared
from liangze.packs.checks.check_topics_used import check_topics_used
from liangze.packs.checks.check_towards import check_towards
from liangze.packs.checks.finding import Finding
from liangze.packs.values import Pack

CHECKS: tuple[Callable[[Pack], Iterator[Finding]], ...] = (
    check_in_force,
    check_dates,
    check_era,
    check_clause_paths,
    check_ids,
    check_citations,
    check_topics_declared,
    check_topics_used,
    check_topic_kinds,
    check_times,
    check_towards,
    check_due_day,
    check_due_inside,
    check_previous,
    check_once,
    check_accept,
    check_see,
    check_lists,
    check_situations,
    check_measures,
    check_talks,
    check_permits,
)
