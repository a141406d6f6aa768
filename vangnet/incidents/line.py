"""What a page of somebody who reports gives to the device, so that a report can be written there without line."""

from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language

import vangnet
from vangnet.core.access.models import Account
from vangnet.core.keys.installation import KeyTrouble

from .unsent import public_key


@dataclass(frozen=True)
class Line:
    """`key` closes a report for this person, for `seconds` from now; `version` names the form that a device keeps."""

    key: str
    seconds: int
    version: str

    template = "incidents/unsent_reports.html"


def line_of(account: Account) -> Line | None:
    """Nothing while the key store can't be used: then a report is written with a line or not at all."""
    try:
        key = public_key(account.pk)
    except KeyTrouble:
        return None
    # A form of yesterday is fetched anew, for the board may have changed its categories.
    version = f"{get_language()}-{vangnet.__version__}-{timezone.localdate():%Y%m%d}"
    return Line(key, settings.SESSION_COOKIE_AGE, version)
