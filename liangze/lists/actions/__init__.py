"""Writes of the room."""

from liangze.lists.actions.comments import comment, moderate, reply
from liangze.lists.actions.draft import draft_book, draft_one
from liangze.lists.actions.edit import ChangedMeanwhile, ItemEdit, OwnItem, edit
from liangze.lists.actions.level import draft_level, order_drafting
from liangze.lists.actions.procedure import review, revise, submit, take_back
from liangze.lists.actions.publish import publish, withdraw
from liangze.lists.actions.sign import sign

__all__ = [
    "ChangedMeanwhile", "ItemEdit", "OwnItem", "comment", "draft_book", "draft_level", "draft_one", "edit", "moderate", "order_drafting",
    "publish", "reply", "review", "revise", "sign", "submit", "take_back", "withdraw",
]
