"""Who may open the pages of the duties; `evening` is a promise of De Linde alone."""

from vangnet.config.tests.access import EVERYBODY, SCHOOL_STAFF, Row, names

SEES = SCHOOL_STAFF | names("carla bas")
OF_LINDE = names("mina otto iris hanna vera kees sam toon carla bas")
MAKES_AT_LINDE = names("hanna sam bas")

TABLE = {
    "duties": Row(lets=SEES),
    "duties-board": Row(lets=names("carla bas")),
    "duties-board-export": Row(lets=names("carla bas"), args=["csv"]),
    "duties-calendar": Row(lets=SEES),
    "duties-feed": Row(lets=EVERYBODY | {"everybody"}, args=["feed_of_mina"]),
    "own-duties": Row(lets=names("hanna noor sam bas")),
    "own-duty-new": Row(lets=names("hanna noor sam bas")),
    "own-duty-end": Row(lets=MAKES_AT_LINDE, args=["evening"]),
    "duty": Row(lets=OF_LINDE, args=["linde", "duty_of_all"]),
    "duty-done": Row(lets=MAKES_AT_LINDE, args=["linde", "duty_of_all"]),
    "duty-taken-back": Row(
        lets=MAKES_AT_LINDE, args=["linde", "duty_of_all", "evening_held"], found=302, method="post"
    ),
}
