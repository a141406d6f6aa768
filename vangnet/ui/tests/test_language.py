"""Dutch first: only the reader's own choice on this device changes the language."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import translation

from vangnet.ui.language import dutch_first


def answer(**headers):
    """What the middleware makes of a request: language inside, and the response."""
    seen = []

    def view(request):
        seen.append((translation.get_language(), request.LANGUAGE_CODE))
        return HttpResponse("")

    cookie = headers.pop("cookie", None)
    request = RequestFactory().get("/", headers=headers)
    if cookie is not None:
        request.COOKIES["django_language"] = cookie
    return seen, dutch_first(view)(request)


def test_a_newcomer_reads_dutch_whatever_the_browser_asks():
    seen, response = answer(accept_language="en-GB,en;q=0.9")

    assert seen == [("nl", "nl")]
    assert response.headers["Content-Language"] == "nl"


def test_who_chose_english_reads_english():
    seen, response = answer(cookie="en")

    assert seen == [("en", "en")]
    assert response.headers["Content-Language"] == "en"


@pytest.mark.parametrize("cookie", ["", "xx", "../nl", "n" * 900])
def test_an_unknown_language_is_dutch(cookie):
    assert answer(cookie=cookie)[0] == [("nl", "nl")]


def test_the_language_does_not_leak_to_the_next_request():
    with translation.override("en"):
        answer()
        assert translation.get_language() == "en"
