"""Addresses of the area."""

from django.urls import path

from liangze.web.search import views

urlpatterns = [path("", views.search_page, name="search")]
