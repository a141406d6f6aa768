"""Django's registration of this app."""

from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "vangnet.core.mail"
    label = "mail"
