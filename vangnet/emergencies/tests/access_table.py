"""Who may open the pages for emergencies."""

from vangnet.config.tests.access import SCHOOL_STAFF, Row, names

AT_LINDE = (SCHOOL_STAFF - names("nadia noor")) | names("carla bas")
KEEP_LINDE = names("hanna sam")
LEAD_LINDE = names("hanna")

TABLE = {
    "emergencies": Row(lets=SCHOOL_STAFF | names("carla bas")),
    "emergencies-plan": Row(lets=AT_LINDE, args=["linde"]),
    "emergencies-plan-new": Row(lets=LEAD_LINDE, args=["linde"]),
    "emergencies-plan-version": Row(lets=AT_LINDE, args=["plan_version"]),
    # Who works here confirms; the cluster director and the board are asked nothing.
    "emergencies-plan-confirm": Row(
        lets=AT_LINDE - names("carla bas"), args=["plan_version"], method="post", found=302
    ),
    "emergencies-plan-take-back": Row(lets=LEAD_LINDE, args=["plan_version"]),
    "emergencies-plan-file-add": Row(lets=LEAD_LINDE, args=["plan_version"]),
    "emergencies-plan-file": Row(lets=AT_LINDE, args=["plan_file"]),
    "emergencies-plan-file-take-back": Row(lets=LEAD_LINDE, args=["plan_file"]),
    "emergencies-situation": Row(lets=KEEP_LINDE, args=["linde"]),
    "emergencies-situation-take-back": Row(lets=LEAD_LINDE, args=["situation"]),
    "emergencies-card": Row(lets=AT_LINDE, args=["linde"]),
    "emergencies-card-edit": Row(lets=LEAD_LINDE, args=["linde"]),
    "emergencies-days": Row(lets=AT_LINDE, args=["linde"]),
    "emergencies-fewest": Row(lets=LEAD_LINDE, args=["linde"]),
    "emergencies-week": Row(lets=KEEP_LINDE, args=["linde", "officer"]),
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
