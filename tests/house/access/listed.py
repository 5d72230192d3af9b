"""Lists of unit A for the access matrix: one at each stage, the signed one published to everybody with a comment that waits."""

from __future__ import annotations

from liangze.lists.actions import comment, draft_book, review, submit
from liangze.lists.models import ListVersion, Publication, Scope, Stage, Step
from liangze.organisation.policy import Acting
from tests.rooms import factory as f


def listed(unit: f.Unit, acts: dict[str, Acting], day: f.date) -> dict[str, int]:
    """Targets by name: list_draft of the day's year, list_submitted, list_reviewed, list_signed of the years after."""
    moment, liaison, office = f.at(day), acts["liaison-a"], acts["city-office"]

    def drafted(year: int) -> ListVersion:
        made = draft_book(unit_id=unit.pk, year=year, by=liaison, now=moment)
        return next(version for version in made if version.list.role == "leadership")

    draft, submitted, reviewed, signed = (drafted(day.year + later) for later in range(4))
    for version in (submitted, reviewed):
        submit(version_id=version.pk, by=liaison, now=moment)
    review(version_id=reviewed.pk, opinion="agree", comments="", by=office, now=moment)
    Step.objects.create(version=signed, stage=Stage.SIGNED, at=moment)
    shown = Publication.objects.create(list=signed.list, version=signed, scope=Scope.PUBLIC, at=moment)
    said = comment(publication_id=shown.pk, text="很清楚。", name="", by=None, now=moment)
    return {
        "list_draft": draft.pk, "list_submitted": submitted.pk, "list_reviewed": reviewed.pk, "list_signed": signed.pk,
        "publication": shown.pk, "comment": said.pk,
    }
