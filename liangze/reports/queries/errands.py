"""What waits for a person among the reports: to finish, to sign, to read, to answer, to write anew."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import BigIntegerField, Case, CharField, DateField, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Coalesce

from liangze.core.report import Stage, Verb
from liangze.organisation.models import Post
from liangze.organisation.policy import Acting, Permission, visible
from liangze.organisation.policy.ways import by_each_way
from liangze.packs.words import Addressee
from liangze.reports.models import Report, Step, Version
from liangze.reports.queries.reach import SPEAKERS, addressed, signing, writing
from liangze.reports.queries.stages import staged
from liangze.reports.record import RECORD
from liangze.trust.models import Endorsement

RECENT = timedelta(days=400)  # older ones wait for nobody
FINISH, SIGN, READ, ANSWER, REWRITE = "report-finish", "report-to-sign", "report-to-read", "report-to-answer", "report-to-rewrite"


def errands(by: Acting, today: date) -> QuerySet | None:
    """Rows (what, page, key, title, about, due) for liangze.web.mywork.errands."""
    if by.account_id is None or not (by.grants or by.posts):
        return None
    mine, roles = writing(by), {held.role for held in by.grants}
    words = [to for to, (speakers, _where) in SPEAKERS.items() if roles & speakers] + [Addressee.OWN_PRINCIPAL.value]
    laid_out = Version.objects.filter(report=OuterRef("pk"), submitted_at=None, laid_out_at__isnull=False)
    signed = Endorsement.objects.filter(
        sheet__record_type=RECORD, sheet__record_id=OuterRef("pk"), sheet__voided_at=None, key__isnull=False
    )
    known = Step.objects.filter(version__report=OuterRef("pk"), version__number=OuterRef("version"), to__in=words).exclude(verb=Verb.ANSWER)
    concerned = mine | addressed(by) | signing(by)
    homes, seated = {held.unit_id for held in by.grants}, Post.objects.filter(pk__in=by.posts).values("unit")
    near = by_each_way(
        Report.objects.all(), visible(by, Permission.REPORT_WRITE, "unit__path"), Q(holder__in=by.posts), Q(unit__in=homes),
        Q(unit__parent__in=homes), Q(unit__in=seated),
    )  # wherever what concerns the person can stand, found by its units
    rows = staged(near.filter(concerned, withdrawn_at=None, started_at__date__gte=today - RECENT)).annotate(
        mine=Case(When(mine, then=Value(1)), default=Value(0)), received=Case(When(addressed(by), then=Value(1)), default=Value(0)),
        laid_out=Case(When(Exists(laid_out) & ~Exists(signed), then=Value(1)), default=Value(0)),
        seated=Case(When(signing(by), then=Value(1)), default=Value(0)), known=Exists(known),
    )
    what = Case(
        When(stage=Stage.DRAFT, laid_out=1, seated=1, then=Value(SIGN)),
        When(stage=Stage.RETURNED, mine=1, then=Value(REWRITE)),
        When(stage=Stage.QUESTIONED, mine=1, then=Value(ANSWER)),
        When(stage=Stage.DRAFT, mine=1, then=Value(FINISH)),
        When(Q(stage__in=(Stage.SUBMITTED, Stage.READ, Stage.ACCEPTED)) & Q(received=1, known=False), then=Value(READ)),
        default=Value(""), output_field=CharField(),
    )
    found = rows.annotate(
        what=what,
        page=Case(When(stage=Stage.DRAFT, laid_out=1, seated=1, then=Value("report-sign")),
                  When(stage=Stage.DRAFT, then=Value("report-edit")), default=Value("report"), output_field=CharField()),
        key=Cast(F("pk"), BigIntegerField()), about=F("unit__name"),
        by_day=Case(When(stage=Stage.QUESTIONED, then=Coalesce(F("asked_by"), F("due"))), default=F("due"), output_field=DateField()),
    )
    return found.exclude(what="").values_list("what", "page", "key", "title", "about", "by_day")
