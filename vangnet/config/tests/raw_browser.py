"""A browser of a few lines over a real connection; it remembers everything that the server ever said."""

import re
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection
from urllib.parse import urlencode

from vangnet.config.tests.walk import Page

COOKIE = re.compile(r"^([^=]+)=([^;]*)")


@dataclass
class Answer:
    status: int
    headers: list[tuple[str, str]]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode(errors="replace")

    def header(self, name: str) -> str:
        return next((value for key, value in self.headers if key.lower() == name.lower()), "")


@dataclass
class Browser:
    port: int
    session: str = ""
    said: list[Answer] = field(default_factory=list)
    cookies: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.cookies["django_language"] = "en"
        if self.session:
            self.cookies["sessionid"] = self.session

    def get(self, path: str) -> Answer:
        return self._ask("GET", path, b"", {})

    def post(self, path: str, fields: dict) -> Answer:
        """With the token of our own pages, as a form sends it."""
        body = urlencode({"csrfmiddlewaretoken": self._token(), **fields}, doseq=True).encode()
        return self._ask("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded"})

    def send_file(self, path: str, name: str, content: bytes, fields: dict) -> Answer:
        lines = []
        for key, value in {"csrfmiddlewaretoken": self._token(), **fields}.items():
            lines.append(
                f'--limit\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
            )
        head = f'--limit\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode()
        body = b"".join([*lines, head, content, b"\r\n--limit--\r\n"])
        return self._ask("POST", path, body, {"Content-Type": "multipart/form-data; boundary=limit"})

    def form(self, path: str) -> dict:
        """The largest form on a page that is sent to the page itself."""
        return max(Page(self.get(path).text).own_forms(path), key=len, default={})

    def _token(self) -> str:
        if "csrftoken" not in self.cookies:
            self.get("/account/password/reset/")
        return self.cookies.get("csrftoken", "")

    def _ask(self, method: str, path: str, body: bytes, headers: dict) -> Answer:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        with suppress(BrokenPipeError):  # what is too large is answered before all of it was sent
            connection.request(method, path, body or None, {"Cookie": cookie, **headers})
        found = connection.getresponse()
        answer = Answer(found.status, found.getheaders(), found.read())
        connection.close()
        for name, value in answer.headers:
            if name.lower() == "set-cookie" and (cookie_set := COOKIE.match(value.strip())):
                self.cookies[cookie_set[1]] = cookie_set[2]
        self.said.append(answer)
        return answer
