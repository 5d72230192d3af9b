"""Addresses of ledgers and obligations."""

from django.urls import path

from liangze.web.ledger import obligations, views

urlpatterns = [
    path("ledger/", views.own_ledger, name="ledger"),
    path("ledger/<int:unit_id>/<int:year>/", views.unit_ledger, name="unit-ledger"),
    path("ledger/<int:unit_id>/<int:year>/tasks/", views.ledger_tasks, name="ledger-tasks"),
    path("ledger/<int:unit_id>/<int:year>/export/", views.ledger_export, name="ledger-export"),
    path("obligations/<int:obligation_id>/", obligations.obligation_page, name="obligation"),
    path("obligations/<int:obligation_id>/<slug:verb>/", obligations.obligation_act, name="obligation-act"),
]
