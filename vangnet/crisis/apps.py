"""Django's registration of this app."""

from django.apps import AppConfig


class CrisisConfig(AppConfig):
    name = "vangnet.crisis"
    label = "crisis"
