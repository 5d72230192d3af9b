"""What waits for a person among the reports: to finish, to sign, to read, to answer, to write anew."""

from __future__ import annotations

from datetime import date

from django.db.models import BigIntegerField, Case, CharField, DateField, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Coalesce

from liangze.core.report import Stage, Verb
from liangze.core.words import Role
from liangze.organisation.models import Post
from liangze.organisation.policy import Acting
from liangze.packs.words import Addressee
from liangze.reports.models import Report, Step, Version
from liangze.reports.queries.reach import SPEAKERS, addressed, writing
from liangze.reports.queries.stages import staged

FINISH, SIGN, READ, ANSWER, REWRITE = "report-finish", "report-to-sign", "report-to-read", "report-to-answer", "report-to-rewrite"


def errands(by: Acting, today: date) -> QuerySet | None:
    """Rows (what, page, key, title, about, due) for liangze.web.mywork.errands."""
    if by.account_id is None or not (by.grants or by.posts):
        return None
    mine, roles = writing(by), {held.role for held in by.grants}
    words = [to for to, (speakers, _where) in SPEAKERS.items() if roles & speakers] + [Addressee.OWN_PRINCIPAL.value]
    signing = Version.objects.filter(report=OuterRef("pk"), submitted_at=None, laid_out_at__isnull=False)
    seat = Post.objects.filter(pk__in=by.posts, unit=OuterRef("unit"), role__in=(Role.PRINCIPAL, Role.DISCIPLINE_PRINCIPAL))
    known = Step.objects.filter(version__report=OuterRef("pk"), version__number=OuterRef("version"), to__in=words).exclude(verb=Verb.ANSWER)
    rows = staged(Report.objects.filter(Q(withdrawn_at=None), mine | addressed(by) | Q(Exists(seat)))).annotate(
        mine=Case(When(mine, then=Value(1)), default=Value(0)), received=Case(When(addressed(by), then=Value(1)), default=Value(0)),
        laid_out=Exists(signing), seated=Exists(seat), known=Exists(known),
    )
    what = Case(
        When(stage=Stage.DRAFT, laid_out=True, seated=True, then=Value(SIGN)),
        When(stage=Stage.RETURNED, mine=1, then=Value(REWRITE)),
        When(stage=Stage.QUESTIONED, mine=1, then=Value(ANSWER)),
        When(stage=Stage.DRAFT, mine=1, then=Value(FINISH)),
        When(Q(stage__in=(Stage.SUBMITTED, Stage.READ, Stage.ACCEPTED)) & Q(received=1, known=False), then=Value(READ)),
        default=Value(""), output_field=CharField(),
    )
    found = rows.annotate(
        what=what,
        page=Case(When(stage=Stage.DRAFT, laid_out=True, seated=True, then=Value("report-sign")),
                  When(stage=Stage.DRAFT, then=Value("report-edit")), default=Value("report"), output_field=CharField()),
        key=Cast(F("pk"), BigIntegerField()), about=F("unit__name"),
        by_day=Case(When(stage=Stage.QUESTIONED, then=Coalesce(F("asked_by"), F("due"))), default=F("due"), output_field=DateField()),
    )
    return found.exclude(what="").values_list("what", "page", "key", "title", "about", "by_day")
