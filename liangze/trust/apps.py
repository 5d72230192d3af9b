from django.apps import AppConfig


class TrustConfig(AppConfig):
    name = "liangze.trust"
    label = "trust"
