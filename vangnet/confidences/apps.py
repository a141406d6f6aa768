"""Django's registration of this app."""

from django.apps import AppConfig


class ConfidencesConfig(AppConfig):
    name = "vangnet.confidences"
    label = "confidences"
