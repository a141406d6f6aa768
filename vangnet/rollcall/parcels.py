"""Words as a phone sends them: each closed on the device for its speaker, and opened here."""

import json
from datetime import datetime
from uuid import UUID

from vangnet.core.access.models import Account
from vangnet.core.access.unsent import NotForYou, opened

from .hearing import NAME_LENGTH, Told
from .merging import Said
from .moments import as_number, from_number

PURPOSE = b"vangnet roll-call word "
MOST_AT_ONCE = 50
LONGEST = 60


def told_by(parcel: str, account: Account, now: datetime) -> Told | None:
    """Nothing when it was closed for somebody else, or says what no phone of ours says."""
    try:
        return _told(json.loads(opened(parcel, account, PURPOSE)), now)
    except (NotForYou, ValueError, TypeError, KeyError, AttributeError):
        return None


def _told(said: dict[str, object], now: datetime) -> Told:
    at, about, answers = said["at"], said["about"], said["answers"]
    if isinstance(at, bool) or not isinstance(at, int) or not isinstance(about, str) or len(about) > LONGEST:
        raise ValueError
    return Told(
        token=UUID(str(said["token"])),
        about=about,
        said=Said(str(said["said"])),
        at=from_number(min(max(at, 0), as_number(now))),
        answers=UUID(str(answers)) if answers else None,
        name=str(said.get("name", ""))[:NAME_LENGTH].strip(),
        kind=str(said.get("kind", "")),
    )
