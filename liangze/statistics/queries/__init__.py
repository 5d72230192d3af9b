"""Figures over the tree: read only, set-based, a constant number of statements."""

from liangze.statistics.queries.calendar import due_days, month_end
from liangze.statistics.queries.heat import Tile, heat
from liangze.statistics.queries.overview import SORTS, overview
from liangze.statistics.queries.regulations import regulations
from liangze.statistics.queries.shapes import DueDay, Filters, Overview, Place, Point, Row, Share, Tally, Tree
from liangze.statistics.queries.tree import tree
from liangze.statistics.queries.why import Cited, Reason, Why, why

__all__ = [
    "SORTS", "Cited", "DueDay", "Filters", "Overview", "Place", "Point", "Reason", "Row", "Share", "Tally", "Tile", "Tree", "Why",
    "due_days", "heat", "month_end", "overview", "regulations", "tree", "why",
]
