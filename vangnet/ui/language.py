"""Which language a page speaks: Dutch, unless the reader chose another one here.

The browser's own preference is not asked: a school's screens are shared, and the school speaks Dutch.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

FIRST = "nl"


def dutch_first(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Answer each request in the chosen language, and leave the thread as it was."""

    def in_chosen_language(request: HttpRequest) -> HttpResponse:
        language = chosen_language(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

    return in_chosen_language


def chosen_language(request: HttpRequest) -> str:
    """The language of the cookie that Django's `set_language` leaves; Dutch when it is absent or unknown."""
    try:
        return translation.get_supported_language_variant(request.COOKIES[settings.LANGUAGE_COOKIE_NAME])
    except (KeyError, LookupError):
        return FIRST
