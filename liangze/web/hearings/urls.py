"""Addresses: pages of accountability hearings, and of the ballot."""

from django.urls import path

from liangze.web.hearings import ballots, hearing, hold, plan, vote

urlpatterns = [
    path("", plan.book_page, name="hearings"),
    path("new/", plan.new, name="hearing-new"),
    path("vote/", vote.vote, name="vote"),
    path("<int:hearing_id>/", hearing.detail, name="hearing"),
    path("<int:hearing_id>/do/<str:verb>/", hearing.do, name="hearing-do"),
    path("<int:hearing_id>/change/", plan.change, name="hearing-change"),
    path("<int:hearing_id>/hold/", hold.hold, name="hearing-hold"),
    path("<int:hearing_id>/files/<int:use_id>/", hearing.file, name="hearing-file"),
    path("<int:hearing_id>/export/<str:form>/", hold.export, name="hearing-export"),
    path("<int:hearing_id>/ballots/new/", ballots.new, name="ballot-new"),
    path("ballots/<int:ballot_id>/", ballots.detail, name="ballot"),
    path("ballots/<int:ballot_id>/do/<str:verb>/", ballots.do, name="ballot-do"),
    path("ballots/<int:ballot_id>/slips/", ballots.slips, name="ballot-slips"),
    path("ballots/<int:ballot_id>/list.csv", ballots.listed, name="ballot-list"),
    path("ballots/<int:ballot_id>/projector/", ballots.projector, name="ballot-projector"),
]
