"""Who may open the pages of the office."""

from vangnet.config.tests.access import Row, names

KEEPERS = names("hanna noor ada")
KEEPERS_OF_LINDE = names("hanna ada")
KNOW_GROUPS_OF_LINDE = names("mina otto iris hanna ada")
AT_LINDE = names("mina otto iris hanna vera kees sam toon ada")

TABLE = {
    "staff": Row(lets=KEEPERS),
    "appoint": Row(lets=KEEPERS),
    "signing-in": Row(lets=KEEPERS),
    "signing-in-agree": Row(lets=KEEPERS, args=["access.again_after_minutes"]),
    "invitations": Row(lets=KEEPERS),
    "imports": Row(lets=KEEPERS),
    "import-upload": Row(lets=KEEPERS, args=["edexml"]),
    # A file that waits is for who brought it in alone; `upload` was brought in by Hanna.
    "import-columns": Row(lets=names("hanna"), args=["upload"], found=302),  # a roster has no columns to name
    "import-preview": Row(lets=names("hanna"), args=["upload"]),
    "import-take-over": Row(lets=names("hanna"), args=["upload"], found=302, method="post"),
    "import-cancel": Row(lets=names("hanna"), args=["upload_dropped"], found=302, method="post"),
    "import-done": Row(lets=frozenset(), args=["upload"]),
    "appointment-end": Row(lets=names("hanna ada"), args=["appointment"]),
    "installation": Row(lets=names("ada")),
    "schools": Row(lets=KEEPERS),
    "school-add": Row(lets=names("ada")),
    "school": Row(lets=KEEPERS_OF_LINDE, args=["linde"]),
    "cluster-add": Row(lets=names("ada")),
    "cluster": Row(lets=names("ada"), args=["cluster"]),
    "calendar": Row(lets=AT_LINDE, args=["linde"]),
    "calendar-year": Row(lets=AT_LINDE, args=["linde"]),
    "calendar-week": Row(lets=KEEPERS_OF_LINDE, args=["linde"]),
    "calendar-day-add": Row(lets=KEEPERS_OF_LINDE, args=["linde"]),
    "calendar-holidays": Row(lets=KEEPERS_OF_LINDE, args=["linde"]),
    "calendar-day-remove": Row(lets=KEEPERS_OF_LINDE, args=["study_day"]),
    "groups": Row(lets=names("mina otto iris hanna nadia noor ada")),
    "school-groups": Row(lets=KNOW_GROUPS_OF_LINDE, args=["linde"]),
    # Group 6 and Aya in it are Mina's; Otto teaches group 7.
    "group": Row(lets=names("mina iris hanna ada"), args=["group_6"]),
    "pupil": Row(lets=names("mina iris hanna ada"), args=["aya"]),
    "guardian-add": Row(lets=KEEPERS_OF_LINDE, args=["aya"]),
    "contact-order-add": Row(lets=KEEPERS_OF_LINDE, args=["aya"]),
    "guardian": Row(lets=KEEPERS_OF_LINDE, args=["guardianship"]),
    "guardianship-end": Row(lets=KEEPERS_OF_LINDE, args=["guardianship"]),
    "contact-order-end": Row(lets=KEEPERS_OF_LINDE, args=["contact_order"]),
}
