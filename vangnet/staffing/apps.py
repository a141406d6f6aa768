"""Django's registration of this app."""

from django.apps import AppConfig


class StaffingConfig(AppConfig):
    name = "vangnet.staffing"
    label = "staffing"
