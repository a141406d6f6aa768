"""Who may open the pages of the office."""

from vangnet.config.tests.access import Row, names

KEEPERS = names("hanna noor ada")

TABLE = {
    "staff": Row(lets=KEEPERS),
    "appoint": Row(lets=KEEPERS),
    "imports": Row(lets=KEEPERS),
    "import-upload": Row(lets=KEEPERS, args=["edexml"]),
    # A file that waits is for who brought it in alone; `upload` was brought in by Hanna.
    "import-columns": Row(lets=names("hanna"), args=["upload"], found=302),  # a roster has no columns to name
    "import-preview": Row(lets=names("hanna"), args=["upload"]),
    "import-take-over": Row(lets=names("hanna"), args=["upload"], found=302, method="post"),
    "import-cancel": Row(lets=names("hanna"), args=["upload"], found=302, method="post"),
    "import-done": Row(lets=frozenset(), args=["upload"]),
    "appointment-end": Row(lets=names("hanna ada"), args=["appointment"]),
}
