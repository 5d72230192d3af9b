"""Addresses of entries."""

from django.urls import path

from liangze.web.entries import new, views

urlpatterns = [
    path("", views.entry_list_page, name="entries"),
    path("new/", new.entry_new, name="entry-new"),
    path("new/preview/", new.entry_preview, name="entry-preview"),
    path("new/autosave/", new.entry_autosave, name="entry-autosave"),
    path("drafts/<int:draft_id>/drop/", views.draft_drop, name="entry-draft-drop"),
    path("<int:entry_id>/", views.entry_page, name="entry"),
    path("<int:entry_id>/void/", views.entry_void, name="entry-void"),
    path("<int:entry_id>/files/<int:use_id>/", views.entry_file, name="entry-file"),
]
