"""Addresses of reminders."""

from django.urls import path

from liangze.web.reminders import bell, by_hand, feed, logged, notices, preferences

urlpatterns = [
    path("", notices.notice_list, name="notices"),
    path("bell/", bell.bell, name="bell"),
    path("read/", notices.notices_read, name="notices-read"),
    path("<int:notice_id>/read/", notices.notice_read, name="notice-read"),
    path("preferences/", preferences.preference_page, name="reminder-preferences"),
    path("preferences/calendar/", preferences.calendar_new, name="reminder-calendar"),
    path("log/", logged.log_page, name="reminder-log"),
    path("send/", by_hand.reminder_send, name="reminder-send"),
    path("calendar/<str:secret>.ics", feed.calendar_feed, name="calendar-feed"),
]
