"""Addresses: pages of problems, their rectification, and listed supervision."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
