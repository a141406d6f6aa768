"""Who may open the pages of staffing."""

from vangnet.config.tests.access import SCHOOL_STAFF, Row, names

READERS = SCHOOL_STAFF | names("carla bas ada")
AT_LINDE = READERS - names("nadia noor")
KEEPERS_OF_LINDE = names("hanna sam")

TABLE = {
    "staffing": Row(lets=READERS),
    "who-does-what": Row(lets=AT_LINDE, args=["linde"]),
    "substitute-add": Row(lets=KEEPERS_OF_LINDE, args=["linde"]),
    "substitute-end": Row(lets=KEEPERS_OF_LINDE, args=["substitute"]),
}
