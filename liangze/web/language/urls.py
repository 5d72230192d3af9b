"""Addresses of the area."""

from django.urls import path

from liangze.web.language import views

urlpatterns = [path("", views.language, name="language")]
