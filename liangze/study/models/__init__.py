"""Tables of study and education."""

from liangze.study.models.session import Attendee, MakeUp, Session, SessionAct
from liangze.study.models.site import Site

__all__ = ["Attendee", "MakeUp", "Session", "SessionAct", "Site"]
