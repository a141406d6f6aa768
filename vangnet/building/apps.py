"""Django's registration of this app."""

from django.apps import AppConfig


class BuildingConfig(AppConfig):
    name = "vangnet.building"
    label = "building"
