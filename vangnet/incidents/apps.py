"""Django's registration of this app."""

from django.apps import AppConfig


class IncidentsConfig(AppConfig):
    name = "vangnet.incidents"
    label = "incidents"
