"""The choice of light or dark, and the page that shows every component."""

from django.urls import path

from vangnet.ui import views

urlpatterns = [
    path("theme/", views.theme, name="theme"),
    path("components/", views.components, name="components"),
]
