"""Which texts were copied from one another: near-duplicates by MinHash over character shingles, then exact alignment.

What is compared is a unit's own words: its name, numbers, punctuation and the order of its items make no difference, and what
stands in a regulation counts for nobody. Texts are never changed: every passage says where it stands in both.
"""

from liangze.core.likeness.align import Aligned, Passage, align
from liangze.core.likeness.compare import Finding, compare, own_words_of
from liangze.core.likeness.text import Doc, plain

__all__ = ["Aligned", "Doc", "Finding", "Passage", "align", "compare", "own_words_of", "plain"]
