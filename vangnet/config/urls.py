"""The addresses of the whole, read from top to bottom."""

from django.urls import include, path

urlpatterns = [
    path("account/", include("allauth.account.urls")),
]
