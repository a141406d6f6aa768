"""The line between browser and server, as real connections that a test can cut before, during and after sending."""

import contextlib
import socket
import threading
from enum import StrEnum

FORM = b"POST /incidents/report/ "
CHUNK = 65536


class State(StrEnum):
    OPEN = "open"
    CUT = "nobody answers"
    SWALLOWS_FORMS = "a report leaves the browser and does not arrive"
    SWALLOWS_ANSWERS = "a report arrives, and what the server says to it is lost"


class Line:
    """Passes every byte on to the server, and counts the reports that leave the browser."""

    def __init__(self, server_port: int) -> None:
        self.server_port = server_port
        self.state = State.OPEN
        self.reports_sent = 0
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self._connected: set[socket.socket] = set()
        self._unanswered: set[socket.socket] = set()
        threading.Thread(target=self._listen, daemon=True).start()

    def cut(self) -> None:
        """As when somebody walks out of reach: what is under way is lost, too."""
        self.state = State.CUT
        for connection in list(self._connected):
            _end(connection)

    def close(self) -> None:
        self.cut()
        _end(self._listener)

    def _listen(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                browser, _address = self._listener.accept()
                threading.Thread(target=self._connect, args=(browser,), daemon=True).start()

    def _connect(self, browser: socket.socket) -> None:
        try:
            if self.state is State.CUT:
                raise ConnectionRefusedError
            server = socket.create_connection(("127.0.0.1", self.server_port))
        except OSError:
            _end(browser)
            return
        self._connected |= {browser, server}
        threading.Thread(target=self._carry, args=(server, browser, self._loses_answer), daemon=True).start()
        self._carry(browser, server, self._loses_request)

    def _carry(self, giver: socket.socket, taker: socket.socket, loses) -> None:
        with contextlib.suppress(OSError):
            while part := giver.recv(CHUNK):
                if loses(part, giver, taker):
                    break
                taker.sendall(part)
        _end(giver)
        _end(taker)

    def _loses_request(self, part: bytes, browser: socket.socket, _server: socket.socket) -> bool:
        if part.startswith(FORM):
            self.reports_sent += 1
            if self.state is State.SWALLOWS_ANSWERS:
                self._unanswered.add(browser)
            return self.state is State.SWALLOWS_FORMS
        return False

    def _loses_answer(self, _part: bytes, _server: socket.socket, browser: socket.socket) -> bool:
        return browser in self._unanswered


def _end(connection: socket.socket) -> None:
    with contextlib.suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
    connection.close()
