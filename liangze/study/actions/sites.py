"""The register of demonstration sites: entering one, closing one."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from liangze.core.errors import Conflict, NotFound, Refusal, Refusals
from liangze.duties.actions.reasons import required
from liangze.organisation.policy import Acting, Permission, demand
from liangze.study.checks import recording_unit
from liangze.study.models import Site
from liangze.study.models.site import OpenTo, SiteKind
from liangze.trust.actions import append

LIMITS = {"name": 80, "place": 120, "note": 300}


def enter_site(*, unit_id: int, name: str, kind: str, place: str, open_to: str, note: str, by: Acting, now: datetime) -> Site:
    """Enter a site of the unit. Raises NotFound, NotAllowed, Refusals with everything that is wrong."""
    texts = {"name": name.strip(), "place": place.strip(), "note": note.strip()}
    with transaction.atomic():
        unit = recording_unit(unit_id, by)
        wrong = _wrong(texts, kind, open_to)
        if Site.objects.filter(unit=unit, name=texts["name"], closed_on=None).exists():
            wrong.append(Refusal("This unit has a site of that name already.", remedy="Open the register and use it.", field="name"))
        if wrong:
            raise Refusals(wrong)
        site = Site.objects.create(unit=unit, kind=kind, open_to=open_to, entered_by_id=by.account_id, entered_at=now, **texts)
        append(by=by, action="study.site.enter", thing=site, unit_id=unit.pk, after=texts | {"kind": kind, "open_to": open_to})
    return site


def close_site(*, site_id: int, reason: str, by: Acting, today: date) -> Site:
    """From today on it is not visited any longer; its visits stay. Raises NotFound, NotAllowed, Conflict, Refusal."""
    reason = required(reason)
    with transaction.atomic():
        site = Site.objects.select_for_update(of=("self",)).select_related("unit").filter(pk=site_id).first()
        if site is None:
            raise NotFound("There is no such site.", remedy="Look for it in the register of sites.")
        demand(by, Permission.STUDY_RECORD, site.unit)
        if site.closed_on:
            raise Conflict("This site is closed already.", remedy="Nothing needs to be done.")
        site.closed_on, site.closed_by_id, site.closed_reason = today, by.account_id, reason
        site.save(update_fields=["closed_on", "closed_by", "closed_reason"])
        append(by=by, action="study.site.close", thing=site, unit_id=site.unit_id, after={"closed_on": today}, reason=reason)
    return site


def _wrong(texts: dict[str, str], kind: str, open_to: str) -> list[Refusal]:
    wrong = [
        Refusal("The text has more than %(limit)s characters.", remedy="Say it more briefly.", field=field, params={"limit": limit})
        for field, limit in LIMITS.items()
        if len(texts[field]) > limit
    ]
    if not texts["name"]:
        wrong.append(Refusal("The name of the site is missing.", remedy="Write what it is called.", field="name"))
    if not texts["place"]:
        wrong.append(Refusal("Where the site is, is missing.", remedy="Write how to find it.", field="place"))
    if kind not in SiteKind.values:
        wrong.append(Refusal("What the site is for is missing.", remedy="Choose one of the two kinds.", field="kind"))
    if open_to not in OpenTo.values:
        wrong.append(Refusal("Who may use the site is missing.", remedy="Choose one of the ways offered.", field="open_to"))
    return wrong
