"""Light, dark, or as the device has it: the reader's choice, kept in a cookie that says nothing else."""

from enum import StrEnum

from django.http import HttpRequest, HttpResponse

COOKIE = "vangnet_theme"
ONE_YEAR = 365 * 24 * 60 * 60


class Theme(StrEnum):
    """The values of `<html data-theme>`."""

    DEVICE = "device"  # follows the setting of phone or laptop
    LIGHT = "light"
    DARK = "dark"


def theme_of(request: HttpRequest) -> Theme:
    """The theme that this reader chose; the device decides when the cookie is absent or unknown."""
    try:
        return Theme(request.COOKIES.get(COOKIE, ""))
    except ValueError:
        return Theme.DEVICE


def remember(response: HttpResponse, theme: Theme, *, secure: bool) -> None:
    """Keep the choice on this device for a year."""
    response.set_cookie(COOKIE, theme.value, max_age=ONE_YEAR, secure=secure, httponly=True, samesite="Lax")
