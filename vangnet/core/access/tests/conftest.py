"""What waits in the outbox, as its reader would see it."""

import re
from types import SimpleNamespace

import pytest

from vangnet.core.mail.models import OutgoingMail


@pytest.fixture
def mailed(db):
    """`mailed.link(to, part)`: the address in the last mail to somebody; `mailed.subjects(to)`."""

    def link(to: str, part: str) -> str:
        body = OutgoingMail.objects.filter(to=to).order_by("-pk").first().body
        return next(found for found in re.findall(r"http://testserver(\S+)", body) if part in found)

    def subjects(to: str) -> list[str]:
        return list(OutgoingMail.objects.filter(to=to).order_by("pk").values_list("subject", flat=True))

    return SimpleNamespace(link=link, subjects=subjects)
