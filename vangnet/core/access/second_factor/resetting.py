"""A lost telephone: what somebody signs in with is taken away, all sessions end, and it is told.

Who does it learns no code and gets no way in: the password is still asked, and who signs in with it sets up a new
second step at once.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from vangnet.core.people.models import Person

from .. import sessions
from ..models import Account
from .models import SecondFactor, SecondFactorReset
from .telling import tell, tell_officers


@transaction.atomic
def reset(account: Account, *, by: Person | None, reason: str, now: datetime) -> SecondFactorReset:
    """`by` is empty for who does it on the server."""
    SecondFactor.objects.of(account.pk).delete()
    sessions.end_all(account)
    done = SecondFactorReset.objects.create(person=account.person, by=by, reason=reason, at=now)
    tell(
        account,
        f"second-factor-reset-{done.pk}",
        _("Vangnet: your second step was taken away"),
        _(
            "The administrator took away your passkeys, your app with codes and your recovery codes, and signed you "
            "out everywhere. Sign in with your password and set up a new second step. Did you not ask for this? Then "
            "call your school at once."
        ),
        now,
    )
    tell_officers(
        f"second-factor-reset-{done.pk}",
        _("Vangnet: somebody's second step was taken away"),
        _("Sign in to see whose, by whom and why."),
        now,
    )
    return done
