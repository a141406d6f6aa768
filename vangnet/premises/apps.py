"""Django's registration of this app."""

from django.apps import AppConfig


class PremisesConfig(AppConfig):
    name = "vangnet.premises"
    label = "premises"
