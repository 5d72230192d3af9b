from django.apps import AppConfig


class ListsConfig(AppConfig):
    name = "liangze.lists"
    label = "lists"
