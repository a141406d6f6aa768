"""The addresses of the office."""

from django.urls import path

from .views import imports, staff

urlpatterns = [
    path("staff/", staff.staff, name="staff"),
    path("staff/appointment/", staff.appoint, name="appoint"),
    path("staff/appointment/<int:key>/end/", staff.end, name="appointment-end"),
    path("imports/", imports.imports, name="imports"),
    path("imports/<slug:kind>/", imports.import_upload, name="import-upload"),
    path("imports/<uuid:token>/columns/", imports.import_columns, name="import-columns"),
    path("imports/<uuid:token>/preview/", imports.import_preview, name="import-preview"),
    path("imports/<uuid:token>/take-over/", imports.import_take_over, name="import-take-over"),
    path("imports/<uuid:token>/cancel/", imports.import_cancel, name="import-cancel"),
    path("imports/<uuid:token>/done/", imports.import_done, name="import-done"),
]
