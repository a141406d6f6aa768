"""A board of one school, made with the benchmark's own means: what is killed need not be large.

`python -m faults.board --mails 40` makes it in the databases of this environment, with so much mail waiting.
"""

import argparse
import os
import sys

SCHOOLS, GROUPS, INCIDENTS = 1, 4, 12


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m faults.board", description=__doc__)
    parser.add_argument("--mails", type=int, default=0)
    parser.add_argument("--only-mails", action="store_true", help="on a board that is there")
    options = parser.parse_args()
    os.umask(0o077)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vangnet.config.settings")
    import django

    django.setup()
    from bench import data, people
    from vangnet.config.commands.prepare import prepare

    if options.only_mails:
        return _post(options.mails)
    prepare()
    people.SCHOOLS = people.CLUSTERS = SCHOOLS
    people.GROUPS = GROUPS
    data.make(INCIDENTS)
    return _post(options.mails)


def _post(mails: int) -> int:
    from django.utils import timezone

    from vangnet.core.mail.models import post

    now = timezone.now()
    for place in range(mails):
        post(f"kill-{place}", to=f"n{place}@example.org", subject="Vangnet", body="Er wacht iets.", now=now)
    return 0


if __name__ == "__main__":
    sys.exit(main())
