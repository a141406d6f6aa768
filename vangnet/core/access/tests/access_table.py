"""Who may open the pages of signing in."""

from vangnet.config.tests.access import EVERYBODY, Row

ALL = EVERYBODY | {"everybody"}

TABLE = {
    "sessions": Row(lets=EVERYBODY),
    "sessions-end": Row(lets=EVERYBODY, found=302, method="post"),
    # Each ends only the own ones; this one is Mina's.
    "session-end": Row(lets=frozenset(["mina"]), args=["session"], found=302, method="post"),
    "not-me": Row(lets=ALL, args=["no-such-proof"], found=404),
    "kept": Row(lets=EVERYBODY),
    "invitation": Row(lets=ALL, found=404),
    "invitation-open": Row(lets=ALL, args=["no-such-word"], found=404),
    "blank-key": Row(lets=EVERYBODY, found=302, method="post"),
    "blank": Row(lets=ALL),
    "blank-back": Row(lets=ALL, found=302, method="post"),
    "oidc-link": Row(lets=ALL, found=302),
    "oidc-unlink": Row(lets=EVERYBODY, args=["entra"], found=302, method="post"),
    "openid_connect_login": Row(lets=ALL, args=["entra"], found=404),  # none is set up in the tests
    "openid_connect_callback": Row(lets=ALL, args=["entra"], found=404),
}
