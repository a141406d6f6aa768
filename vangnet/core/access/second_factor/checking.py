"""Is this code right? Of an app or from paper; tried a limited number of times by who already knows the password.

The limit counts per account, so that one child with a telephone doesn't close the door for a whole school; a passkey
can't be guessed and stays open for who has one.
"""

from datetime import datetime

from allauth.core.internal import ratelimit
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .. import events
from ..models import Account
from . import recovery, totp
from .models import Kind, SecondFactor
from .telling import tell

# Five at once, ten in an hour, thirty in a day: of a million codes three count at a time.
LIMITS = {"code": "5/5m/key,10/h/key,30/d/key"}


class TooOften(Exception):  # noqa: N818 - a sentence for a person
    """Too many wrong codes: nothing is compared any more for a while."""


def proven_by_code(request: HttpRequest, account: Account, typed: str, now: datetime) -> str:
    """The kind of what the code belongs to, empty when to nothing. Each code counts once."""
    if not ratelimit.consume(request, app="vangnet", action="code", config=LIMITS, key=_key(account)):
        _warn(account, now)
        events.not_signed_in(request, "codes too often", account.pk)
        raise TooOften
    typed = typed.replace(" ", "")
    is_right = _is_code_of_app(account, typed, now)
    kind = Kind.APP if is_right else Kind.RECOVERY_CODE if _is_recovery_code(account, typed, now) else ""
    if not kind:
        events.not_signed_in(request, "code", account.pk)
    else:
        ratelimit.clear(request, app="vangnet", action="code", config=LIMITS, key=_key(account))
    return kind


def _is_code_of_app(account: Account, typed: str, now: datetime) -> bool:
    app = SecondFactor.objects.of(account.pk).filter(kind=Kind.APP).first()
    step = totp.step_that_gives(app.content, typed, now) if app else None
    return bool(app and step and app.advance(step, now))


def _is_recovery_code(account: Account, typed: str, now: datetime) -> bool:
    code = recovery.code_that_matches(account.pk, typed)
    if code is None or not code.spend(now):
        return False
    left = recovery.left(account.pk)
    says = ngettext("%(left)s code is left.", "%(left)s codes are left.", left) % {"left": left}
    tell(
        account,
        f"recovery-code-{code.pk}",
        _("Vangnet: one of your recovery codes was used"),
        _(
            "Somebody signed in with one of your recovery codes. Was it not you? Then call your school at once."
        )
        + f"\n\n{says}",
        now,
    )
    return True


def _warn(account: Account, now: datetime) -> None:
    """Who types wrong codes knows the password: its owner should hear of it, once a day."""
    tell(
        account,
        f"wrong-codes-{account.pk}-{timezone.localdate(now)}",
        _("Vangnet: wrong codes were typed at your sign-in"),
        _(
            "Somebody who knows your password typed several wrong codes. Was it not you? Choose a new password, and "
            "tell your school."
        ),
        now,
    )


def _key(account: Account) -> str:
    return f"second-factor-{account.pk}"
