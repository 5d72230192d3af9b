"""Addresses of the year-end review."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
