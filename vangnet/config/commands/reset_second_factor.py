"""Take somebody's second step away on the server: the last door, for when the only administrator is locked out."""

import argparse

from django.utils import timezone

from vangnet.core.access.models import Account
from vangnet.core.access.second_factor.resetting import reset

from .prepare import console


def run(options: argparse.Namespace) -> int:
    account = Account.objects.select_related("person").filter(email__iexact=options.email).first()
    if account is None:
        console.print(f"Nobody signs in with {options.email}.")
        return 2
    reset(account, by=None, reason=options.reason, now=timezone.now())
    console.print(
        f"{account.email} sets up a new second step at the next sign-in, and is signed out everywhere."
    )
    return 0
