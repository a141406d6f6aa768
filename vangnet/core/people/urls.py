"""Addresses of the registers of people and places."""

from django.urls import path

from .imports import views

urlpatterns = [
    path("imports/", views.imports, name="imports"),
    path("imports/<slug:kind>/", views.import_upload, name="import-upload"),
    path("imports/<uuid:token>/columns", views.import_columns, name="import-columns"),
    path("imports/<uuid:token>/preview", views.import_preview, name="import-preview"),
    path("imports/<uuid:token>/take-over", views.import_take_over, name="import-take-over"),
    path("imports/<uuid:token>/cancel", views.import_cancel, name="import-cancel"),
    path("imports/<uuid:token>/done", views.import_done, name="import-done"),
]
