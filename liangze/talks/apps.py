from django.apps import AppConfig


class TalksConfig(AppConfig):
    name = "liangze.talks"
    label = "talks"
