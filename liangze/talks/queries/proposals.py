"""Proposals: which a person may read, which they decide, what they rest on in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.utils.translation import gettext

from liangze.core.errors import NotAllowed, NotFound
from liangze.core.talk import TalkKind, TalkTrigger
from liangze.core.words import BODIES, Role
from liangze.duties.queries.words import ClauseRef
from liangze.organisation.models import Appointment, Post
from liangze.organisation.policy import Acting, Permission, may, visible
from liangze.organisation.policy.acting import in_force
from liangze.talks.models import MinorMatter, TalkProposal
from liangze.talks.words import fact_name, kind_name, trigger_name
from liangze.trust import clock

#: What concerns a matter or a measure is for whoever decides, and whoever proposed it.
QUIET = Q(trigger=TalkTrigger.MINOR_MATTER) | Q(kind__in=(TalkKind.ADMONITION, TalkKind.INQUIRY))
PAGE = 30


@dataclass(frozen=True, slots=True)
class ProposalView:
    """A proposal in words. facts  (what, value); matter  what was passed on, for whoever decides.  mine  whether the reader decides."""

    id: int
    kind: str
    kind_name: str
    trigger_name: str
    seat: str
    person: str
    holder_id: int | None
    holder: str
    facts: tuple[tuple[str, str], ...]
    clause: ClauseRef | None
    on: date
    by: str
    confirmed: bool | None
    withdrawn: bool
    decided_by: str
    decided_at: datetime | None
    reason: str
    mine: bool
    talk_id: int | None
    days: int


def proposals_for(by: Acting) -> QuerySet[TalkProposal]:
    """Those the person decides or made; others of units in which they may hold talks, unless these are of the quiet kind."""
    mine = Q(holder__in=by.posts) | (Q(by=by.account_id) if by.account_id else Q(pk__in=()))
    open_ones = visible(by, Permission.TALK_HOLD, "holder__unit__path") & ~QUIET if not by.is_console else Q(pk__in=())
    headless = Q(holder=None) & visible(by, Permission.TALK_HOLD, "post__unit__path") if not by.is_console else Q(pk__in=())
    headless &= ~(QUIET & Q(post__in=by.posts))  # a matter about the reader is not the reader's to know of
    rows = TalkProposal.objects.filter(mine | open_ones | headless)
    return rows.select_related(
        "post__unit", "holder__unit", "clause__version__regulation", "by", "decided_by", "withdrawn_by", "talk", "matter__from_unit"
    )


def the_proposal(proposal_id: int, by: Acting) -> TalkProposal:
    """One of them. Raises NotFound."""
    found = proposals_for(by).filter(pk=proposal_id).first()
    if found is None:
        raise NotFound("There is no such proposal among those that you may read.", remedy="Look for it in the list of proposals.")
    return found


def decides(proposal: TalkProposal, by: Acting) -> bool:
    """The holder of the seat; where nobody sits on it, or none was found, whoever may hold talks there. Never the person concerned."""
    if proposal.post_id in by.posts:
        return False
    if proposal.holder is None:
        return bool(may(by, Permission.TALK_HOLD, proposal.post.unit)) and not by.is_console
    if proposal.holder_id in by.posts:
        return True
    if by.is_console or not may(by, Permission.TALK_HOLD, proposal.holder.unit):
        return False
    return not Appointment.objects.filter(in_force(clock.today()), post=proposal.holder_id).exists()


def demand_decider(proposal: TalkProposal, by: Acting) -> None:
    """Raise NotAllowed unless the person decides about it."""
    if not decides(proposal, by):
        raise NotAllowed(
            "Whoever shall hold the talk decides about it: %(seat)s.", remedy="Leave it to them; it stands among their work.",
            params={"seat": f"{proposal.holder.unit.name}{proposal.holder.title}" if proposal.holder else "—"},
        )


def proposal_list(*, by: Acting, waiting: bool, page: int) -> tuple[Page[TalkProposal], list[ProposalView]]:
    """The newest first. Two statements."""
    waits = Q(confirmed=None, withdrawn_at=None)
    rows = proposals_for(by).filter(waits if waiting else ~waits)
    found = Paginator(rows.order_by("-id"), PAGE).get_page(page)
    return found, [shaped(row, by, person="") for row in found]


def proposal_page(*, proposal_id: int, by: Acting) -> tuple[ProposalView, MinorMatter | None, list[tuple[int, str]]]:
    """One with what was passed on, and the seats to which it can be left. At most four statements."""
    row = the_proposal(proposal_id, by)
    today = clock.today()
    held = Appointment.objects.filter(in_force(today), post=row.post_id).select_related("person").first()
    view = shaped(row, by, person=held.person.name if held else "")
    matter: MinorMatter | None = getattr(row, "matter", None)
    if not (view.mine or row.by_id == by.account_id):
        matter = None
    seats: list[tuple[int, str]] = []
    if view.mine and row.confirmed is None and not view.withdrawn:
        units = [row.holder.unit_id] if row.holder else row.post.unit.ancestor_ids
        posts = Post.objects.filter(in_force(today), unit__in=units, role__in=(Role.PRINCIPAL, Role.MEMBER, Role.DISCIPLINE_PRINCIPAL))
        posts = posts.exclude(role__in=BODIES).exclude(pk=row.post_id).select_related("unit").order_by("unit__path", "position", "code")
        seats = [(post.pk, f"{post.unit.name} {post.title}") for post in posts]
    return view, matter, seats


def shaped(row: TalkProposal, by: Acting, *, person: str) -> ProposalView:
    """A row in words. The reader's part in it is that of the seat; a vacant seat is looked up on the page of the proposal."""
    mine = row.holder_id in by.posts if row.holder_id else not by.is_console
    if person or row.holder_id is None:
        mine = decides(row, by)
    clause = row.clause
    talk, ended_by = getattr(row, "talk", None), row.withdrawn_by or row.decided_by
    return ProposalView(
        id=row.pk, kind=row.kind, kind_name=kind_name(row.kind), trigger_name=trigger_name(row.trigger),
        seat=f"{row.post.unit.name} {row.post.title}", person=person, holder_id=row.holder_id,
        holder=f"{row.holder.unit.name} {row.holder.title}" if row.holder else "",
        facts=tuple((fact_name(name), str(value)) for name, value in row.facts.items()),
        clause=ClauseRef(clause.pk, clause.version.cited, clause.label) if clause else None, on=row.on,
        by=row.by.name if row.by else gettext("The system"), confirmed=row.confirmed,
        withdrawn=row.withdrawn_at is not None, decided_by=ended_by.name if ended_by else "",
        decided_at=row.withdrawn_at or row.decided_at, reason=row.reason, mine=mine,
        talk_id=talk.pk if talk else None, days=(clock.today() - row.on).days,
    )
