"""The devices on which somebody has signed in before: a known one is never slowed by a stranger's failures.

A device holds a long-lived cookie with a random word, and this table a digest of that word for each person who
signed in there. The word is made anew whenever somebody signs in there for the first time: a word that was put
into a browser by somebody else is worth nothing.
"""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

COOKIE = f"{settings.COOKIES_OF}vangnet_device"
KEPT_FOR = timedelta(days=365)

# The first of each that stands in what a browser says about itself; order matters, for many name several.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "Chromebook"),  # codespell:ignore
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
)


class Device(models.Model):
    """A browser on which this account has signed in."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="devices")
    token = models.CharField(max_length=64)
    description = models.CharField(max_length=80)
    first_seen_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["token", "account"], name="a_device_is_known_once_to_an_account")
        ]

    def __str__(self) -> str:
        return self.description


def token_of(request: HttpRequest) -> str:
    """The digest of this browser's word, or nothing."""
    word = request.COOKIES.get(COOKIE, "")
    return sha256(word.encode()).hexdigest() if word else ""


def is_known(request: HttpRequest, email: str) -> bool:
    token = token_of(request)
    return bool(token) and Device.objects.filter(token=token, account__email__iexact=email).exists()


def recognise(request: HttpRequest, response: HttpResponse, account_id: int, now: datetime) -> bool:
    """Somebody has signed in here: remember it. True when this account was not known on this device."""
    token = token_of(request)
    if Device.objects.filter(token=token, account=account_id).update(last_seen_at=now):
        return False
    word = secrets.token_urlsafe(32)
    renewed = sha256(word.encode()).hexdigest()
    if token:
        Device.objects.filter(token=token).update(token=renewed)
    Device.objects.create(
        account_id=account_id,
        token=renewed,
        description=description_of(request),
        first_seen_at=now,
        last_seen_at=now,
    )
    response.set_cookie(
        COOKIE,
        word,
        max_age=KEPT_FOR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return True


def description_of(request: HttpRequest) -> str:
    """The kind of device in a few words, from what the browser says; never what it says itself."""
    said = request.headers.get("User-Agent", "")
    browser = next((name for sign, name in BROWSERS if sign in said), "")
    system = next((name for sign, name in SYSTEMS if sign in said), "")
    return ", ".join(filter(None, [browser, system])) or _("a device that does not say what it is")


def forget_unused(now: datetime) -> None:
    Device.objects.filter(last_seen_at__lt=now - KEPT_FOR).delete()
