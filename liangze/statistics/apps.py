from django.apps import AppConfig


class StatisticsConfig(AppConfig):
    name = "liangze.statistics"
    label = "statistics"
