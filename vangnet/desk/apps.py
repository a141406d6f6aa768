"""Django's registration of this app."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "vangnet.desk"
    label = "desk"
