"""Django's registration of this app."""

from django.apps import AppConfig


class DossiersConfig(AppConfig):
    name = "vangnet.core.dossiers"
    label = "dossiers"
