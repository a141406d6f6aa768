"""Django's registration of this app."""

from django.apps import AppConfig


class MeldcodeConfig(AppConfig):
    name = "vangnet.meldcode"
    label = "meldcode"
