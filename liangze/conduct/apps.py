from django.apps import AppConfig


class ConductConfig(AppConfig):
    name = "liangze.conduct"
    label = "conduct"
