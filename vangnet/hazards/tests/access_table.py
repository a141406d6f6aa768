"""Who may open the pages of the risk assessment."""

from vangnet.config.tests.access import SCHOOL_STAFF, Row, names

STAFF_OF_LINDE = names("mina otto iris hanna vera kees sam toon")
READERS_OF_LINDE = STAFF_OF_LINDE | names("carla bas")
KEEPERS_OF_LINDE = names("hanna sam")

TABLE = {
    "hazards": Row(lets=SCHOOL_STAFF | names("carla bas")),
    "hazards-school": Row(lets=READERS_OF_LINDE, args=["linde"]),
    "hazards-plan": Row(lets=READERS_OF_LINDE, args=["linde"]),
    "hazards-assessment-add": Row(lets=KEEPERS_OF_LINDE, args=["linde"]),
    "hazards-change-add": Row(lets=KEEPERS_OF_LINDE, args=["linde"]),
    "hazards-evaluation-add": Row(lets=KEEPERS_OF_LINDE, args=["linde"]),
    "hazards-review-add": Row(lets=KEEPERS_OF_LINDE, args=["assessment"]),
    "hazards-paper": Row(lets=READERS_OF_LINDE, args=["assessment"]),
    "hazards-risk-add": Row(lets=KEEPERS_OF_LINDE, args=["assessment"]),
    "hazards-import": Row(lets=KEEPERS_OF_LINDE, args=["assessment"]),
    # Nobody brought in a list yet, so they are sent to where one does.
    "hazards-import-columns": Row(lets=KEEPERS_OF_LINDE, args=["assessment"], found=302),
    "hazards-review-paper": Row(lets=READERS_OF_LINDE, args=["review"]),
    "hazards-measure-add": Row(lets=KEEPERS_OF_LINDE, args=["risk"]),
    "hazards-measure": Row(lets=READERS_OF_LINDE, args=["measure"]),
    "hazards-measure-move": Row(lets=KEEPERS_OF_LINDE, args=["measure"], found=422, method="post"),
    "hazards-measure-end": Row(lets=KEEPERS_OF_LINDE, args=["measure"], found=422, method="post"),
    "hazards-take-back": Row(lets=KEEPERS_OF_LINDE, args=["kind_of_row", "assessment"]),
}
