"""Codes on paper, for who has lost the telephone: ten of them, each works once, and only a digest of each is kept."""

import hashlib
import hmac
import re
import secrets
from datetime import datetime

from django.db import transaction

from .models import Kind, SecondFactor

HOW_MANY = 10
FEW = 3
# Without letters and figures that are taken for each other; twelve of these are 59 bits.
SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
WRITTEN = re.compile(f"[{SIGNS}]{{4}}-[{SIGNS}]{{4}}-[{SIGNS}]{{4}}")


def new_codes(account: int, now: datetime) -> list[str]:
    """Ten new codes, returned this once; the ones before no longer work."""
    codes = [_drawn() for _ in range(HOW_MANY)]
    rows = [SecondFactor(account_id=account, kind=Kind.RECOVERY_CODE, made_at=now) for _ in codes]
    for row, code in zip(rows, codes, strict=True):
        row.content = _digest(code)
    with transaction.atomic():
        SecondFactor.objects.of(account).filter(kind=Kind.RECOVERY_CODE).delete()
        SecondFactor.objects.bulk_create(rows)
    return codes


def code_that_matches(account: int, typed: str) -> SecondFactor | None:
    """The unused code that was typed; all are compared, so that time tells nothing."""
    digest = _digest(typed)
    unused = SecondFactor.objects.of(account).unused_codes()
    found = [row for row in unused if hmac.compare_digest(row.content, digest)]
    return found[0] if found else None


def left(account: int) -> int:
    return SecondFactor.objects.of(account).unused_codes().count()


def _drawn() -> str:
    signs = "".join(secrets.choice(SIGNS) for _ in range(12))
    return f"{signs[:4]}-{signs[4:8]}-{signs[8:]}"


def _digest(code: str) -> bytes:
    """Of the code as typed: small letters, spaces and dashes make no difference."""
    return hashlib.sha256(re.sub(r"[\s-]", "", code).upper().encode()).digest()
