"""Django's registration of this app."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "vangnet.core.access"
    label = "access"
