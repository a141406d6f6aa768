"""Who may open the pages of incidents; `fight` was reported by Mina about pupils of Mina and Otto."""

from vangnet.config.tests.access import EVERYBODY, SCHOOL_STAFF, Row, names

KNOWS = names("mina otto iris hanna sam")
READS_FIGURES = names("iris hanna sam noor carla bas marit")

TABLE = {
    "incidents": Row(lets=SCHOOL_STAFF | names("carla bas")),
    "incidents-export": Row(lets=SCHOOL_STAFF | names("carla bas"), args=["csv"]),
    "incident-report": Row(lets=SCHOOL_STAFF),
    "incident-report-line": Row(lets=SCHOOL_STAFF),
    "incident-report-offline": Row(lets=SCHOOL_STAFF),
    "incident-report-worker": Row(lets=EVERYBODY),
    "incident-receipt": Row(lets=KNOWS, args=["fight"]),
    "incidents-year": Row(lets=READS_FIGURES),
    "incidents-year-export": Row(lets=READS_FIGURES, args=["csv"]),
    "incidents-categories": Row(lets=names("hanna noor sam ada")),
    "incidents-category": Row(lets=names("ada")),
    "incidents-category-retire": Row(lets=names("ada"), args=["theft"]),
}
