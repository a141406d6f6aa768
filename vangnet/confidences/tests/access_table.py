"""Who may see the figures of the confidential adviser; nobody finds a talk here."""

from vangnet.config.tests.access import Row, names

TABLE = {"confidences-year": Row(lets=names("vera hanna noor bas marit"))}
