"""Addresses: pages of reports."""

from django.urls import path

from liangze.web.reports import begin, book, compare, edit, report, steps

urlpatterns = [
    path("", book.overview, name="reports"),
    path("owed/", book.owed_page, name="reports-owed"),
    path("new/", begin.begin_page, name="report-new"),
    path("matter/", begin.matter_page, name="report-matter"),
    path("records/", book.records, name="report-records"),
    path("<int:report_id>/", report.detail, name="report"),
    path("<int:report_id>/versions/<int:number>/", report.earlier, name="report-version"),
    path("<int:report_id>/edit/", edit.edit_page, name="report-edit"),
    path("<int:report_id>/autosave/", edit.autosave, name="report-autosave"),
    path("<int:report_id>/compare/", compare.compare_page, name="report-compare"),
    path("<int:report_id>/alike/", compare.alike, name="report-alike"),
    path("<int:report_id>/sign/", steps.sign_page, name="report-sign"),
    path("<int:report_id>/export/<slug:form>", steps.export, name="report-export"),
    path("<int:report_id>/withdraw/", report.withdraw_report, name="report-withdraw"),
    path("<int:report_id>/revise/", report.revise_report, name="report-revise"),
    path("<int:report_id>/say/<slug:verb>/", report.say, name="report-say"),
]
