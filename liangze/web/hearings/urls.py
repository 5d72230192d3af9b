"""Addresses: pages of accountability hearings, and of the ballot."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
