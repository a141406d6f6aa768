"""The addresses of the whole, read from top to bottom."""

from django.conf.urls.i18n import urlpatterns as language
from django.urls import include, path, re_path

from vangnet.config.health import health
from vangnet.core.access.pages.new_password import PasswordChosen
from vangnet.core.access.views import SignIn, own_address
from vangnet.desk.views import desk, promised

urlpatterns = [
    path("", desk, name="desk"),
    path("promised/", promised, name="desk-promised"),
    path("account/login/", SignIn.as_view(), name="account_login"),
    path("account/second-factor/", include("vangnet.core.access.second_factor.urls")),
    re_path(
        r"^account/password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        PasswordChosen.as_view(),
        name="account_reset_password_from_key",
    ),
    path("account/email/", own_address, name="account_email"),
    path("", include("vangnet.core.access.urls")),
    path("account/", include("allauth.account.urls")),
    path("language/", include(language)),
    path("incidents/", include("vangnet.incidents.urls")),
    path("confidences/", include("vangnet.confidences.urls")),
    path("roll-call/", include("vangnet.rollcall.urls")),
    path("dossiers/", include("vangnet.core.dossiers.urls")),
    path("duties/", include("vangnet.core.obligations.urls")),
    path("emergencies/", include("vangnet.emergencies.urls")),
    path("office/", include("vangnet.office.urls")),
    path("staffing/", include("vangnet.staffing.urls")),
    path("building/", include("vangnet.building.urls")),
    path("hazards/", include("vangnet.hazards.urls")),
    path("improvement/", include("vangnet.improvement.urls")),
    path("plan/", include("vangnet.plan.urls")),
    path("health/", health, name="health"),
    path("ui/", include("vangnet.ui.urls")),
]

handler400 = "vangnet.config.unavailable.refused"
handler500 = "vangnet.config.unavailable.failed"
