"""The six figures of an app with codes (RFC 6238: SHA-1, thirty seconds), and how the app learns the secret.

A code of the half minute before or after counts too, because telephones are not always on time; each counts once.
"""

import base64
import hashlib
import hmac
import secrets
from datetime import datetime
from urllib.parse import quote, urlencode

DIGITS, SECONDS, BESIDE = 6, 30, 1
LENGTH = 20


def new_secret() -> bytes:
    return secrets.token_bytes(LENGTH)


def step_of(now: datetime) -> int:
    return int(now.timestamp()) // SECONDS


def code(secret: bytes, step: int) -> str:
    """RFC 4226, par. 5.3, of the number of half minutes since 1970."""
    mac = hmac.new(secret, step.to_bytes(8, "big"), hashlib.sha1).digest()
    place = mac[-1] & 0xF
    number = int.from_bytes(mac[place : place + 4], "big") & 0x7FFF_FFFF
    return str(number % 10**DIGITS).zfill(DIGITS)


def step_that_gives(secret: bytes, typed: str, now: datetime) -> int | None:
    """The half minute whose code was typed; all are compared, so that time tells nothing."""
    middle = step_of(now)
    found = [
        step
        for step in range(middle - BESIDE, middle + BESIDE + 1)
        if hmac.compare_digest(code(secret, step).encode(), typed.encode())
    ]
    return found[0] if found else None


def written(secret: bytes) -> str:
    """The secret as somebody types it, in groups of four."""
    plain = base64.b32encode(secret).decode()
    return " ".join(plain[start : start + 4] for start in range(0, len(plain), 4))


def address(secret: bytes, email: str, host: str) -> str:
    """What the square picture says, and what a link on the telephone itself opens."""
    asked = {"secret": base64.b32encode(secret).decode(), "issuer": f"Vangnet {host}"}
    return f"otpauth://totp/{quote(f'Vangnet {host}:{email}')}?{urlencode(asked, quote_via=quote)}"


def picture(text: str) -> tuple[int, str]:
    """The square picture of an address: its side, and a path for an SVG that needs no style of its own."""
    from qrcode.constants import ERROR_CORRECT_M  # only here: it is not needed to start
    from qrcode.main import QRCode

    drawing = QRCode(error_correction=ERROR_CORRECT_M, border=4)
    drawing.add_data(text)
    rows = drawing.get_matrix()
    squares = ((x, y) for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark)
    return len(rows), "".join(f"M{x} {y}h1v1h-1z" for x, y in squares)
