"""What a page of somebody who reports gives to the device, so that a report can be written there without line."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.sessions.backends.base import SessionBase
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language

import vangnet
from vangnet.core.access.models import Account
from vangnet.core.access.sessions import seconds_left
from vangnet.core.access.unsent import public_key
from vangnet.core.keys.installation import KeyTrouble
from vangnet.ui.drawn import drawn


@dataclass(frozen=True)
class Line:
    """`key` closes a report for this person, as long as the session lasts; `version` names the form that is kept.

    The session lasts for `idle` seconds after the last sign of life, and never longer than `left` seconds from now.
    """

    key: str = ""
    idle: int = 0
    left: int = 0
    version: str = ""

    template = "incidents/unsent_reports.html"

    @property
    def notices(self) -> SafeString:
        return drawn("incidents/unsent_notices.html")


# For a page of nobody: the device gives up its key, and says no more than that something waits.
ENDED = Line()


def line_of(account: Account, session: SessionBase, now: datetime) -> Line | None:
    """Nothing while the key store can't be used: then a report is written with a line or not at all."""
    try:
        key = public_key(account.pk)
    except KeyTrouble:
        return None
    idle, left = seconds_left(session, now)
    # A form of yesterday is fetched anew, for the board may have changed its categories.
    version = f"{get_language()}-{vangnet.__version__}-{timezone.localdate(now):%Y%m%d}"
    return Line(key, idle, left, version)
