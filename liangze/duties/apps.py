from django.apps import AppConfig


class DutiesConfig(AppConfig):
    name = "liangze.duties"
    label = "duties"
