"""What is done with sessions and sites."""

from liangze.study.actions.hold_session import hold_session
from liangze.study.actions.make_up import make_up
from liangze.study.actions.plan_session import cancel_plan, change_plan, plan_session
from liangze.study.actions.sites import close_site, enter_site
from liangze.study.actions.void_session import void_session

__all__ = [
    "cancel_plan", "change_plan", "close_site", "enter_site", "hold_session", "make_up", "plan_session", "void_session",
]
