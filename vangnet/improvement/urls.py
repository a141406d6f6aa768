"""The addresses of what was evaluated and discussed."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.improvement, name="improvement"),
    path("schools/<int:key>/", views.school, name="improvement-school"),
    path("schools/<int:key>/record/", views.record, name="improvement-record"),
    path("evaluations/<int:key>/take-back/", views.take_back, name="improvement-take-back"),
]
