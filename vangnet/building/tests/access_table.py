"""Who may open the pages of the building."""

from vangnet.config.tests.access import SCHOOL_STAFF, Row, names

STAFF_OF_LINDE = names("mina otto iris hanna vera kees sam toon")
OVERSEERS = names("carla bas")
READERS_OF_LINDE = STAFF_OF_LINDE | OVERSEERS
KEEPERS_OF_LINDE = names("hanna sam kees")

TABLE = {
    "building": Row(lets=SCHOOL_STAFF | OVERSEERS),
    "building-report-somewhere": Row(lets=SCHOOL_STAFF, found=302),
    "building-agreed-board": Row(lets=names("bas")),
    "building-partner-add-board": Row(lets=names("bas")),
    "building-contract-add-board": Row(lets=names("bas")),
    "building-school": Row(lets=READERS_OF_LINDE, args=["linde"]),
    "building-equipment-add": Row(lets=KEEPERS_OF_LINDE, args=["linde"]),
    "building-whole": Row(lets=READERS_OF_LINDE, args=["linde"]),
    "building-whole-inspect": Row(lets=KEEPERS_OF_LINDE, args=["linde"]),
    "building-defects": Row(lets=READERS_OF_LINDE, args=["linde"]),
    "building-report-defect": Row(lets=STAFF_OF_LINDE, args=["linde"]),
    "building-playground": Row(lets=READERS_OF_LINDE, args=["linde"]),
    "building-agreed": Row(lets=READERS_OF_LINDE, args=["linde"]),
    "building-partner-add": Row(lets=KEEPERS_OF_LINDE, args=["linde"]),
    "building-contract-add": Row(lets=KEEPERS_OF_LINDE, args=["linde"]),
    "building-intervals": Row(lets=READERS_OF_LINDE, args=["linde"]),
    "building-interval": Row(lets=names("hanna"), args=["linde", "interval"]),
    "building-equipment": Row(lets=READERS_OF_LINDE, args=["equipment"]),
    "building-equipment-change": Row(lets=KEEPERS_OF_LINDE, args=["equipment"]),
    "building-equipment-remove": Row(lets=KEEPERS_OF_LINDE, args=["equipment"]),
    "building-inspect": Row(lets=KEEPERS_OF_LINDE, args=["equipment"]),
    "building-log": Row(lets=KEEPERS_OF_LINDE, args=["equipment"]),
    "building-paper": Row(lets=READERS_OF_LINDE, args=["equipment"]),
    "building-report": Row(lets=READERS_OF_LINDE, args=["inspection"]),
    "building-inspection-take-back": Row(lets=KEEPERS_OF_LINDE, args=["inspection"]),
    "building-log-take-back": Row(lets=KEEPERS_OF_LINDE, args=["log_line"]),
    "building-defect": Row(lets=READERS_OF_LINDE, args=["defect"]),
    "building-photo": Row(lets=READERS_OF_LINDE, args=["defect"]),
    # Sent empty, a step comes back with what is missing.
    "building-defect-send": Row(lets=KEEPERS_OF_LINDE, args=["defect"], found=422, method="post"),
    "building-defect-note": Row(lets=KEEPERS_OF_LINDE, args=["defect"], found=422, method="post"),
    "building-defect-settle": Row(lets=KEEPERS_OF_LINDE, args=["defect"], found=422, method="post"),
    "building-defect-again": Row(lets=KEEPERS_OF_LINDE, args=["defect"], found=422, method="post"),
    "building-partner": Row(lets=KEEPERS_OF_LINDE, args=["partner"]),
    "building-contract": Row(lets=KEEPERS_OF_LINDE, args=["contract"]),
    "building-contract-paper": Row(lets=READERS_OF_LINDE, args=["contract"]),
}
