"""What happens with attachments in an installation of its own; one function for each scene."""

import hashlib
import json
import sys
from datetime import timedelta
from io import BytesIO


def _keep(content: bytes):
    from django.db import transaction
    from django.utils import timezone

    from vangnet.core.attachments.examining import examine
    from vangnet.core.attachments.kinds import EVERYTHING
    from vangnet.core.attachments.storing import keep
    from vangnet.core.people.models import Person

    mina = Person.objects.get(call_name="Mina")
    with transaction.atomic():
        return keep(
            examine(BytesIO(content), "rapport.pdf", len(content), EVERYTHING), by=mina, at=timezone.now()
        )


def keeps(count: str) -> dict:
    """So many files, each with its own content."""
    from vangnet.core.attachments.tests.made import pdf

    return {"tokens": [_keep(pdf(b"file %d" % number)).token.hex for number in range(int(count))]}


def keeps_on() -> dict:
    """One after another until it is killed; each is told when its row is committed."""
    from vangnet.core.attachments.tests.made import pdf

    while True:
        print(_keep(pdf(bytes(3_000_000))).token.hex, flush=True)


def removes(token: str) -> dict:
    from vangnet.core.attachments.models import Attachment
    from vangnet.core.attachments.storing import remove

    remove(Attachment.objects.get(token=token))
    return {}


def clears(days: str) -> dict:
    """The recurring work, so many days from now."""
    from django.utils import timezone

    from vangnet.core.attachments.storing import clear

    return {"cleared": clear(timezone.now() + timedelta(days=int(days)))}


def state() -> dict:
    """Each file with the figure of its content, and what the check of everything finds."""
    from vangnet.core.attachments import vault
    from vangnet.core.attachments.models import Attachment
    from vangnet.core.attachments.storing import read
    from vangnet.core.dossiers.verify import verify

    report = verify(opened=True)
    files = {}
    for each in Attachment.objects.all():
        try:
            files[each.token.hex] = hashlib.sha256(b"".join(read(each))).hexdigest()
        except vault.Damaged:
            files[each.token.hex] = "damaged"
    found = [[finding.what.value, finding.says] for finding in report.findings]
    return {"files": files, "findings": found, "counted": report.attachments}


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(globals()[sys.argv[1]](*sys.argv[2:])))
