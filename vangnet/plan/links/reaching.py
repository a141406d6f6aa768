"""One request to one server, and what it answers: nothing is sent but the request, and no page is read.

The address that was found for a name is looked at before anything is sent to it, and that same address is called, so
that no name can lead into the network of the server on which this runs.
"""

import asyncio
import socket
import ssl
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import quote, urlsplit

PORTS = {"http": 80, "https": 443}
THROUGH_NAT = IPv6Network("64:ff9b::/96")  # the last four bytes are an address of before IPv6
MOST_LINES = 200
LONGEST_LINE = 2**16
KEPT = "/%:@!$&'()*+,;=~-._?"


class Trouble(Exception):  # noqa: N818 - a sentence for a person
    """Why there is no answer. `is_private`: nothing was sent, because it lies in a private network."""

    def __init__(self, says: str, *, is_private: bool = False) -> None:
        super().__init__(says)
        self.says, self.is_private = says, is_private


@dataclass(frozen=True)
class Answer:
    status: int
    location: str = ""


@dataclass(frozen=True)
class Target:
    """Where a link leads, as a request says it."""

    host: str
    port: int
    path: str
    is_secure: bool

    @property
    def named(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port in PORTS.values() else f"{host}:{self.port}"


def target_of(link: str) -> Target:
    try:
        parts = urlsplit(link.strip())
        host = (parts.hostname or "").encode("idna").decode()
        port = parts.port or PORTS.get(parts.scheme, 0)
    except ValueError as trouble:
        raise Trouble("this is no address") from trouble
    if not (host and port and parts.scheme in PORTS):
        raise Trouble("this is no address of a website")
    if parts.username is not None:
        raise Trouble("a name or password stands in it, which is not sent")
    query = f"?{quote(parts.query, safe=KEPT)}" if parts.query else ""
    return Target(host, port, quote(parts.path or "/", safe=KEPT) + query, parts.scheme == "https")


async def addresses_of(target: Target, *, allows_private: bool) -> list[str]:
    try:
        found = await asyncio.get_running_loop().getaddrinfo(
            target.host, target.port, type=socket.SOCK_STREAM
        )
    except (OSError, UnicodeError) as trouble:
        raise Trouble("there is no such host") from trouble
    addresses = list(dict.fromkeys(str(each[4][0]) for each in found))
    if not (allows_private or all(is_public(each) for each in addresses)):
        raise Trouble("it lies in a private network; --private tries it too", is_private=True)
    return addresses


def is_public(address: str) -> bool:
    ip: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv6Address):
        inside = ip.ipv4_mapped or ip.sixtofour or (ip.teredo or (None, None))[1]
        inside = inside or (IPv4Address(int(ip) & 0xFFFFFFFF) if ip in THROUGH_NAT else None)
        ip = inside or ip
    return ip.is_global and not ip.is_multicast


async def asked(target: Target, addresses: list[str], method: str) -> Answer:
    reader, writer = await _connected(target, addresses)
    try:
        writer.write(
            f"{method} {target.path} HTTP/1.1\r\nHost: {target.named}\r\nUser-Agent: vangnet plan links\r\n"
            "Accept: */*\r\nConnection: close\r\n\r\n".encode("ascii")
        )
        await writer.drain()
        return await _answer(reader)
    except (OSError, ValueError) as trouble:  # a line that is too long is a ValueError
        raise Trouble("what it answers is no answer of a website") from trouble
    finally:
        writer.transport.abort()


async def _connected(
    target: Target, addresses: list[str]
) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    context = ssl.create_default_context() if target.is_secure else None
    why = "there is no such host"
    for address in addresses:
        try:
            return await asyncio.open_connection(
                address,
                target.port,
                ssl=context,
                server_hostname=target.host if context else None,
                limit=LONGEST_LINE,
            )
        except ssl.SSLCertVerificationError as trouble:
            raise Trouble(f"its certificate is not in order: {trouble.verify_message}") from trouble
        except OSError as trouble:
            why = f"it can't be reached: {trouble.strerror or trouble}"
    raise Trouble(why)


async def _answer(reader: asyncio.StreamReader) -> Answer:
    """The first that is no "wait a moment" (1xx)."""
    status, headers = 100, dict[str, str]()
    while 100 <= status < 200:
        status, headers = await _head(reader)
    return Answer(status, headers.get("location", ""))


async def _head(reader: asyncio.StreamReader) -> tuple[int, dict[str, str]]:
    lines: list[str] = []
    while (line := (await reader.readline()).decode("latin-1").strip()) and len(lines) < MOST_LINES:
        lines.append(line)
    if not lines or not lines[0].startswith("HTTP/"):
        raise ValueError("no status")
    headers = (line.partition(":") for line in lines[1:])
    return int(lines[0].split()[1]), {name.strip().lower(): value.strip() for name, _colon, value in headers}
