"""Who may open the desk: everybody with an appointment today."""

from vangnet.config.tests.access import EVERYBODY, Row

TABLE = {"desk": Row(lets=EVERYBODY), "desk-promised": Row(lets=EVERYBODY, found=302)}
