"""The addresses of the second step."""

from django.urls import path

from .views import again, resets, setting_up, sign_in

urlpatterns = [
    path("", setting_up.overview, name="second-factor"),
    path("asked/", sign_in.asked, name="second-factor-asked"),
    path("again/", again.again, name="second-factor-again"),
    path("question/", sign_in.own_passkey_question, name="second-factor-question"),
    path("app/", setting_up.app, name="second-factor-app"),
    path("passkey/", setting_up.passkey, name="second-factor-passkey"),
    path("passkey/options/", setting_up.passkey_options, name="second-factor-passkey-options"),
    path("codes/", setting_up.codes, name="second-factor-codes"),
    path("codes/file/", setting_up.codes_file, name="second-factor-codes-file"),
    path("resets/", resets.resets, name="second-factor-resets"),
    path("resets/<int:key>/", resets.reset_of, name="second-factor-reset"),
    path("<int:key>/remove/", setting_up.remove, name="second-factor-remove"),
    path("passkey/sign-in/", sign_in.passkey_sign_in, name="passkey-sign-in"),
    path("passkey/question/", sign_in.passkey_question, name="passkey-question"),
]
