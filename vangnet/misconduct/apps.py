"""Django's registration of this app."""

from django.apps import AppConfig


class MisconductConfig(AppConfig):
    name = "vangnet.misconduct"
    label = "misconduct"
