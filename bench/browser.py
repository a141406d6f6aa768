"""Somebody at a browser: signs in through the real page, keeps the connection open, and reads whole pages."""

import re
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection
from urllib.parse import urlencode

from vangnet.core.access.second_factor.totp import SECONDS, code

SECOND_STEP = "/account/second-factor/asked/"
FOUND = frozenset({200, 302, 303, 422})  # the last is a form that is shown again
TOKEN = re.compile(r'name="(csrfmiddlewaretoken|token)"[^>]*?value="([^"]+)"')


class Refused(Exception):  # noqa: N818 - a sentence for whoever measures
    """The server gave another answer than a page."""


@dataclass
class Browser:
    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    pages: list[str] = field(default_factory=list)  # fetched before, to begin a turn on
    size: int = 0  # of the last answer
    refusal: str = ""  # the page that came with the last refusal

    def __post_init__(self) -> None:
        self._connection = HTTPConnection("127.0.0.1", self.port, timeout=60)

    def sign_in(self, email: str, password: str, secret: bytes) -> None:
        """With the password, and with a code of the app; a code that was used already is followed by the next."""
        address = "/account/login/"
        hidden = hidden_in(self.get(address))
        leads_to, _page = self.post(address, {"login": email, "password": password, **hidden})
        for wait, later in ((0, 0), (0, 1), (SECONDS, 1)):
            if leads_to and not leads_to.startswith(SECOND_STEP):
                break
            time.sleep(wait)
            hidden = hidden_in(self.get(SECOND_STEP))
            typed = code(secret, int(time.time()) // SECONDS + later)
            with suppress(Refused):  # used already, on the other connection
                leads_to = self.post(SECOND_STEP, {"code": typed, **hidden})[0]
        if not leads_to or leads_to.startswith((address, SECOND_STEP)):
            raise Refused(f"{email} could not sign in")

    def get(self, address: str) -> str:
        return self._ask("GET", address, None)[1]

    def post(self, address: str, values: Mapping[str, str | Sequence[str]]) -> tuple[str, str]:
        """Where the answer leads (nowhere when it is a page), and the page."""
        return self._ask(
            "POST",
            address,
            urlencode({"csrfmiddlewaretoken": self.cookies["csrftoken"], **values}, doseq=True),
        )

    def connect(self) -> int:
        """Anew; the port on this side."""
        self._connection.close()
        self._connection.connect()
        port: int = self._connection.sock.getsockname()[1]
        return port

    def close(self) -> None:
        self._connection.close()

    def _ask(self, method: str, address: str, body: str | None) -> tuple[str, str]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self._connection.request(method, address, body, headers)
        answer = self._connection.getresponse()
        page = answer.read()
        self.size = len(page)
        if answer.status not in FOUND:
            self.refusal = page.decode()
            raise Refused(f"{method} {address}: {answer.status}")
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                cookie, _semicolon, _rest = value.partition(";")
                key, _equals, content = cookie.partition("=")
                self.cookies[key] = content
        return answer.getheader("Location") or "", page.decode()


def hidden_in(page: str) -> dict[str, str]:
    """The tokens of a form."""
    return dict(TOKEN.findall(page))
