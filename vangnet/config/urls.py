"""The addresses of the whole, read from top to bottom."""

from django.conf.urls.i18n import urlpatterns as language
from django.urls import include, path

from vangnet.core.access.views import SignIn
from vangnet.desk.views import desk

urlpatterns = [
    path("", desk, name="desk"),
    path("account/login/", SignIn.as_view(), name="account_login"),
    path("account/second-factor/", include("vangnet.core.access.second_factor.urls")),
    path("account/", include("allauth.account.urls")),
    path("language/", include(language)),
    path("incidents/", include("vangnet.incidents.urls")),
    path("dossiers/", include("vangnet.core.dossiers.urls")),
    path("office/", include("vangnet.office.urls")),
    path("ui/", include("vangnet.ui.urls")),
]

handler400 = "vangnet.config.unavailable.refused"
handler500 = "vangnet.config.unavailable.failed"
