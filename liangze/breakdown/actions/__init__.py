"""Writes of the room."""

from liangze.breakdown.actions.answers import accept, return_part
from liangze.breakdown.actions.breakdowns import issue, start, withdraw
from liangze.breakdown.actions.carry import carry_over, carry_over_all
from liangze.breakdown.actions.closing import close_out, reopen, send_back
from liangze.breakdown.actions.copies import decide_copy
from liangze.breakdown.actions.importing import import_tasks
from liangze.breakdown.actions.progress import report, take_back
from liangze.breakdown.actions.proposals import confirm, propose, refuse
from liangze.breakdown.actions.signing import lay_out_table, sign_table
from liangze.breakdown.actions.tasks import add_task, change_task, drop_task

__all__ = [
    "accept", "add_task", "carry_over", "carry_over_all", "change_task", "close_out", "confirm", "decide_copy", "drop_task",
    "import_tasks", "issue", "lay_out_table", "propose", "refuse", "reopen", "report", "return_part", "send_back", "sign_table", "start",
    "take_back", "withdraw",
]
