"""For `restore` and the nightly proof: bring a scratch installation up to date, check it, tell it in JSON."""

import argparse
import json
from pathlib import Path

from django.db import connections

from vangnet.config.parent import end_with_parent
from vangnet.core.dossiers import destroying
from vangnet.core.dossiers.models import Dossier
from vangnet.core.dossiers.verify import verify
from vangnet.core.keys import store
from vangnet.core.mail.models import OutgoingMail

from .prepare import bring_up_to_date


def run(options: argparse.Namespace) -> int:
    end_with_parent(options.of)
    bring_up_to_date()
    report = verify(opened=True)
    destroying.finish()
    came_back = _destroy_again(Path(options.destroyed).read_text().split())
    found = [
        {"what": each.what.value, "reference": each.reference, "says": each.says} for each in report.findings
    ]
    told = {
        "findings": found,
        "dossiers": report.dossiers,
        "entries": report.entries,
        "readings": report.readings,
        "seals": report.seals,
        "came_back": came_back,
        "mail_waiting": OutgoingMail.objects.filter(sent_at=None).count(),
    }
    connections.close_all()  # SQLite folds its log into the file, which is then moved as it is
    print(json.dumps(told))
    return 0


def _destroy_again(references: list[str]) -> list[str]:
    """The keys of dossiers that were destroyed after the copy was made."""
    came_back = sorted(
        Dossier.objects.filter(reference__in=references, destruction=None).values_list("reference", flat=True)
    )
    for reference in came_back:
        store.destroy(reference)
    return came_back
