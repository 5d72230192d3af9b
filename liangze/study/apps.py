from django.apps import AppConfig


class StudyConfig(AppConfig):
    name = "liangze.study"
    label = "study"
