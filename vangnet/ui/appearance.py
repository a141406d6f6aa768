"""Light, dark, or as the device has it: the reader's choice, kept in a cookie that says nothing else."""

from enum import StrEnum

from django.conf import settings
from django.http import HttpRequest, HttpResponse

ONE_YEAR = 365 * 24 * 60 * 60


class Theme(StrEnum):
    """The values of `<html data-theme>`."""

    DEVICE = "device"  # follows the setting of phone or laptop
    LIGHT = "light"
    DARK = "dark"


def theme_of(request: HttpRequest) -> Theme:
    """The theme that this reader chose; the device decides when the cookie is absent or unknown."""
    try:
        return Theme(request.COOKIES.get(settings.THEME_COOKIE_NAME, ""))
    except ValueError:
        return Theme.DEVICE


def remember(response: HttpResponse, theme: Theme) -> None:
    """Keep the choice on this device for a year."""
    response.set_cookie(
        settings.THEME_COOKIE_NAME,
        theme.value,
        max_age=ONE_YEAR,
        secure=settings.SECURE,
        httponly=True,
        samesite="Lax",
    )
