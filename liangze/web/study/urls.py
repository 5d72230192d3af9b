"""Addresses: pages of study and education."""

from django.urls import path

from liangze.web.study import form, reach, sites, views

urlpatterns = [
    path("", views.session_list_page, name="study"),
    path("new/", form.session_new, name="study-new"),
    path("new/preview/", form.session_preview, name="study-preview"),
    path("plan/", reach.plan_page, name="study-plan"),
    path("plan/export/<str:form>", reach.plan_export, name="study-plan-export"),
    path("reached/", reach.reached_list, name="study-reached"),
    path("reached/export/<str:form>", reach.reached_export, name="study-reached-export"),
    path("sites/", sites.site_list, name="study-sites"),
    path("sites/new/", sites.site_new, name="study-site-new"),
    path("sites/<int:site_id>/close/", sites.site_close, name="study-site-close"),
    path("<int:session_id>/", views.session_detail, name="study-session"),
    path("<int:session_id>/change/", form.session_change, name="study-change"),
    path("<int:session_id>/hold/", form.session_hold, name="study-hold"),
    path("<int:session_id>/cancel/", views.session_cancel, name="study-cancel"),
    path("<int:session_id>/void/", views.session_void, name="study-void"),
    path("<int:session_id>/people/<int:attendee_id>/make-up/", views.session_make_up, name="study-make-up"),
    path("<int:session_id>/files/<int:use_id>/", views.session_file, name="study-file"),
]
