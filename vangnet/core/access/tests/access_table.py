"""Who may open the pages of signing in and of the second step: everybody the own, the administrator others'."""

from vangnet.config.tests.access import EVERYBODY, Row, names

ALL = EVERYBODY | {"everybody"}

TABLE = {
    "second-factor": Row(lets=EVERYBODY),
    # Who has nothing to prove with signs in anew.
    "second-factor-again": Row(lets=names("mina"), refused=302),
    "second-factor-app": Row(lets=EVERYBODY - {"mina"}),  # who has one already
    "second-factor-passkey": Row(lets=EVERYBODY),
    "second-factor-passkey-options": Row(lets=EVERYBODY, method="post"),
    "second-factor-codes": Row(lets=names("mina")),  # nothing to recover without a second step
    "second-factor-codes-file": Row(lets=EVERYBODY, method="post"),
    "second-factor-remove": Row(lets=names("mina"), args=["app_of_mina"]),
    "second-factor-resets": Row(lets=names("fenna ada")),
    "second-factor-reset": Row(lets=names("ada"), args=["account_of_mina"]),
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
