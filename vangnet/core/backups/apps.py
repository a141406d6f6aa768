"""Django's registration of this app."""

from django.apps import AppConfig


class BackupsConfig(AppConfig):
    name = "vangnet.core.backups"
    label = "backups"
