"""What must hold for a session. Each check says the field, what is wrong and what to do; all are told at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_noop

from liangze.core.errors import NotFound, Refusal
from liangze.core.study import ACTS, FIELDS, NEEDED, Form, Means
from liangze.core.words import ActKind
from liangze.organisation.models import Appointment, Post, Unit
from liangze.organisation.policy import Acting, Permission, demand
from liangze.organisation.policy.acting import in_force
from liangze.regulations.models import Topic
from liangze.study.models import Site
from liangze.study.models.site import OpenTo
from liangze.study.new_session import NewSession
from liangze.trust.attachments import reuse_objections

TITLE_LIMIT, TEXT_LIMIT, NAMED_LIMIT = 120, 5000, 300
MOST_HOURS = 400
LACKING = {
    "lead": gettext_noop("Who led it is missing."),
    "materials": gettext_noop("What was read or shown is missing."),
    "organiser": gettext_noop("Who organised the training is missing."),
    "hours": gettext_noop("The hours of the training are missing."),
    "means": gettext_noop("How it was given is missing."),
}
FILL = {
    "lead": gettext_noop("Choose the seat; a lecturer may also come from a unit above."),
    "materials": gettext_noop("Name the texts, the film or the case, without names of persons."),
    "organiser": gettext_noop("Write which office or school held it."),
    "hours": gettext_noop("Write how many hours it took in all, for example 8."),
    "means": gettext_noop("Choose one of the ways offered."),
}


@dataclass(frozen=True, slots=True)
class Known:
    """What the checks need from the tables, fetched once. people  who held each seat on the day."""

    unit: Unit
    posts: dict[int, Post]
    people: dict[int, int]
    names: dict[int, str]
    topics: dict[str, list[str]]
    site: Site | None
    today: date


def recording_unit(unit_id: int, by: Acting) -> Unit:
    """The unit, if the person may plan and record study for it. Raises NotFound, NotAllowed."""
    unit = Unit.objects.filter(pk=unit_id).first()
    if unit is None:
        raise NotFound("There is no such unit.", remedy="Start again from the list of study sessions.")
    demand(by, Permission.STUDY_RECORD, unit)
    return unit


def known(new: NewSession, unit: Unit, today: date) -> Known:
    """Fetch it: at most four statements."""
    ids = {each.post_id for each in new.named} | {act.holder_id for act in new.acts} | ({new.lead_id} if new.lead_id else set())
    posts = {post.pk: post for post in Post.objects.filter(pk__in=ids).select_related("unit")}
    held = Appointment.objects.filter(in_force(new.on), post__in=[each.post_id for each in new.named])
    rows = list(held.values_list("post_id", "person_id", "person__name")) if new.named else []
    asked = {key for act in new.acts for key in act.topics}
    topics = dict(Topic.objects.filter(key__in=asked).values_list("key", "kinds")) if asked else {}
    site = Site.objects.select_related("unit").filter(pk=new.site_id).first() if new.site_id else None
    people = {post: person for post, person, _ in rows}
    return Known(unit, posts, people, {person: name for _, person, name in rows}, topics, site, today)


def all_wrong(new: NewSession, *, held: bool, by: Acting, today: date) -> list[Refusal]:
    """Everything that planning it, or recording it as held, would be refused for now. Raises NotFound, NotAllowed."""
    unit = recording_unit(new.unit_id, by)
    return [*objections(new, known(new, unit, today), held=held), *reuse_objections(new.proofs)]


def objections(new: NewSession, facts: Known, *, held: bool) -> list[Refusal]:
    """All that stands against it, in the order of the form."""
    checks = CHECKS + (HELD_ONLY if held else PLAN_ONLY)
    return [refusal for check in checks for refusal in check(new, facts)]


def check_words(new: NewSession, facts: Known) -> Iterator[Refusal]:
    if new.form not in {each.value for each in Form}:
        yield Refusal("The form of education is unknown.", remedy="Choose one of the forms offered.", field="form")
    if not new.title.strip():
        yield Refusal("The theme is missing.", remedy="Write what it is about.", field="title")
    elif len(new.title) > TITLE_LIMIT:
        yield Refusal(
            "The title has more than %(limit)s characters.", remedy="Shorten it; details go into the note.", field="title",
            params={"limit": TITLE_LIMIT},
        )
    for field, text in (("note", new.note), ("materials", new.materials)):
        if len(text) > TEXT_LIMIT:
            yield Refusal(
                "The text has more than %(limit)s characters.", remedy="Attach a longer text as a file.", field=field,
                params={"limit": TEXT_LIMIT},
            )
    if new.means and new.means not in {each.value for each in Means}:
        yield Refusal("How it was given is unknown.", remedy="Choose one of the ways offered.", field="means")
    if new.hours is not None and not 0 < new.hours <= MOST_HOURS:
        yield Refusal(
            "The hours must lie between 0.5 and %(most)s.", remedy="Write how many hours it took in all, for example 8.", field="hours",
            params={"most": MOST_HOURS},
        )


def check_lead(new: NewSession, facts: Known) -> Iterator[Refusal]:
    if not new.lead_id:
        return
    lead = facts.posts.get(new.lead_id)
    if lead is None or not facts.unit.path.startswith(lead.unit.path):
        yield Refusal(
            "Who leads it is neither a seat of %(unit)s nor of a unit above it.", field="lead", params={"unit": facts.unit.name},
            remedy="Choose a seat of this unit or of one above; a guest is named in the note.",
        )
    elif lead.is_body:
        yield Refusal(
            "“%(seat)s” is a body: a lecture or a session is led by a person.", field="lead", params={"seat": lead.title},
            remedy="Choose the seat of the person who led it.",
        )
    elif not _stood(lead, new.on):
        yield _no_seat(lead, new.on, "lead")


def check_site(new: NewSession, facts: Known) -> Iterator[Refusal]:
    if new.means == Means.VISIT and facts.site is None:
        yield Refusal(
            "The site that is visited is missing.", field="site",
            remedy="Choose a site; a new one is entered in the register of sites first.",
        )
    if facts.site is None:
        return
    if facts.site.closed_on and new.on >= facts.site.closed_on:
        yield Refusal(
            "“%(site)s” is closed since %(day)s.", field="site", params={"site": facts.site.name, "day": facts.site.closed_on},
            remedy="Check the day, or choose a site that was open then.",
        )
    if not may_use(facts.site, facts.unit):
        yield Refusal(
            "“%(site)s” is not open to %(unit)s.", field="site", params={"site": facts.site.name, "unit": facts.unit.name},
            remedy="Choose another site, or ask its unit to open it.",
        )


def check_named(new: NewSession, facts: Known) -> Iterator[Refusal]:
    if len(new.named) > NAMED_LIMIT:
        yield Refusal(
            "One session names at most %(limit)s people.", field="named", params={"limit": NAMED_LIMIT},
            remedy="Record a session for each unit that took part.",
        )
    twice = {post for post, n in Counter(each.post_id for each in new.named).items() if n > 1}
    for number in sorted(twice):
        seat = facts.posts.get(number)
        yield Refusal(
            "“%(seat)s” is named twice.", field=f"a-{number}", params={"seat": seat.title if seat else number},
            remedy="Name each seat once: there, or absent.",
        )
    for each in new.named:
        seat = facts.posts.get(each.post_id)
        if seat is None or not seat.unit.path.startswith(facts.unit.path):
            yield Refusal(
                "A seat that is named is neither of %(unit)s nor below it.", field=f"a-{each.post_id}", params={"unit": facts.unit.name},
                remedy="Name seats of this unit and of units below it; others record their own attendance.",
            )


def check_attendance(new: NewSession, facts: Known) -> Iterator[Refusal]:
    if not any(each.present for each in new.named):
        yield Refusal("Nobody was there.", remedy="Mark who was present; a session without anybody is not held.", field="named")
    people: Counter[int] = Counter()
    for each in {each.post_id: each for each in new.named}.values():
        seat = facts.posts.get(each.post_id)
        if seat is None:
            continue
        if each.post_id not in facts.people:
            yield _no_seat(seat, new.on, f"a-{each.post_id}")
            continue
        person = facts.people[each.post_id]
        people[person] += 1
        if people[person] == 2:
            yield Refusal(
                "%(name)s is named in two seats.", field=f"a-{each.post_id}", params={"name": facts.names[person]},
                remedy="Name the person in one seat only.",
            )
        if each.present is False and not each.reason.strip():
            yield Refusal(
                "Why %(name)s was absent is missing.", field=f"a-{each.post_id}", params={"name": facts.names[person]},
                remedy="Write the reason in a few words, for example: on duty.",
            )


def check_needed(new: NewSession, facts: Known) -> Iterator[Refusal]:
    if new.form not in {each.value for each in Form}:
        return
    values = {"lead": new.lead_id, "materials": new.materials.strip(), "organiser": new.organiser.strip(), "hours": new.hours,
              "means": new.means}
    for field in sorted(NEEDED[Form(new.form)]):
        if values[field] in (None, ""):
            yield Refusal(LACKING[field], remedy=FILL[field], field=field)


def check_past(new: NewSession, facts: Known) -> Iterator[Refusal]:
    if new.on > facts.today:
        yield Refusal(
            "Today is %(today)s: %(on)s has not come yet.", field="on", params={"today": facts.today, "on": new.on},
            remedy="Put it into the plan; it is recorded as held afterwards.",
        )


def check_acts(new: NewSession, facts: Known) -> Iterator[Refusal]:
    seen: set[tuple[str, int]] = set()
    for act in new.acts:
        field = f"as-{act.kind}"
        holder = facts.posts.get(act.holder_id)
        if act.kind not in {each.value for each in ACTS} or (act.kind, act.holder_id) in seen:
            yield Refusal("What it counts as is named twice or unknown.", remedy="Choose from what is offered.", field="acts")
            continue
        seen.add((act.kind, act.holder_id))
        if holder is None or holder.unit_id != facts.unit.pk:
            yield Refusal(
                "It can count for seats of %(unit)s only.", field=field, params={"unit": facts.unit.name},
                remedy="Whoever came from above has it recorded by the unit of that seat.",
            )
        elif not _stood(holder, new.on):
            yield _no_seat(holder, new.on, field)
        elif act.kind == ActKind.LECTURE and act.holder_id != new.lead_id:
            yield Refusal(
                "A lecture counts for who gave it.", field=field, remedy="Choose the lecturer under “Led by”, or take the tick away."
            )
        for key in sorted(act.topics):
            if act.kind not in facts.topics.get(key, ()):
                yield Refusal(
                    "The topic “%(topic)s” is unknown.", field=field, params={"topic": key}, remedy="Choose from the topics offered."
                )


def check_coming(new: NewSession, facts: Known) -> Iterator[Refusal]:
    if new.on < facts.today:
        yield Refusal(
            "%(on)s has passed: that cannot be planned.", field="on", params={"on": new.on},
            remedy="Record it as held, or choose a day to come.",
        )


def may_use(site: Site, unit: Unit) -> bool:
    """Whether the unit may visit the site. The site's unit must be loaded."""
    if site.open_to == OpenTo.ALL or site.unit_id == unit.pk:
        return True
    return site.open_to == OpenTo.BELOW and unit.path.startswith(site.unit.path)


def fields_of(form: str) -> frozenset[str]:
    """The fields that a form has beside those of all."""
    return FIELDS[Form(form)]


def _stood(post: Post, day: date) -> bool:
    return post.since <= day and (post.until is None or day < post.until)


def _no_seat(post: Post, day: date, field: str) -> Refusal:
    return Refusal(
        "Nobody held the seat “%(seat)s” on %(on)s.", field=field, params={"seat": post.title, "on": day},
        remedy="Check the day and the appointment; who held no seat that day is not named.",
    )


CHECKS = (check_words, check_lead, check_site, check_named)
HELD_ONLY = (check_past, check_needed, check_attendance, check_acts)
PLAN_ONLY = (check_coming,)
