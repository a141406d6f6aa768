"""Who may open the pages of the plan."""

from vangnet.config.tests.access import EVERYBODY, SCHOOL_STAFF, Row, names

READERS_OF_LINDE = names("mina otto iris hanna vera kees sam toon marit carla bas")
KEEPERS_OF_LINDE = names("hanna sam")
BOARD = names("bas")

TABLE = {
    "plan": Row(lets=SCHOOL_STAFF | names("marit carla bas")),
    "plan-board": Row(lets=BOARD),
    "plan-paragraph-add-board": Row(lets=BOARD),
    "plan-school": Row(lets=READERS_OF_LINDE, args=["linde"]),
    "plan-paragraph-add": Row(lets=KEEPERS_OF_LINDE, args=["linde"]),
    "plan-paragraph": Row(lets=KEEPERS_OF_LINDE, args=["paragraph"]),
    "plan-paragraph-leave-out": Row(lets=KEEPERS_OF_LINDE, args=["paragraph"]),
    "plan-annexes": Row(lets=READERS_OF_LINDE, args=["linde"]),
    "plan-annex-add": Row(lets=KEEPERS_OF_LINDE, args=["linde"]),
    "plan-annexes-board": Row(lets=BOARD),
    "plan-annex-add-board": Row(lets=BOARD),
    "plan-annex": Row(lets=KEEPERS_OF_LINDE, args=["annex"]),
    "plan-annex-leave-out": Row(lets=KEEPERS_OF_LINDE, args=["annex"]),
    "plan-annex-file": Row(lets=READERS_OF_LINDE, args=["annex"]),
    "plan-editions": Row(lets=READERS_OF_LINDE, args=["linde"]),
    "plan-send": Row(lets=KEEPERS_OF_LINDE, args=["linde"]),
    "plan-edition": Row(lets=READERS_OF_LINDE, args=["edition"]),
    "plan-edition-changed": Row(lets=READERS_OF_LINDE, args=["edition"]),
    "plan-edition-step": Row(lets=KEEPERS_OF_LINDE | names("marit"), args=["edition", "consented"]),
    "plan-check": Row(lets=KEEPERS_OF_LINDE, args=["linde"]),
    "plan-check-own": Row(lets=KEEPERS_OF_LINDE, args=["linde"]),
    "plan-intake": Row(lets=KEEPERS_OF_LINDE, args=["intake"]),
    "plan-bring": Row(lets=KEEPERS_OF_LINDE, args=["intake"]),
    "plan-intake-report": Row(lets=KEEPERS_OF_LINDE, args=["intake", "json"]),
    "plan-intake-remove": Row(lets=KEEPERS_OF_LINDE, args=["intake"], method="post", found=302),
    "plan-coverage": Row(lets=READERS_OF_LINDE, args=["linde"]),
    "plan-coverage-schools": Row(lets=SCHOOL_STAFF | names("marit carla bas")),
    "plan-coverage-export": Row(lets=SCHOOL_STAFF | names("marit carla bas"), args=["csv"]),
    "plan-public-pdf": Row(lets=EVERYBODY | names("everybody"), args=["99xa00"]),
    "plan-document": Row(lets=READERS_OF_LINDE, args=["linde", "whole", "pdf"]),
    "plan-edition-document": Row(lets=READERS_OF_LINDE, args=["edition", "whole", "docx"]),
    "plan-public": Row(lets=EVERYBODY | names("everybody"), args=["99xa00"]),
    "plan-paragraph-history": Row(lets=READERS_OF_LINDE, args=["paragraph"]),
}
