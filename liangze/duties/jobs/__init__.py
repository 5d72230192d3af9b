"""Jobs of the room. The worker finds them by this name."""

from liangze.duties.jobs.counters import check_counters, fold
from liangze.duties.jobs.keep_planned import keep_planned
from liangze.duties.jobs.plan_year import plan_year

__all__ = ["check_counters", "fold", "keep_planned", "plan_year"]
