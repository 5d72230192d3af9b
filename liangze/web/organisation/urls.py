"""Addresses of the organisation."""

from django.urls import path

from liangze.web import unit_picker
from liangze.web.organisation import browse, edit_people, edit_relations, edit_seats, edit_units, transfers

urlpatterns = [
    path("", browse.units, name="units"),
    path("units/offered/", unit_picker.units_offered_page, name="units-offered"),
    path("units/<int:unit_id>/", browse.unit_detail, name="unit-detail"),
    path("units/<int:unit_id>/history/", browse.unit_history, name="unit-history"),
    path("units/<int:unit_id>/responsible/", browse.responsible, name="responsible"),
    path("units/<int:unit_id>/new/", edit_units.unit_new, name="unit-new"),
    path("units/<int:unit_id>/edit/", edit_units.unit_edit, name="unit-edit"),
    path("units/<int:unit_id>/move/", edit_units.unit_move, name="unit-move"),
    path("units/<int:unit_id>/close/", edit_units.unit_close, name="unit-close"),
    path("units/<int:unit_id>/seats/new/", edit_seats.post_new, name="post-new"),
    path("units/<int:unit_id>/stationings/new/", edit_relations.stationing_new, name="stationing-new"),
    path("seats/<int:post_id>/edit/", edit_seats.post_edit, name="post-edit"),
    path("seats/<int:post_id>/end/", edit_seats.post_end, name="post-end"),
    path("seats/<int:post_id>/appointments/new/", edit_seats.appointment_new, name="appointment-new"),
    path("seats/<int:post_id>/portfolios/new/", edit_relations.portfolio_new, name="portfolio-new"),
    path("seats/<int:post_id>/coverage/new/", edit_relations.coverage_new, name="coverage-new"),
    path("appointments/<int:number>/end/", edit_seats.appointment_end, name="appointment-end"),
    path("relations/<slug:thing>/<int:number>/end/", edit_relations.relation_end, name="relation-end"),
    path("correct/<slug:thing>/<int:number>/", edit_relations.correct, name="correct-days"),
    path("people/", browse.people, name="people"),
    path("people/new/", edit_people.person_new, name="person-new"),
    path("people/<int:person_id>/", browse.person_detail, name="person-detail"),
    path("people/<int:person_id>/edit/", edit_people.person_edit, name="person-edit"),
    path("transfers/", transfers.transfer_list, name="transfers"),
    path("transfers/<int:transfer_id>/", transfers.transfer_detail, name="transfer-detail"),
    path("transfers/<int:transfer_id>/retry/", transfers.transfer_retry, name="transfer-retry"),
    path("transfers/<int:transfer_id>/findings.xlsx", transfers.transfer_findings, name="transfer-findings"),
    path("template.xlsx", transfers.template, name="organisation-template"),
    path("export.xlsx", transfers.export, name="organisation-export"),
]
