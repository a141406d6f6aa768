"""Django's registration of this app."""

from django.apps import AppConfig


class ObligationsConfig(AppConfig):
    name = "vangnet.core.obligations"
    label = "obligations"
