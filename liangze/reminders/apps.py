from django.apps import AppConfig


class RemindersConfig(AppConfig):
    name = "liangze.reminders"
    label = "reminders"
