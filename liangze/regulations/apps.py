from django.apps import AppConfig


class RegulationsConfig(AppConfig):
    name = "liangze.regulations"
    label = "regulations"
