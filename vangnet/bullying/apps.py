"""Django's registration of this app."""

from django.apps import AppConfig


class BullyingConfig(AppConfig):
    name = "vangnet.bullying"
    label = "bullying"
