"""Who may open the pages of roll-calls; `running` runs at De Linde, and `practised` was closed there."""

from vangnet.config.tests.access import SCHOOL_STAFF, Row, names

OF_LINDE = names("mina otto iris hanna vera kees sam toon")
LEADS_SOMEWHERE = names("hanna sam noor carla bas")

TABLE = {
    "roll-call": Row(lets=SCHOOL_STAFF),
    "roll-call-state": Row(lets=SCHOOL_STAFF),
    "roll-call-offline": Row(lets=SCHOOL_STAFF),
    "roll-call-worker": Row(lets=SCHOOL_STAFF),
    "roll-call-words": Row(lets=OF_LINDE, args=["running"], method="post"),
    "roll-calls": Row(lets=LEADS_SOMEWHERE),
    "roll-call-record": Row(lets=names("hanna sam carla bas"), args=["practised"]),
    "roll-call-group": Row(lets=OF_LINDE, args=["running", 0]),
    "roll-call-others": Row(lets=OF_LINDE, args=["running"]),
    "roll-call-close": Row(lets=names("hanna sam"), args=["running"]),
}
