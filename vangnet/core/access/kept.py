"""What somebody was writing when the session had ended: kept sealed, and given back after signing in again.

The key stands in a cookie of that browser alone and the sealed words in the table, so neither is of use without the
other; and only the person whose session it was gets them back. Files are not kept. After half a day all is gone.
"""

import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

# Sent to one page alone, so with the lesser of the two prefixes.
COOKIE = f"{'__Secure-' if settings.SECURE else ''}vangnet_kept"
KEPT_FOR = timedelta(hours=12)
AT_MOST = 5
NOT_KEPT = {"csrfmiddlewaretoken"}


class KeptForm(models.Model):
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="kept_forms")
    sealed = models.BinaryField()
    kept_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.kept_at:%H:%M}"


@dataclass(frozen=True)
class Posted:
    """A form as it was sent: where to, and each field with its value, in order."""

    address: str
    fields: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, request: HttpRequest) -> "Posted":
        pairs = [(name, value) for name, values in request.POST.lists() for value in values]
        return cls(request.path, tuple(pair for pair in pairs if pair[0] not in NOT_KEPT))

    def texts(self) -> list[str]:
        """What was told in words: a value with a space in it is one, a number or a choice is not."""
        return [value for _name, value in self.fields if " " in value.strip()]


def keep(request: HttpRequest, response: HttpResponse, account_id: int, now: datetime) -> None:
    posted, key = Posted.of(request), secrets.token_bytes(32)
    words = json.dumps([posted.address, posted.fields]).encode()
    nonce = secrets.token_bytes(12)
    sealed = nonce + AESGCM(key).encrypt(nonce, words, _bound_to(account_id))
    row = KeptForm.objects.create(account_id=account_id, sealed=sealed, kept_at=now)
    newest = KeptForm.objects.filter(account=account_id).order_by("-kept_at").values("pk")[:AT_MOST]
    KeptForm.objects.filter(account=account_id).exclude(
        pk__in=list(newest.values_list("pk", flat=True))
    ).delete()
    response.set_cookie(
        COOKIE,
        f"{row.pk}.{urlsafe_b64encode(key).decode()}",
        max_age=KEPT_FOR,
        path=reverse("kept"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def kept_for(request: HttpRequest, account_id: int, now: datetime) -> tuple[KeptForm, Posted] | None:
    """What this browser kept for this person; nothing for anybody else, and nothing when it is too old."""
    number, _dot, key = request.COOKIES.get(COOKIE, "").partition(".")
    rows = KeptForm.objects.filter(account=account_id, kept_at__gt=now - KEPT_FOR)
    row = rows.filter(pk=number).first() if number.isascii() and number.isdigit() else None
    if row is None:
        return None
    sealed = bytes(row.sealed)
    try:
        cipher = AESGCM(urlsafe_b64decode(key))
        address, fields = json.loads(cipher.decrypt(sealed[:12], sealed[12:], _bound_to(account_id)))
    except (InvalidTag, NotBase64, ValueError):
        return None
    return row, Posted(address, tuple((name, value) for name, value in fields))


def let_go(response: HttpResponse) -> None:
    response.delete_cookie(COOKIE, path=reverse("kept"))


def _bound_to(account_id: int) -> bytes:
    return f"vangnet.kept.{account_id}".encode()


def forget(now: datetime) -> None:
    KeptForm.objects.filter(kept_at__lt=now - KEPT_FOR).delete()
