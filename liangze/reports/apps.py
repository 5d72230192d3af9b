from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "liangze.reports"
    label = "reports"
