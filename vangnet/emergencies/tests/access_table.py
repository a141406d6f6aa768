"""Who may open the pages for emergencies."""

from vangnet.config.tests.access import SCHOOL_STAFF, Row, names

AT_LINDE = (SCHOOL_STAFF - names("nadia noor")) | names("carla bas")
KEEP_LINDE = names("hanna sam")

TABLE = {
    "emergencies": Row(lets=SCHOOL_STAFF | names("carla bas")),
    "emergencies-drills": Row(lets=AT_LINDE, args=["linde"]),
    "emergencies-drill-record": Row(lets=KEEP_LINDE, args=["linde"]),
    "emergencies-drill": Row(lets=AT_LINDE, args=["drill"]),
    "emergencies-drill-correct": Row(lets=KEEP_LINDE, args=["drill"]),
    "emergencies-drill-take-back": Row(lets=KEEP_LINDE, args=["drill"]),
    "emergencies-action-add": Row(lets=KEEP_LINDE, args=["drill"], method="post", found=422),
    # Mina took this action on.
    "emergencies-action-done": Row(lets=KEEP_LINDE | {"mina"}, args=["drill_action"]),
    "emergencies-action-take-back": Row(lets=KEEP_LINDE, args=["drill_action"]),
}
