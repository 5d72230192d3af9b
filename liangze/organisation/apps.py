from django.apps import AppConfig
from django.db.models import CharField
from django.db.models.functions import Length


class OrganisationConfig(AppConfig):
    name = "liangze.organisation"
    label = "organisation"

    def ready(self) -> None:
        # The policy compares lengths of unit paths in querysets.
        CharField.register_lookup(Length)
