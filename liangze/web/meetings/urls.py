"""Addresses: pages of meetings and of major matters."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
