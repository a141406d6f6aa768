"""Django's registration of this app."""

from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "vangnet.office"
    label = "office"
