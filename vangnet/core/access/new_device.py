"""Somebody signed in where nobody of that name did before: the person is told, and can undo it from the mail.

The mail names the time and the kind of device, nothing else. Its link asks for one press, then signs out everywhere,
forgets the devices, makes the password useless and mails a link for a new one. Opening it does nothing by itself:
mail programs open links.
"""

from datetime import datetime, timedelta
from uuid import uuid4

from allauth.account.forms import default_token_generator
from allauth.account.internal.flows.password_reset import request_password_reset
from django.core import signing
from django.db import transaction
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from vangnet.core.mail.models import post

from . import devices, sessions
from .models import Account

SALT = "vangnet.not-me"
WORKS_FOR = timedelta(days=14)


def tell(request: HttpRequest, account: Account, now: datetime) -> None:
    link = reverse("not-me", args=[signing.dumps([account.pk, _trace(account)], salt=SALT)])
    told = {
        "at": timezone.localtime(now),
        "device": devices.description_of(request),
        "link": request.build_absolute_uri(link),
    }
    post(
        f"new-device-{uuid4().hex}",
        to=account.email,
        subject=_("Vangnet: you signed in on a new device"),
        body=render_to_string("access/email/new_device.txt", told),
        now=now,
    )


def account_of(proof: str) -> Account | None:
    """Whose mail this is; a link works until the password has changed, and two weeks at most."""
    try:
        number, trace = signing.loads(proof, salt=SALT, max_age=WORKS_FOR)
    except signing.BadSignature:
        return None
    account: Account | None = Account.objects.filter(pk=number).first()
    return account if account and constant_time_compare(_trace(account), trace) else None


def _trace(account: Account) -> str:
    """Changes with the password, and tells nothing of it."""
    return salted_hmac(SALT, account.password, algorithm="sha256").hexdigest()[:32]


@transaction.atomic
def undo(request: HttpRequest, account: Account) -> None:
    sessions.end_all(account)
    account.devices.all().delete()
    account.set_unusable_password()
    account.save(update_fields=["password"])
    request_password_reset(request, account.email, [account], default_token_generator)
