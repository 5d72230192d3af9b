"""Tables of the room."""

from liangze.lists.models.copies import Comparison, CopyDecision, CopyFinding, Verdict
from liangze.lists.models.publication import Comment, Publication, Scope
from liangze.lists.models.responsibility_list import ItemSource, ListItem, ListVersion, Part, ResponsibilityList
from liangze.lists.models.steps import Change, Drafting, Stage, Step

__all__ = [
    "Change", "Comment", "Comparison", "CopyDecision", "CopyFinding", "Drafting", "ItemSource", "ListItem", "ListVersion", "Part",
    "Publication", "ResponsibilityList", "Scope", "Stage", "Step", "Verdict",
]
