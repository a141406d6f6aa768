"""Addresses that are open to everybody, or come from the sign-in library and lead nowhere without its own proof."""

from vangnet.config.tests.access import EVERYBODY as SIGNED_IN
from vangnet.config.tests.access import Row

ALL = SIGNED_IN | {"everybody"}

TABLE = {
    "theme": Row(lets=ALL, found=302, method="post"),
    "set_language": Row(lets=ALL, found=302, method="post"),
    "health": Row(lets=ALL),
    "components": Row(lets=ALL),
    "account_login": Row(lets=SIGNED_IN, found=302),  # who is signed in is sent to the desk
    "account_logout": Row(lets=SIGNED_IN),
    "account_inactive": Row(lets=ALL),
    "account_signup": Row(lets=SIGNED_IN, found=302),
    "account_reauthenticate": Row(lets=SIGNED_IN),
    "account_email": Row(lets=frozenset()),
    "account_email_verification_sent": Row(lets=ALL),
    "account_change_password": Row(lets=SIGNED_IN),
    "account_set_password": Row(lets=SIGNED_IN, found=302),
    "account_reset_password": Row(lets=ALL),
    "account_confirm_login_code": Row(lets=SIGNED_IN, found=302),
    "account_confirm_email": Row(lets=ALL, args=["no-such-key"]),
    "account_reset_password_from_key_done": Row(lets=ALL),
    "account_reset_password_from_key": Row(lets=ALL, args=["abc", "no-such-key"]),
    "account_reset_password_done": Row(lets=ALL),
    # Who is signed in has had these; who has not is asked for the password first.
    "second-factor-asked": Row(lets=SIGNED_IN, found=302),
    "passkey-sign-in": Row(lets=ALL, found=302, method="post"),
    "passkey-question": Row(lets=ALL, method="post"),
    "second-factor-question": Row(lets=SIGNED_IN, method="post"),
}
