"""Addresses of the installation."""

from django.urls import path

from liangze.web.system import views

urlpatterns = [
    path("", views.system, name="system"),
    path("plan/", views.system_plan, name="system-plan"),
]
