"""Django's registration of this app."""

from django.apps import AppConfig


class ImprovementConfig(AppConfig):
    name = "vangnet.improvement"
    label = "improvement"
