"""What a page gives to the device for a roll-call: how to close words for the server, and a secret of this session.

The list of names lies on the device under a key that is wrapped by that secret, which leaves with the session
(docs/decisions/0027-roll-call.md).
"""

from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.contrib.sessions.backends.base import SessionBase
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language

import vangnet
from vangnet.core.access.blank import COVERED
from vangnet.core.access.models import Account
from vangnet.core.access.sessions import digest, seconds_left
from vangnet.core.access.unsent import public_key
from vangnet.core.keys import store
from vangnet.core.keys.installation import KeyTrouble
from vangnet.ui.drawn import drawn

NAME = "roll-call"
ABOUT = b"vangnet roll-call session "


@dataclass(frozen=True)
class Line:
    """On every page: for whom words on this device are sent, and how long the session lasts (`Line` of incidents)."""

    key: str = ""
    idle: int = 0
    left: int = 0

    template = "rollcall/line.html"

    @property
    def notices(self) -> SafeString:
        return drawn("rollcall/line_notices.html")


# For a page of nobody, or before a screen that was blanked: the device gives up its secret, and the list with it.
ENDED = Line()


def line_of(account: Account, session: SessionBase, now: datetime) -> Line | None:
    if COVERED in session:
        return ENDED
    try:
        return Line(public_key(account.pk), *seconds_left(session, now))
    except KeyTrouble:
        return None


def secret_of(session: SessionBase) -> str:
    """The same for the whole session and for no other; it lies nowhere, and opens nothing on the server."""
    whose = digest(session.session_key).encode()
    drawn = HKDF(algorithm=SHA256(), length=32, salt=None, info=ABOUT + whose).derive(store.secret(NAME))
    return urlsafe_b64encode(drawn).rstrip(b"=").decode()


def version_of_page(now: datetime) -> str:
    """The page that is kept is laid anew each day, as it says nothing of anybody."""
    return f"{get_language()}-{vangnet.__version__}-{timezone.localdate(now):%Y%m%d}"
