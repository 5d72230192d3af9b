from django.apps import AppConfig


class ReviewConfig(AppConfig):
    name = "liangze.review"
    label = "review"
