from django.apps import AppConfig


class HearingsConfig(AppConfig):
    name = "liangze.hearings"
    label = "hearings"
