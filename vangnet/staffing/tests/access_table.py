"""Who may open the pages of staffing."""

from vangnet.config.tests.access import SCHOOL_STAFF, Row, names

READERS = SCHOOL_STAFF | names("carla bas ada")
AT_LINDE = READERS - names("nadia noor")
KEEPERS_OF_LINDE = names("hanna sam")

TABLE = {
    "staffing": Row(lets=READERS),
    "functionaries-schools": Row(lets=READERS),
    "training-schools": Row(lets=READERS),
    "who-does-what": Row(lets=AT_LINDE, args=["linde"]),
    "substitute-add": Row(lets=KEEPERS_OF_LINDE, args=["linde"]),
    "substitute-end": Row(lets=KEEPERS_OF_LINDE, args=["substitute"]),
    "board-chart": Row(lets=READERS),
    "school-chart": Row(lets=AT_LINDE, args=["linde"]),
    "functionaries": Row(lets=AT_LINDE, args=["linde"]),
    "functionaries-make": Row(lets=KEEPERS_OF_LINDE, args=["linde"]),
    "functionary-list": Row(lets=AT_LINDE, args=["functionary_list"]),
    "functionary-list-pdf": Row(lets=AT_LINDE, args=["functionary_list"]),
    "publication-take-back": Row(lets=KEEPERS_OF_LINDE, args=["publication"]),
    # Each reads the own part of it.
    "training": Row(lets=AT_LINDE, args=["linde"]),
    "certificate-add": Row(lets=KEEPERS_OF_LINDE, args=["linde"]),
    "certificates-import": Row(lets=KEEPERS_OF_LINDE, args=["linde"]),
    # Without a list there is nothing to look at.
    "certificates-look": Row(lets=KEEPERS_OF_LINDE, args=["linde"], method="post", found=302),
    "courses": Row(lets=names("hanna sam noor carla bas ada")),
    "course-take-back": Row(lets=KEEPERS_OF_LINDE, args=["course"], method="post", found=302),
    "training-plan": Row(lets=names("hanna sam carla bas"), args=["linde"]),
    "training-plans": Row(lets=names("hanna sam carla bas"), args=["linde"]),
    "session-add": Row(lets=KEEPERS_OF_LINDE, args=["linde"]),
    "training-session": Row(lets=KEEPERS_OF_LINDE, args=["training_session"]),
    "certificate-scan": Row(lets=names("mina hanna sam carla bas"), args=["certificate"]),
    "certificate-take-back": Row(lets=KEEPERS_OF_LINDE, args=["certificate"]),
}
