"""Addresses: pages of study and education."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
