"""Django's registration of this app."""

from django.apps import AppConfig


class KeysConfig(AppConfig):
    name = "vangnet.core.keys"
    label = "keys"
