"""Django's registration of this app."""

from django.apps import AppConfig


class PlanConfig(AppConfig):
    name = "vangnet.plan"
    label = "plan"
