"""Django's registration of this app."""

from django.apps import AppConfig


class RestraintConfig(AppConfig):
    name = "vangnet.restraint"
    label = "restraint"
