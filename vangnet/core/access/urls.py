"""The addresses of signing in that are ours; the library's own stand beside them in `config/urls.py`."""

from django.urls import path

from .oidc import views as oidc
from .pages import blank, invitation, kept, sessions

urlpatterns = [
    path("account/sessions/", sessions.own_sessions, name="sessions"),
    path("account/sessions/end/", sessions.end_everywhere, name="sessions-end"),
    path("account/sessions/<str:key>/end/", sessions.end, name="session-end"),
    path("account/not-me/<str:proof>/", sessions.not_me, name="not-me"),
    path("account/kept/", kept.kept_form, name="kept"),
    path("account/invitation/", invitation.invitation, name="invitation"),
    path("account/invitation/<str:word>/", invitation.opened, name="invitation-open"),
    path("account/blank-key/", blank.key, name="blank-key"),
    path("account/school/link/", oidc.link, name="oidc-link"),
    path("account/school/<slug:provider_id>/unlink/", oidc.unlink, name="oidc-unlink"),
    path("account/school/<slug:provider_id>/", oidc.begin, name="openid_connect_login"),
    path("account/school/<slug:provider_id>/back/", oidc.back, name="openid_connect_callback"),
    path("blank/", blank.neutral, name="blank"),
    path("blank/back/", blank.back, name="blank-back"),
]
