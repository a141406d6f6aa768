"""A mail server for the tests, on a port of this machine: it keeps what it gets, and can be made to behave badly."""

import socketserver
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from threading import Event, Thread

GREETING, ANSWER = b"220 sink\r\n", b"250 yes\r\n"


@dataclass
class Sink:
    """`answers` maps an address to what the server says of it, once for each time it is named; then it is accepted."""

    port: int = 0
    got: list[Message] = field(default_factory=list)
    answers: dict[str, list[str]] = field(default_factory=dict)
    refuses_sender: bool = False
    is_silent: bool = False  # accepts the connection and says nothing
    before_answering: Callable[[], None] | None = None  # after the mail was kept
    drops: int = 0  # so many times the connection ends after the mail was kept, without an answer
    delay: float = 0.0
    connections: int = 0
    ended: Event = field(default_factory=Event)

    @property
    def addresses(self) -> list[str]:
        return [message["To"] for message in self.got]

    @property
    def identities(self) -> list[str]:
        return [message["Message-ID"] for message in self.got]


class _Talk(socketserver.StreamRequestHandler):
    server: "_Server"

    def handle(self) -> None:
        sink = self.server.sink
        sink.connections += 1
        if sink.is_silent:
            sink.ended.wait(30)
            return
        with suppress(ConnectionError):  # whoever sends may be killed
            self.wfile.write(GREETING)
            while line := self.rfile.readline():
                if not self._answer(sink, line.decode().strip()):
                    return

    def _answer(self, sink: Sink, line: str) -> bool:
        word = line.upper()
        if word.startswith("DATA"):
            return self._keep(sink)
        if word.startswith("MAIL") and sink.refuses_sender:
            self.wfile.write(b"554 not from you\r\n")
        elif word.startswith("RCPT"):
            address = line[line.index("<") + 1 : line.index(">")]
            told = sink.answers.get(address) or ["250 yes"]
            self.wfile.write(f"{told.pop(0)}\r\n".encode())
        else:
            self.wfile.write(b"221 bye\r\n" if word == "QUIT" else ANSWER)
        return word != "QUIT"

    def _keep(self, sink: Sink) -> bool:
        self.wfile.write(b"354 go on\r\n")
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line)
        sink.got.append(message_from_bytes(b"".join(lines)))
        time.sleep(sink.delay)
        if sink.before_answering:
            sink.before_answering()
        if sink.drops:
            sink.drops -= 1
            return False
        self.wfile.write(ANSWER)
        return True


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True
    sink: Sink


@contextmanager
def listening(port: int = 0) -> Iterator[Sink]:
    with _Server(("127.0.0.1", port), _Talk) as server:
        server.sink = Sink(server.server_address[1])
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        try:
            yield server.sink
        finally:
            server.sink.ended.set()
            server.shutdown()
