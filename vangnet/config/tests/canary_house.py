"""An installation for the canary: the cast of the tests, three people with a name like no other, a session for each."""

import json
import os
import sys

import django


def main(word: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vangnet.config.settings")
    django.setup()
    from django.test import Client

    from vangnet.config.commands.prepare import prepare
    from vangnet.conftest import _found_the_board, proven
    from vangnet.core.access.models import Account
    from vangnet.core.people.models import Appointment, Guardianship, Person, Pupil

    prepare()
    _found_the_board()
    pupil = Pupil.objects.get(call_name="Aya")
    pupil.call_name, pupil.last_name = "Aya", f"Pupil{word}"
    pupil.save()
    guardian = Guardianship.objects.get(pupil=pupil).guardian
    guardian.last_name = f"Guardian{word}"
    guardian.save()
    colleague = Person.objects.get(email="mina@example.org")
    colleague.last_name = f"Colleague{word}"
    colleague.save()
    sessions = {}
    for account in Account.objects.all():
        client = Client()
        client.force_login(account, backend="vangnet.core.access.backend.ByAppointment")
        sessions[account.person.call_name.lower()] = proven(client, account)
    told = {
        "sessions": sessions,
        "pupil": pupil.pk,
        "guardianship": Guardianship.objects.get(pupil=pupil).pk,
        "kees": Appointment.objects.get(person__email="kees@example.org").pk,
        "school": Appointment.objects.get(person__email="hanna@example.org").school_id,
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1])
