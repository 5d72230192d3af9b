"""Writes of the room."""

from liangze.regulations.actions.add_draft import add_draft
from liangze.regulations.actions.adopt import adopt
from liangze.regulations.actions.adopt_document import DocumentHead, adopt_document, pack_of_document
from liangze.regulations.actions.confirm_draft import confirm_draft
from liangze.regulations.actions.correct_draft import correct_draft
from liangze.regulations.actions.end_adoption import end_adoption
from liangze.regulations.actions.install_pack import Installed, install_pack
from liangze.regulations.actions.read_document import read_document
from liangze.regulations.actions.refuse_draft import refuse_draft
from liangze.regulations.actions.reopen_draft import reopen_draft

__all__ = [
    "DocumentHead",
    "Installed",
    "add_draft",
    "adopt",
    "adopt_document",
    "confirm_draft",
    "correct_draft",
    "end_adoption",
    "install_pack",
    "pack_of_document",
    "read_document",
    "refuse_draft",
    "reopen_draft",
]
