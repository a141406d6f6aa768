"""Django's registration of this app."""

from django.apps import AppConfig


class RollCallConfig(AppConfig):
    name = "vangnet.rollcall"
    label = "rollcall"
