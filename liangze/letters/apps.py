from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "liangze.letters"
    label = "letters"
