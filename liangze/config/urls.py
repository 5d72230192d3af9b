"""All addresses, by entrance."""

from django.urls import URLPattern, URLResolver, include, path

handler400 = "liangze.web.refusals.bad_request"
handler403 = "liangze.web.refusals.not_allowed"
handler404 = "liangze.web.refusals.not_found"
handler500 = "liangze.web.refusals.failed"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("liangze.web.mywork.urls")),
    path("api/", include("liangze.api.urls")),
    path("accounts/", include("liangze.web.accounts.urls")),
    path("audit/", include("liangze.web.audit.urls")),
    path("overview/", include("liangze.web.overview.urls")),
    path("regulations/", include("liangze.web.regulations.urls")),
    path("search/", include("liangze.web.search.urls")),
    path("organisation/", include("liangze.web.organisation.urls")),
    path("", include("liangze.web.ledger.urls")),
    path("entries/", include("liangze.web.entries.urls")),
    path("meetings/", include("liangze.web.meetings.urls")),
    path("study/", include("liangze.web.study.urls")),
    path("talks/", include("liangze.web.talks.urls")),
    path("reports/", include("liangze.web.reports.urls")),
    path("hearings/", include("liangze.web.hearings.urls")),
    path("problems/", include("liangze.web.problems.urls")),
    path("lists/", include("liangze.web.lists.urls")),
    path("breakdown/", include("liangze.web.breakdown.urls")),
    path("letters/", include("liangze.web.letters.urls")),
    path("review/", include("liangze.web.review.urls")),
    path("reminders/", include("liangze.web.reminders.urls")),
    path("signatures/", include("liangze.web.signatures.urls")),
    path("system/", include("liangze.web.system.urls")),
    path("language/", include("liangze.web.language.urls")),
]
