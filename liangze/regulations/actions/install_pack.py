"""Installing a pack: its version with clauses, duties and all else, in one transaction. Binds nobody yet: see adopt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from liangze.core.errors import Conflict
from liangze.organisation.models import Unit
from liangze.organisation.policy import Acting, Permission, demand
from liangze.packs import Pack, dump_pack, pack_digest
from liangze.regulations.actions.rows_of_pack import topics_of_pack, write_parts
from liangze.regulations.models import Adoption, Regulation, RegulationVersion
from liangze.trust.actions import append


@dataclass(frozen=True, slots=True)
class Installed:
    """The version, and whether it came by this call; False when it was there already, with the same content."""

    version: RegulationVersion
    is_new: bool


def install_pack(
    *, pack: Pack, by: Acting, now: datetime, unit: Unit | None = None, sources: Mapping[tuple[str, ...], str] | None = None
) -> Installed:
    """Install one version. The same content again changes nothing.

    unit     whose document it is, None for a pack of the library.
    sources  own text of the clauses, for a document that was read in.

    Raises NotAllowed; Conflict when the version number is taken by other content (versions are immutable), or
    is not above those installed.
    """
    demand(by, Permission.REGULATION_INSTALL, unit)
    digest = pack_digest(pack)
    with transaction.atomic():
        regulation, _ = Regulation.objects.get_or_create(key=pack.regulation, defaults=_head(pack))
        Regulation.objects.select_for_update().get(pk=regulation.pk)
        versions = {row.version: row for row in regulation.versions.defer("pack")}
        if same := versions.get(pack.version):
            if same.digest == digest:
                return Installed(same, False)
            raise _taken(pack)
        _demand_revision(by, regulation)
        if not versions or pack.version > max(versions):
            Regulation.objects.filter(pk=regulation.pk).update(**_head(pack))
        version = RegulationVersion.objects.create(
            regulation=regulation,
            version=pack.version,
            title=pack.title,
            number=pack.number or "",
            issued_on=pack.issued_on,
            era=pack.era,
            in_force_from=pack.in_force.since,
            in_force_until=pack.in_force.until,
            pack=dump_pack(pack),
            digest=digest,
            installed_at=now,
            installed_by_id=by.account_id,
        )
        topics_of_pack(pack)
        counts = write_parts(version, pack, sources or {})
        after = {"regulation": pack.regulation, "version": pack.version, "digest": digest, "rows": counts}
        append(by=by, action="regulations.version.install", thing=version, after=after, unit_id=unit.pk if unit else None)
    return Installed(version, True)


def _head(pack: Pack) -> dict[str, str]:
    short = pack.short or (pack.title if len(pack.title) <= 60 else pack.title[:59] + "…")
    return {
        "title": pack.title, "short_title": short, "number": pack.number or "", "issuer": pack.issuer or "", "level": pack.level,
    }  # fmt: skip


def _demand_revision(by: Acting, regulation: Regulation) -> None:
    """A further version of what others have adopted, or read in, is theirs to make."""
    units = Unit.objects.filter(pk__in=Adoption.objects.filter(version__regulation=regulation).values("unit")) | Unit.objects.filter(
        pk__in=regulation.versions.filter(document__isnull=False).values("document__unit")
    )
    for unit in units.distinct():
        demand(by, Permission.REGULATION_INSTALL, unit)


def _taken(pack: Pack) -> Conflict:
    return Conflict(
        "Version %(version)s of %(regulation)s is installed with other content. Installed versions never change.",
        remedy="Give the changed pack the next version number and install that.",
        field="version",
        params={"version": pack.version, "regulation": pack.regulation},
    )
