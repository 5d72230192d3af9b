"""Addresses: pages of talks."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
