"""A real web server on this machine that answers as a test wants, over HTTP or TLS."""

import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from threading import Event, Thread

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

RAW = {
    "/garbage": b"SSH-2.0-OpenSSH\r\n",
    "/long": b"HTTP/1.1 200 OK\r\nX: " + b"x" * 2**20 + b"\r\n\r\n",
    "/early": b"HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\n\r\n",
}
MOVES = {"to": 301, "for-now": 302}
LOCATIONS = {"/round": "/round", "/out": "ftp://example.org/"}


class Server(ThreadingHTTPServer):
    """`asked` has method, path and all headers of what came in."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[str, str, str]] = []
        self.let_go = Event()

    def link(self, path: str, scheme: str = "http") -> str:
        return f"{scheme}://127.0.0.1:{self.server_address[1]}{path}"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_HEAD(self) -> None:
        self._answer("HEAD")

    def do_GET(self) -> None:
        self._answer("GET")

    def _answer(self, method: str) -> None:
        self.server.asked.append((method, self.path, str(self.headers)))
        if self.path in RAW:
            self.wfile.write(RAW[self.path])
        elif self.path in {"/hang", "/drip"}:
            self._never(self.path == "/drip")
        else:
            self._say(*self._status(method))

    def _status(self, method: str) -> tuple[int, str]:
        first, rest = self.path.split("/", 2)[1], "/" + self.path.split("/", 2)[-1]
        if first == "status":
            return int(rest[1:]), ""
        if first in MOVES:
            return MOVES[first], rest
        if self.path in LOCATIONS:
            return 302, LOCATIONS[self.path]
        return (405 if (method, self.path) == ("HEAD", "/only-get") else 200), ""

    def _say(self, status: int, location: str) -> None:
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.end_headers()

    def _never(self, drips: bool) -> None:
        """No end comes; perhaps always one more letter."""
        while not self.server.let_go.wait(0.05):
            try:
                self.wfile.write(b"H" if drips else b"")
            except OSError:
                return

    def log_message(self, *_arguments: object) -> None:
        pass


@contextmanager
def serving(certificate: Path | None = None) -> Iterator[Server]:
    server = Server()
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.let_go.set()
        server.shutdown()
        server.server_close()
        thread.join(5)


def certificate_for(name: str, folder: Path) -> Path:
    """A certificate with its key, signed by itself, for this name and no address."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.fromtimestamp(time.time(), UTC)
    names: list[x509.GeneralName] = (
        [x509.DNSName(name)] if name[0].isalpha() else [x509.IPAddress(ip_address(name))]
    )
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path = folder / f"{name}.pem"
    path.write_bytes(private + made.public_bytes(pem))
    return path
