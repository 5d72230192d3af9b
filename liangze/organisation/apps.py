from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    name = "liangze.organisation"
    label = "organisation"
