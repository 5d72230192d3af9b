"""Addresses: pages of problems, their rectification, and listed supervision."""

from django.urls import path

from liangze.web.problems import board, listing, listings, look_back, problem, raising

urlpatterns = [
    path("", board.overview, name="problems"),
    path("export/<str:form>", board.export, name="problems-export"),
    path("new/", raising.new, name="problem-new"),
    path("<int:problem_id>/", problem.detail, name="problem"),
    path("<int:problem_id>/measures", problem.measures, name="problem-measures"),
    path("<int:problem_id>/work", problem.work, name="problem-work"),
    path("<int:problem_id>/<slug:verb>", problem.act, name="problem-act"),
    path("steps/<int:step_id>/files/<int:use_id>", problem.step_file, name="problem-file"),
    path("look-back/", look_back.overview, name="look-backs"),
    path("look-back/<int:look_back_id>/", look_back.detail, name="look-back"),
    path("listed/", listings.overview, name="listings"),
    path("listed/new/", listings.new, name="listing-new"),
    path("listed/<int:listing_id>/", listing.detail, name="listing"),
    path("listed/<int:listing_id>/sign", listing.sign, name="listing-sign"),
    path("listed/<int:listing_id>/export/<str:form>", listing.export, name="listing-export"),
    path("listed/<int:listing_id>/do/<slug:verb>", listing.act, name="listing-act"),
]
