"""Who may open the pages of what was evaluated and discussed."""

from vangnet.config.tests.access import Row, names

TABLE = {
    "improvement": Row(lets=names("iris hanna vera sam noor carla bas marit")),
    "improvement-school": Row(lets=names("iris hanna vera sam carla bas marit"), args=["linde"]),
    "improvement-record": Row(lets=names("hanna vera sam carla"), args=["linde"]),
    "improvement-take-back": Row(lets=names("hanna sam"), args=["evaluation"]),
}
