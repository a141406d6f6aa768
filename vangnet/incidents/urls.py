"""The addresses of incidents."""

from django.urls import path

from .views import categories, figures, lists, report, unsent

urlpatterns = [
    path("", lists.incidents, name="incidents"),
    path("export.<str:form>", lists.export, name="incidents-export"),
    path("report/", report.report, name="incident-report"),
    path("report/line/", unsent.line, name="incident-report-line"),
    path("report/offline/", unsent.offline, name="incident-report-offline"),
    path("report/worker.js", unsent.worker, name="incident-report-worker"),
    path("report/<str:key>/receipt/", report.receipt, name="incident-receipt"),
    path("year/", figures.year, name="incidents-year"),
    path("year/export.<str:form>", figures.export_year, name="incidents-year-export"),
    path("categories/", categories.categories, name="incidents-categories"),
    path("categories/new/", categories.new_category, name="incidents-category"),
    path("categories/<slug:key>/", categories.retire_category, name="incidents-category-retire"),
]
