"""Addresses: pages of meetings and of major matters."""

from django.urls import path

from liangze.web.meetings import decisions, holding, matters, planning, views

urlpatterns = [
    path("", views.meetings_page, name="meetings"),
    path("new/", planning.meeting_new, name="meeting-new"),
    path("<int:meeting_id>/", views.meeting, name="meeting"),
    path("<int:meeting_id>/change/", planning.meeting_change, name="meeting-change"),
    path("<int:meeting_id>/hold/", holding.meeting_hold, name="meeting-hold"),
    path("<int:meeting_id>/cancel/", views.cancel, name="meeting-cancel"),
    path("<int:meeting_id>/void/", views.void, name="meeting-void"),
    path("<int:meeting_id>/calendar/", views.calendar, name="meeting-calendar"),
    path("<int:meeting_id>/export/<str:form>/", views.export, name="meeting-export"),
    path("<int:meeting_id>/files/<int:use_id>/", views.file, name="meeting-file"),
    path("<int:meeting_id>/matters/new/", matters.matter_new, name="meeting-matter-new"),
    path("matters/<int:matter_id>/", matters.matter, name="meeting-matter"),
    path("matters/<int:matter_id>/files/<int:use_id>/", matters.matter_file, name="meeting-matter-file"),
    path("decisions/", decisions.follow_up, name="meeting-decisions"),
    path("decisions/<int:decision_id>/", decisions.decision, name="meeting-decision"),
    path("decisions/<int:decision_id>/answer/", decisions.answer, name="meeting-decision-answer"),
    path("decisions/<int:decision_id>/answers/<int:answer_id>/files/<int:use_id>/", decisions.answer_file, name="meeting-answer-file"),
    path("decisions/<int:decision_id>/task/", decisions.task, name="meeting-decision-task"),
    path("decisions/<int:decision_id>/problem/", decisions.problem, name="meeting-decision-problem"),
]
