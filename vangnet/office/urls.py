"""The addresses of the office."""

from django.urls import path

from .views import staff

urlpatterns = [
    path("staff/", staff.staff, name="staff"),
    path("staff/appointment/", staff.appoint, name="appoint"),
    path("staff/appointment/<int:key>/end/", staff.end, name="appointment-end"),
]
