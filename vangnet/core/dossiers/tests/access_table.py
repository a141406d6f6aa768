"""Who may open the pages that every kind of dossier has; `fight` was reported by Mina about pupils of Mina and Otto."""

from vangnet.config.tests.access import SCHOOL_STAFF, Row, names

KNOWS_THE_FIGHT = names("mina otto iris hanna sam")

TABLE = {
    "glass": Row(lets=names("hanna noor iris carla bas")),
    "broken-glass": Row(lets=names("fenna")),
    "readings": Row(lets=names("fenna")),
    "seals": Row(lets=names("fenna bas ada")),
    "destructions": Row(lets=names("carla bas fenna")),
    "destruction-decision": Row(lets=names("carla bas fenna"), args=["proposal"]),
    "agreements": Row(lets=names("hanna noor sam ada")),
    "agreement": Row(lets=names("hanna noor ada"), args=["incidents.review_within_days"]),
    "dossiers": Row(lets=SCHOOL_STAFF | names("carla bas lotte")),
    "dossier-choose": Row(lets=SCHOOL_STAFF | names("carla bas")),
    "dossier-open": Row(lets=SCHOOL_STAFF, args=["restraint"]),
    "dossier-open-draft": Row(lets=SCHOOL_STAFF, args=["restraint"], method="post", found=303),
    "dossier": Row(lets=KNOWS_THE_FIGHT, args=["fight"]),
    "dossier-correction": Row(lets=names("mina iris hanna sam"), args=["fight", "first_entry"]),
    "dossier-step": Row(lets=names("iris hanna sam"), args=["fight", "note"]),
    "dossier-step-draft": Row(lets=names("iris hanna sam"), args=["fight", "note"], method="post", found=303),
    "dossier-letter-preview": Row(lets=frozenset(), args=["fight", "note"], method="post"),
    "dossier-letter": Row(lets=frozenset(), args=["fight", "first_entry"]),
    "dossier-why": Row(lets=KNOWS_THE_FIGHT, args=["fight"]),
    "dossier-readers": Row(lets=KNOWS_THE_FIGHT, args=["fight"]),
    "dossier-export": Row(lets=KNOWS_THE_FIGHT, args=["fight"]),
    "dossier-export-file": Row(lets=KNOWS_THE_FIGHT, args=["fight", "pdf"]),
    "dossier-proof": Row(lets=names("iris hanna sam"), args=["fight"]),
    "dossier-destruction": Row(lets=names("hanna"), args=["fight"]),
}
