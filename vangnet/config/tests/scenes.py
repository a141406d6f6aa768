"""What happens in an installation of its own while a command works on it; one function for each scene."""

import json
import sys
import time
from contextlib import suppress
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


def upgrade() -> dict:
    """Today's program on older data: brought up to date, checked, every text opened."""
    from django.db import connection

    from vangnet.config.commands.prepare import prepare
    from vangnet.core.dossiers.models import Destruction, Entry
    from vangnet.core.dossiers.verify import verify

    prepare()
    report = verify(opened=True)
    texts = [entry.text for entry in Entry.objects.select_related("dossier")]
    return {
        "findings": [(each.what.value, each.reference, each.says) for each in report.findings],
        "held": {
            "dossiers": report.dossiers,
            "entries": report.entries,
            "readings": report.readings,
            "seals": report.seals,
            "destroyed": Destruction.objects.count(),
        },
        "texts": sum(bool(text) for text in texts),
        "words": sorted({word for text in texts for word in text.split() if len(word) < 4}),
        "old_sessions": "django_session" in connection.introspection.table_names(),
    }


def signs_in() -> dict:
    """The demonstration's head, on the page where people sign in."""
    from django.test import Client

    from vangnet.core.access.models import Account
    from vangnet.core.access.views import DEMO_PASSWORD
    from vangnet.core.people.models import Appointment

    head = Account.objects.get(person=Appointment.objects.filter(role="head").first().person)
    answers = {
        how: Client().post("/account/login/", {"login": head.email, "password": password})
        for how, password in (("wrong", "not this one at all"), ("right", DEMO_PASSWORD))
    }
    return {how: answer.status_code for how, answer in answers.items()}


def reports_in_old_data() -> dict:
    from vangnet.conftest import an_act
    from vangnet.core.dossiers.models import Subject
    from vangnet.core.dossiers.recording import open_dossier
    from vangnet.core.dossiers.verify import verify
    from vangnet.core.people.models import Appointment, Enrolment
    from vangnet.incidents.kind import INCIDENT
    from vangnet.incidents.models import Report

    head = Appointment.objects.filter(role="head").select_related("school", "person").first()
    pupil = Enrolment.objects.filter(school=head.school).first().pupil
    facts = [Report(category_id="accident", place="playground"), Subject(role="victim", pupil=pupil)]
    open_dossier(INCIDENT, head.school, an_act("report", head.person, text="Gevallen.", facts=facts))
    report = verify(opened=True)
    return {"findings": [each.says for each in report.findings], "dossiers": report.dossiers}


def prove_at_night() -> dict:
    """As the recurring work does it, at half past three."""
    from django.utils import timezone

    from vangnet.core.backups.models import Proof
    from vangnet.core.backups.proving import prove_tonight
    from vangnet.core.first_start import Trouble
    from vangnet.core.mail.models import OutgoingMail

    with suppress(Trouble):  # it was noted
        prove_tonight(timezone.localtime().replace(hour=3, minute=30))
    proof = Proof.objects.get()
    return {
        "outcomes": [each.outcome for each in Proof.objects.all()],
        "dossiers": proof.dossiers,
        "says": proof.says,
        "mail": list(OutgoingMail.objects.values_list("to", flat=True)),
    }


def empty_store() -> dict:
    """Made anew by somebody who meant well: its tables are there and nothing in them."""
    from vangnet.core.keys.models import KeyCheck, WrappedKey

    WrappedKey.objects.all().delete()
    KeyCheck.objects.all().delete()
    return {}


def lose_a_key() -> dict:
    from vangnet.core.keys.models import WrappedKey

    WrappedKey.objects.first().delete()
    return {}


def other_store() -> dict:
    """The store of another installation: its own check and its own keys."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    from vangnet.core.keys.installation import KNOWN, lock
    from vangnet.core.keys.models import KeyCheck, WrappedKey

    other = AESGCM(b"o" * 32)
    WrappedKey.objects.all().delete()
    KeyCheck.objects.update(sealed=lock(other, KNOWN, b"check"))
    WrappedKey.objects.create(reference="AAAA-AAAA", wrapped=lock(other, b"k" * 32, b"AAAA-AAAA"))
    return {}


def empty_main() -> dict:
    """Another main database, as a wrong address gives it."""
    from pathlib import Path

    from django.db import connection

    if connection.vendor == "sqlite":
        file = Path(str(connection.settings_dict["NAME"]))
        connection.close()
        file.write_bytes(b"")
    else:
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    return {}


def count_keys() -> dict:
    from vangnet.core.keys.models import WrappedKey

    return {"keys": WrappedKey.objects.count()}


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(globals()[sys.argv[1]](*sys.argv[2:])))
