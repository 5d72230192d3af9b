from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "liangze.meetings"
    label = "meetings"
