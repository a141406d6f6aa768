"""What happens in an installation of its own while a command works on it; one function for each scene."""

import json
import sys
import time
from pathlib import Path
from types import SimpleNamespace


def _cast() -> SimpleNamespace:
    from vangnet.core.people.models import Person

    return SimpleNamespace(**{person.call_name.lower(): person for person in Person.objects.all()})


def _report(text: str):
    from vangnet.conftest import an_act
    from vangnet.core.dossiers.models import Subject
    from vangnet.core.dossiers.recording import open_dossier
    from vangnet.core.people.models import Pupil, School
    from vangnet.incidents.kind import INCIDENT
    from vangnet.incidents.models import Report

    facts = [
        Report(category_id="physical_violence", place="playground"),
        Subject(role="victim", pupil=Pupil.objects.get(call_name="Aya")),
    ]
    act = an_act("report", _cast().mina, text=text, facts=facts)
    return open_dossier(INCIDENT, School.objects.get(name="De Linde"), act)


def reports(count: str) -> dict:
    """So many dossiers, each with its own text."""
    return {"references": [_report(f"Melding {number}").reference for number in range(int(count))]}


def seal() -> dict:
    from django.utils import timezone

    from vangnet.core.dossiers.sealing import seal_day

    made = seal_day(timezone.localdate(), timezone.now())
    return {"number": made.number, "digest": made.digest}


def destroy(reference: str) -> dict:
    """Two people destroy a dossier that is closed."""
    from django.utils import timezone

    from vangnet.core.dossiers.destroying import decide, propose
    from vangnet.core.dossiers.models import Dossier

    cast, now = _cast(), timezone.now()
    Dossier.objects.filter(reference=reference).update(closed_on=timezone.localdate())
    proposal = propose(Dossier.objects.get(reference=reference), cast.hanna, "De termijn is om.", now)
    decide(proposal, cast.bas, now)
    return {}


def works_until(stop: str) -> dict:
    """Somebody who reports and reads for as long as the file is not there; every text must open at once."""
    from vangnet.core.dossiers.models import Entry

    said, reported = Path(stop), []
    said.with_suffix(f".begun-{time.monotonic_ns()}").touch()
    while not said.exists():
        text = f"Ondertussen {len(reported)}"
        reported.append(_report(text).reference)
        assert Entry.objects.get(dossier__reference=reported[-1]).text == text
        assert all(entry.text for entry in Entry.objects.order_by("?").select_related("dossier")[:20])
    return {"reported": reported}


def state() -> dict:
    """What is there: findings of the check with every text opened, and how much of everything."""
    from vangnet.core.dossiers.models import Destruction, Dossier, Entry
    from vangnet.core.dossiers.verify import verify
    from vangnet.core.keys.models import WrappedKey

    report = verify(opened=True)
    return {
        "findings": [(each.what.value, each.reference) for each in report.findings],
        "references": list(Dossier.objects.order_by("serial").values_list("reference", flat=True)),
        "entries": Entry.objects.count(),
        "keys": WrappedKey.objects.count(),
        "destroyed": list(Destruction.objects.values_list("dossier__reference", flat=True)),
        "texts": sorted(entry.text for entry in Entry.objects.select_related("dossier")),
    }


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(globals()[sys.argv[1]](*sys.argv[2:])))
