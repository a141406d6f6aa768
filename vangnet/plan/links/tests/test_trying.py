"""Links tried against a real server: what works, what does not and why, and what is never asked."""

import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from vangnet.plan.links import trying
from vangnet.plan.links.reaching import Trouble, is_public, target_of
from vangnet.plan.links.trying import Outcome, State, try_all

from .serving import Server, certificate_for, serving


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


def outcomes_of(links: list[str], *, allows_private: bool = False) -> dict[str, Outcome]:
    """In a thread of its own: in that of the tests another library may have its event loop."""
    with ThreadPoolExecutor(1) as own:
        return own.submit(try_all, links, allows_private=allows_private).result()


def tried(link: str) -> Outcome:
    return outcomes_of([link], allows_private=True)[link]


@pytest.mark.parametrize(
    ("path", "state", "says"),
    [
        ("/", State.WORKS, "it works"),
        ("/een%20plan.pdf?jaar=2026&x=é#pagina", State.WORKS, "it works"),
        ("/only-get", State.WORKS, "it works"),
        ("/early", State.WORKS, "it works"),
        ("/for-now/plan", State.WORKS, "it works"),
        ("/to/plan", State.MOVED, "/plan"),
        ("/to/to/plan", State.MOVED, "/plan"),
        ("/for-now/to/plan", State.WORKS, "it works"),
        ("/to/status/404", State.BROKEN, "404"),
        ("/status/401", State.UNSURE, "401"),
        ("/status/403", State.UNSURE, "403"),
        ("/status/404", State.BROKEN, "404"),
        ("/status/410", State.BROKEN, "410"),
        ("/status/500", State.BROKEN, "500"),
        ("/status/302", State.BROKEN, "302"),
        ("/round", State.BROKEN, "more than 5 times"),
        ("/out", State.BROKEN, "no address of a website"),
        ("/garbage", State.BROKEN, "no answer of a website"),
        ("/long", State.BROKEN, "no answer of a website"),
    ],
)
def test_each_answer_is_told(path: str, state: State, says: str, server: Server) -> None:
    outcome = tried(server.link(path))
    assert outcome.state is state
    assert says in outcome.says


@pytest.mark.parametrize("path", ["/hang", "/drip"])
def test_a_server_that_never_ends_is_left(path: str, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trying, "MOST_SECONDS", 0.5)
    outcome = tried(server.link(path))
    assert (outcome.state, outcome.says) == (State.BROKEN, "no answer within 0 seconds")


def test_nobody_listening_is_told() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        outcome = tried(f"http://127.0.0.1:{taken.getsockname()[1]}/")
    assert outcome.state is State.BROKEN
    assert "can't be reached" in outcome.says


def test_a_name_that_is_not_there_is_told() -> None:
    """`.invalid` never exists (RFC 2606)."""
    assert tried("https://school.invalid/").says == "there is no such host"


@pytest.mark.parametrize(
    ("link", "says"),
    [
        ("http://", "no address of a website"),
        ("ftp://example.org/plan", "no address of a website"),
        ("http://[::1", "no address"),
        ("http://example.org:99999/", "no address"),
        ("https://head:secret@127.0.0.1/", "is not sent"),
        (f"https://{'a' * 64}.example/", "no address"),
    ],
)
def test_what_is_no_address_is_told_and_nothing_is_sent(link: str, says: str) -> None:
    outcome = tried(link)
    assert outcome.state is State.BROKEN
    assert says in outcome.says


def test_nothing_is_sent_but_the_request(server: Server) -> None:
    server.asked.clear()
    tried(server.link("/plan#stuk"))
    [(method, path, headers)] = server.asked
    assert (method, path) == ("HEAD", "/plan")
    assert {line.split(":")[0] for line in headers.strip().splitlines()} == {
        "Host",
        "User-Agent",
        "Accept",
        "Connection",
    }


def test_a_line_end_in_a_link_adds_no_header() -> None:
    assert (
        "\n"
        not in target_of("http://example.org/a\r\nX: 1").path + target_of("http://example.org/?a\nb").path
    )


def test_a_private_network_is_not_called_unless_that_is_asked(server: Server) -> None:
    server.asked.clear()
    port = server.server_address[1]
    links = [server.link("/"), f"http://localhost:{port}/", f"http://2130706433:{port}/"]
    states = {outcome.state for outcome in outcomes_of(links).values()}
    assert states <= {State.PRIVATE, State.BROKEN}
    assert outcomes_of(links)[links[0]].state is State.PRIVATE
    assert server.asked == []


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
     "255.255.255.255", "::1", "::", "fe80::1%eth0", "fd00::1", "ff02::1", "::ffff:10.0.0.1", "2002:7f00:1::",
     "64:ff9b::a00:1"],
)  # fmt: skip
def test_an_address_of_a_private_network_is_known_in_every_guise(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "::ffff:93.184.216.34"])
def test_an_address_of_the_world_is_public(address: str) -> None:
    assert is_public(address)


def test_a_redirect_into_a_private_network_is_not_followed(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each turn is looked at anew: only the first address passes for public here."""
    passes = iter([True, False])
    monkeypatch.setattr("vangnet.plan.links.reaching.is_public", lambda _address: next(passes))
    server.asked.clear()
    link = server.link("/for-now/plan")
    assert outcomes_of([link])[link].state is State.PRIVATE
    assert [path for _method, path, _headers in server.asked] == ["/for-now/plan"]


def test_a_certificate_for_another_name_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    certificate = certificate_for("elders.example", tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with serving(certificate) as server:
        outcome = tried(server.link("/", "https"))
    assert outcome.state is State.BROKEN
    assert "certificate" in outcome.says


def test_a_certificate_that_nobody_vouches_for_is_told(tmp_path: Path) -> None:
    with serving(certificate_for("127.0.0.1", tmp_path)) as server:
        assert "certificate" in tried(server.link("/", "https")).says


def test_a_certificate_in_order_is_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    certificate = certificate_for("127.0.0.1", tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with serving(certificate) as server:
        assert tried(server.link("/", "https")).state is State.WORKS


def test_many_links_are_tried_a_few_at_once_and_each_once(server: Server) -> None:
    server.asked.clear()
    links = [server.link(f"/{number}") for number in range(40)]
    outcomes = outcomes_of([*links, *links], allows_private=True)
    assert list(outcomes) == links
    assert len(server.asked) == 40


def test_an_address_is_made_of_any_host() -> None:
    assert target_of("https://scholen-én-zo.nl/plan").host == "xn--scholen-n-zo-ieb.nl"
    assert target_of("http://[2001:db8::1]:8080/").named == "[2001:db8::1]:8080"
    with pytest.raises(Trouble):
        target_of("javascript:alert(1)")
