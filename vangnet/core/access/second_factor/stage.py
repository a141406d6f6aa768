"""The second step in the sign-in library's row of steps: after the password, before the session is somebody's."""

from allauth.account.stages import LoginStage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from ..oidc.second_factor import proved_at_provider
from .models import SecondFactor
from .proof import AT_PROVIDER, record

Handled = tuple[HttpResponse | None, bool]
PROVEN_BY = "proven_by"


class SecondStep(LoginStage):  # type: ignore[misc]  # allauth has no types
    key = "second_factor"
    urlname = "second-factor-asked"

    def handle(self) -> Handled:
        """Ask who has one, unless a passkey was both factors or the school's own sign-in asked for a second.

        Who has none is led to set one up (`middleware.py`).
        """
        account, by = self.login.user, self.login.state.get(PROVEN_BY, "")
        if proved_at_provider(self.request, account):
            by = AT_PROVIDER
        if not by and SecondFactor.objects.of(account.pk).main().exists():
            return redirect(self.urlname), True
        record(self.request, account, timezone.now(), by=by)
        return None, True

    def is_resumable(self, _request: HttpRequest) -> bool:
        """On a shared computer the sign-in page is again for everybody when somebody walked away half-way."""
        return False
