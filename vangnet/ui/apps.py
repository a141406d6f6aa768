"""The look as a Django app: its templates, static files and template tags."""

from django.apps import AppConfig


class LookConfig(AppConfig):
    """Stands before allauth in the list of apps, so that the sign-in pages are ours."""

    name = "vangnet.ui"
    label = "ui"
