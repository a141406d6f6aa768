"""The addresses of the office."""

from django.urls import path

from .views import calendar, imports, installation, invitations, pupils, schools, signing_in, staff

urlpatterns = [
    path("staff/", staff.staff, name="staff"),
    path("staff/appointment/", staff.appoint, name="appoint"),
    path("staff/invitations/", invitations.invitations, name="invitations"),
    path("staff/appointment/<int:key>/end/", staff.end, name="appointment-end"),
    path("signing-in/", signing_in.signing_in, name="signing-in"),
    path("signing-in/<str:key>/", signing_in.agree, name="signing-in-agree"),
    path("imports/", imports.imports, name="imports"),
    path("imports/<slug:kind>/", imports.import_upload, name="import-upload"),
    path("imports/<uuid:token>/columns/", imports.import_columns, name="import-columns"),
    path("imports/<uuid:token>/preview/", imports.import_preview, name="import-preview"),
    path("imports/<uuid:token>/take-over/", imports.import_take_over, name="import-take-over"),
    path("imports/<uuid:token>/cancel/", imports.import_cancel, name="import-cancel"),
    path("imports/<uuid:token>/done/", imports.import_done, name="import-done"),
    path("installation/", installation.installation, name="installation"),
    path("schools/", schools.schools, name="schools"),
    path("schools/add/", schools.add, name="school-add"),
    path("schools/<int:key>/", schools.school, name="school"),
    path("clusters/add/", schools.add_cluster, name="cluster-add"),
    path("clusters/<int:key>/", schools.rename_cluster, name="cluster"),
    path("schools/<int:key>/calendar/", calendar.calendar, name="calendar"),
    path("schools/<int:key>/calendar/year/", calendar.year, name="calendar-year"),
    path("schools/<int:key>/calendar/week/", calendar.week, name="calendar-week"),
    path("schools/<int:key>/calendar/day/", calendar.add_day, name="calendar-day-add"),
    path("schools/<int:key>/calendar/holidays/", calendar.holidays, name="calendar-holidays"),
    path("calendar-days/<int:key>/remove/", calendar.remove_day, name="calendar-day-remove"),
    path("groups/", pupils.groups, name="groups"),
    path("schools/<int:key>/groups/", pupils.school_groups, name="school-groups"),
    path("groups/<int:key>/", pupils.group, name="group"),
    path("pupils/<int:key>/", pupils.pupil, name="pupil"),
    path("pupils/<int:key>/guardian/", pupils.add_guardian, name="guardian-add"),
    path("pupils/<int:key>/contact-order/", pupils.add_order, name="contact-order-add"),
    path("guardianships/<int:key>/", pupils.edit_guardian, name="guardian"),
    path("guardianships/<int:key>/end/", pupils.end_guardianship, name="guardianship-end"),
    path("contact-orders/<int:key>/end/", pupils.end_order, name="contact-order-end"),
]
