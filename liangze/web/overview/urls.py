"""Addresses of the area."""

from django.urls import path

from liangze.web.overview import burden, views

urlpatterns = [
    path("", views.own_overview, name="overview"),
    path("<int:unit_id>/", views.unit_overview, name="overview-unit"),
    path("<int:unit_id>/why/", views.figure, name="overview-why"),
    path("<int:unit_id>/calendar/", views.calendar, name="calendar"),
    path("<int:unit_id>/burden/<int:year>/", burden.burden_page, name="burden"),
]
