"""Django's registration of this app."""

from django.apps import AppConfig


class DisciplineConfig(AppConfig):
    name = "vangnet.discipline"
    label = "discipline"
