from django.apps import AppConfig


class ProblemsConfig(AppConfig):
    name = "liangze.problems"
    label = "problems"
