"""Django's registration of this app."""

from django.apps import AppConfig


class HazardsConfig(AppConfig):
    name = "vangnet.hazards"
    label = "hazards"
