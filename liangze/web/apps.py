from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "liangze.web"
    label = "web"
