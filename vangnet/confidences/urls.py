"""The addresses of the confidential adviser's report; a talk has the address of every dossier."""

from django.urls import path

from . import views

urlpatterns = [path("year/", views.year, name="confidences-year")]
