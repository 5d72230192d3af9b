"""Addresses of the audit chain."""

from django.urls import path

from liangze.web.audit import views

urlpatterns = [
    path("", views.audit, name="audit"),
    path("verify/", views.audit_verify, name="audit-verify"),
]
