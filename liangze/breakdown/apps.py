from django.apps import AppConfig


class BreakdownConfig(AppConfig):
    name = "liangze.breakdown"
    label = "breakdown"
