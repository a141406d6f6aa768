"""Found an installation: the board, and the person who will bring in everybody else."""

import argparse
from getpass import getpass

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from vangnet.core.access.models import Account
from vangnet.core.people.models import Appointment, Board, Person
from vangnet.core.people.roles import Role

from .prepare import console, prepare


def run(options: argparse.Namespace) -> int:
    prepare()
    if Board.objects.exists():
        console.print("This installation already has a board. One installation serves one board.")
        return 2
    password = getpass("A password for the administrator (at least twelve characters): ")
    try:
        validate_password(password)
    except ValidationError as refused:
        console.print("\n".join(refused.messages))
        return 2
    _found(options, password)
    console.print(f"{options.board} is founded. Start with: vangnet serve")
    return 0


@transaction.atomic
def _found(options: argparse.Namespace, password: str) -> None:
    call_name, _, last_name = options.name.partition(" ")
    Board.objects.create(name=options.board, number=options.number)
    person = Person.objects.create(call_name=call_name, last_name=last_name, email=options.email.lower())
    Account.objects.create_account(person, email=options.email, password=password)
    Appointment.objects.create(person=person, role=Role.ADMINISTRATOR, first_on=timezone.localdate())
