"""Addresses of responsibility lists."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
