"""Django's registration of this app."""

from django.apps import AppConfig


class EmergenciesConfig(AppConfig):
    name = "vangnet.emergencies"
    label = "emergencies"
