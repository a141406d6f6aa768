"""What every answer tells the browser, walked over every address, and over refusals, errors and static files."""

import json
import os
import re
import subprocess
import sys
import tempfile
from http.cookies import Morsel

import pytest
from django.conf import settings as live
from django.http import HttpResponse
from django.test import Client, RequestFactory

from vangnet.config import headers
from vangnet.config.tests.walk import NAMES, browser_let_in, page_of, table, url_of
from vangnet.core.attachments import downloads

pytestmark = pytest.mark.django_db(databases="__all__")

DIRECTIVES = dict(part.partition(" ")[::2] for part in headers.CONTENT_SECURITY_POLICY.split("; "))


# What somebody brought in from outside goes out under one policy more: nothing in it runs.
OF_A_FILE = f"{downloads.RUNS_NOTHING}, "


def policy_of(response) -> dict[str, str]:
    policy = response["Content-Security-Policy"].removeprefix(OF_A_FILE)
    return dict(part.partition(" ")[::2] for part in policy.split("; "))


def assert_strict(response):
    assert policy_of(response) == DIRECTIVES
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response["X-Frame-Options"] == "DENY"
    assert {"camera=()", "microphone=()", "geolocation=()"} <= set(response["Permissions-Policy"].split(", "))
    assert "Access-Control-Allow-Origin" not in response
    assert response["Server"] == "vangnet"


def test_the_policy_allows_our_own_files_and_nothing_else():
    """No 'unsafe-inline', no 'unsafe-eval', no other host, no data: or blob:, and nothing by default."""
    allowed = {source for sources in DIRECTIVES.values() for source in sources.split()}

    assert DIRECTIVES["default-src"] == DIRECTIVES["object-src"] == DIRECTIVES["base-uri"] == "'none'"
    assert DIRECTIVES["frame-ancestors"] == "'none'"
    assert DIRECTIVES["worker-src"] == DIRECTIVES["form-action"] == DIRECTIVES["script-src"] == "'self'"
    assert allowed == {"'none'", "'self'", "'script'", "default"}
    assert DIRECTIVES["require-trusted-types-for"] == "'script'"


def test_every_page_is_strict_kept_nowhere_and_has_nothing_inline(things, cast, as_):
    """Signed in where that lets somebody in, and without signing in."""
    inline, pages = {}, 0
    for name in NAMES:
        row, url = table()[name], url_of(name, things)
        for browser in (browser_let_in(name, cast, as_), Client()):
            response = getattr(browser, row.method)(url)
            assert_strict(response)
            assert {"no-store", "private"} <= set(response["Cache-Control"].split(", "))
            if response.headers["Content-Type"].startswith("text/html"):
                assert response.headers["Content-Type"] == "text/html; charset=utf-8"
                pages += bool(page_of(response).elements)
                inline[name] = inline_in(response)

    assert {name: found for name, found in inline.items() if found} == {}
    assert pages > 80


def inline_in(response) -> list[str]:
    found = []
    for tag, attributes in page_of(response).elements:
        if tag == "style" or (tag == "script" and not attributes.get("src", "").startswith("/static/")):
            found.append(tag)
        for name, value in attributes.items():
            is_code = name == "style" or name.startswith("on") or name.startswith("hx-on")
            leads_out = re.match(r"\s*(javascript|data|vbscript|https?):|//", value, re.I) and name in {
                "src",
                "action",
                "formaction",
                "poster",
                "srcset",
            }
            # A page that must say nothing of us has an icon of no bytes.
            is_script = value != "data:," and re.match(r"\s*(javascript|data|vbscript):", value, re.I)
            if is_code or leads_out or is_script:
                found.append(f"{tag} {name}={value}")
    return found


def test_the_walk_sees_what_is_inline():
    """The test above can fail."""
    bad = HttpResponse(
        "<p onclick='x()' style='a'><a href=' JavaScript:x()'><script>1</script><style></style>"
    )

    assert len(inline_in(bad)) == 5


@pytest.mark.parametrize(
    ("path", "host", "status"),
    [
        ("/no-such-page", "testserver", 404),
        ("/account/login/", "evil.example", 400),
        ("/incidents/?a=%00", "testserver", 400),
        ("/static/ui/ui.css", "testserver", 200),
        ("/static/no-such-file.css", "testserver", 404),
    ],
)
def test_refusals_and_static_files_are_as_strict(path, host, status, settings):
    settings.WHITENOISE_USE_FINDERS = True
    response = Client().get(path, headers={"host": host})

    assert response.status_code == status
    assert_strict(response)
    if response.streaming:
        b"".join(response.streaming_content)
    response.close()


def test_an_error_is_as_strict_and_says_nothing_of_the_inside(monkeypatch, cast, as_):
    def broken(*_arguments, **_named):
        raise RuntimeError("secret of the inside")

    monkeypatch.setattr("vangnet.desk.views.waiting_for", broken)
    browser = as_(cast.mina)
    browser.raise_request_exception = False

    response = browser.get("/")

    assert response.status_code == 500
    assert_strict(response)
    assert b"secret of the inside" not in response.content
    assert b"Traceback" not in response.content


def test_browsers_are_told_to_use_nothing_but_tls_for_a_year(settings):
    settings.SECURE = True

    response = headers.strict_headers(lambda _request: HttpResponse())(RequestFactory().get("/"))

    assert response["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"


# Cookies

PROBE = """
import json
from django.conf import settings as live
print(json.dumps({name: getattr(live, name) for name in dir(live) if "COOKIE" in name and name.isupper()}, default=str))
"""


def test_over_tls_every_cookie_is_for_this_host_alone_and_out_of_reach_of_scripts():
    """As an installation has it: read from a process of its own, because the tests run without TLS."""
    with tempfile.TemporaryDirectory() as place:
        environment = {
            **os.environ,
            "VANGNET_DATA": place,
            "VANGNET_SECURE": "1",
            "DJANGO_SETTINGS_MODULE": "vangnet.config.settings",
        }
        told = subprocess.run(
            [sys.executable, "-c", PROBE], env=environment, capture_output=True, text=True, check=True
        )
    cookies = json.loads(told.stdout)
    for kind in ("SESSION", "CSRF", "LANGUAGE", "THEME"):
        assert cookies[f"{kind}_COOKIE_NAME"].startswith("__Host-")
    for kind in ("SESSION", "CSRF", "LANGUAGE"):
        assert cookies[f"{kind}_COOKIE_SECURE"] is True
        assert cookies[f"{kind}_COOKIE_HTTPONLY"] is True
        assert cookies[f"{kind}_COOKIE_SAMESITE"] == "Lax"
        assert cookies[f"{kind}_COOKIE_PATH"] == "/"
        assert cookies[f"{kind}_COOKIE_DOMAIN"] is None


def test_no_answer_sets_another_cookie_than_these_four(cast, as_):
    browser = as_(cast.mina)
    browser.post("/ui/theme/", {"theme": "dark"})
    browser.post("/language/setlang/", {"language": "en"})
    browser.get("/incidents/report/")
    browser.post("/account/logout/")
    known = {
        live.SESSION_COOKIE_NAME,
        live.CSRF_COOKIE_NAME,
        live.LANGUAGE_COOKIE_NAME,
        live.THEME_COOKIE_NAME,
    }

    assert set(browser.cookies) <= known
    for name in (live.THEME_COOKIE_NAME,):
        assert _is_hidden(browser.cookies[name])


def _is_hidden(cookie: "Morsel[str]") -> bool:
    return bool(cookie["httponly"]) and cookie["samesite"] == "Lax" and cookie["path"] == "/"
