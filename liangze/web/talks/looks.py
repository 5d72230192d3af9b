"""Words and pictures of the talks' pages: an icon and a colour for each stage, never the colour alone."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import pgettext

from liangze.core.talk import TalkKind, TalkStage

LOOKS: Mapping[str, tuple[str, str]] = {
    TalkStage.PLANNED: ("calendar", "is-upcoming"), TalkStage.APPROVAL: ("hourglass", "is-due_soon"),
    TalkStage.EXPLANATION: ("hourglass", "is-due_soon"), TalkStage.ENDORSEMENT: ("signature", "is-due_soon"),
    TalkStage.REPLY: ("arrow-forward-up", "is-due_soon"), TalkStage.OPINION: ("signature", "is-due_soon"),
    TalkStage.CONCLUSION: ("circle-dashed", "is-open"), TalkStage.FOLLOW_UP: ("refresh", "is-open"),
    TalkStage.DONE: ("circle-check", "is-fulfilled"), TalkStage.REFUSED: ("circle-x", "is-exempt"),
    TalkStage.VOID: ("circle-x", "is-exempt"),
}


def about(kind: str) -> str:
    """In one sentence, what a kind of talk is and how it goes."""
    said = {
        TalkKind.HEART_TO_HEART: pgettext("talk about", "Several topics in one talk, no approval; settles what is owed."),
        TalkKind.REMINDER: pgettext("talk about", "An early sign was observed: what is expected, when it is looked at again."),
        TalkKind.SUMMONS: pgettext("talk about", "For a reason that a clause names: questions put, commitments with days."),
        TalkKind.ADMONITION: pgettext("talk about", "Approved first; its effects run until a day. Not a sanction."),
        TalkKind.INQUIRY: pgettext("talk about", "A letter with questions; explained within working days, with a signed opinion."),
        TalkKind.PRE_APPOINTMENT: pgettext("talk about", "Around taking office, with one or several: what was asked and undertaken."),
    }
    return said[TalkKind(kind)]


ICONS: Mapping[str, str] = {
    TalkKind.HEART_TO_HEART: "messages", TalkKind.REMINDER: "bell", TalkKind.SUMMONS: "message", TalkKind.ADMONITION: "alert-triangle",
    TalkKind.INQUIRY: "file-text", TalkKind.PRE_APPOINTMENT: "certificate",
}
