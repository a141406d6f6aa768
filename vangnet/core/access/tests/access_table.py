"""Who may open the pages of the second step: everybody the own, the administrator those of others."""

from vangnet.config.tests.access import EVERYBODY, Row, names

TABLE = {
    "second-factor": Row(lets=EVERYBODY),
    "second-factor-again": Row(lets=EVERYBODY),
    "second-factor-app": Row(lets=EVERYBODY - {"mina"}),  # who has one already
    "second-factor-passkey": Row(lets=EVERYBODY),
    "second-factor-passkey-options": Row(lets=EVERYBODY, method="post"),
    "second-factor-codes": Row(lets=names("mina")),  # nothing to recover without a second step
    "second-factor-codes-file": Row(lets=EVERYBODY, method="post"),
    "second-factor-remove": Row(lets=names("mina"), args=["app_of_mina"]),
    "second-factor-resets": Row(lets=names("fenna ada")),
    "second-factor-reset": Row(lets=names("ada"), args=["account_of_mina"]),
}
