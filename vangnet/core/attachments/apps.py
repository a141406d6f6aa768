"""Django's registration of this app."""

from django.apps import AppConfig


class AttachmentsConfig(AppConfig):
    name = "vangnet.core.attachments"
    label = "attachments"
