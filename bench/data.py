"""A large register, written in bulk: `python -m bench.data --incidents 100000`, into the databases of this environment.

Each row is what recording through the pages would have left: sealed under a key per dossier, digested, chained and
settled, so that `vangnet verify` finds nothing. Of ten incidents nine are closed: reported, assessed, told to the
parents of both children, closed. A tenth of all lies at the first school, where the measured people work, so that
their list fills a page with a thousand incidents as well.
"""

import argparse
import os
import random
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

PER_BATCH = 5000
PER_SEAL = 100_000  # a seal is held in memory as a whole
YEARS = 7
WORDS = [
    "Na",
    "de",
    "pauze",
    "liep",
    "het",
    "op",
    "het",
    "plein",
    "uit",
    "de",
    "hand",
    "bij",
    "de",
    "schommel",
    "en",
    "twee",
    "kinderen",
    "duwden",
    "elkaar",
    "tot",
    "er",
    "een",
    "viel",
    "waarna",
    "de",
    "leerkracht",
    "erbij",
    "kwam",
    "en",
    "met",
    "allebei",
    "apart",
    "sprak",
    "over",
    "wat",
    "er",
    "gebeurd",
    "was",
    "en",
    "hoe",
    "het",
    "verder",
    "moet",
]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.data", description=__doc__)
    parser.add_argument("--incidents", type=int, default=1000)
    options = parser.parse_args(arguments)
    os.umask(0o077)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vangnet.config.settings")
    import django

    django.setup()
    from vangnet.config.commands.prepare import prepare

    prepare()
    began = time.monotonic()
    make(options.incidents)
    print(f"{options.incidents} incidents in {time.monotonic() - began:.0f} s", file=sys.stderr)
    return 0


@dataclass(frozen=True)
class Told:
    """One thing that is recorded in an incident: the entry's step, when, by whom, and its facts by model and column."""

    step: str
    at: datetime
    author: int
    text: str
    facts: tuple[tuple[str, Mapping[str, object]], ...] = ()


def make(number: int) -> None:
    """The board, and so many incidents over the last seven years, the oldest first. Needs Django to be set up."""
    from django.utils import timezone

    from vangnet.core.calendars import school_year_of
    from vangnet.core.dossiers import sealing
    from vangnet.core.people.models import Board

    from .people import found_the_board

    if Board.objects.exists():
        raise SystemExit("There is a board in this database already; measure on a database of its own.")
    now = timezone.now()
    places = found_the_board(school_year_of(timezone.localdate(now)).name)
    from .writing import Writing

    chance = random.Random(20261101)
    writing = Writing()
    for serial, happened_at in enumerate(_moments(number, now), start=1):
        place = places[0] if serial % 10 == 0 else places[chance.randrange(len(places))]
        pupils = (chance.choice(place.pupils), chance.choice(place.pupils))
        is_closed = serial % 10 != 1 and happened_at < now - timedelta(days=7)
        teacher = chance.choice(place.teachers)
        said = list(_story(chance, happened_at, pupils, teacher, place.head, is_closed=is_closed))
        writing.add(serial, place.school, said)
        if serial % PER_BATCH == 0:
            writing.flush()
        if serial % PER_SEAL == 0 or serial == number:
            writing.flush()
            writing.finish(serial)
            ago = timedelta(days=1 + (number - serial) // PER_SEAL)
            sealing.seal_day(timezone.localdate(now - ago), now)


def _moments(number: int, now: datetime) -> Iterator[datetime]:
    """Evenly over the years, on school mornings and afternoons."""
    first = now.replace(hour=7, minute=30, second=0, microsecond=0) - timedelta(days=365 * YEARS)
    days = 365 * YEARS - 2
    for place in range(number):
        day = first + timedelta(days=days * place // number)
        yield day + timedelta(minutes=place * 7 % 360, seconds=place % 60)


def _story(
    chance: random.Random, at: datetime, pupils: tuple[int, int], teacher: int, head: int, *, is_closed: bool
) -> Iterator[Told]:
    victim, other = pupils if pupils[0] != pupils[1] else (pupils[0], None)
    parts = [("victim", victim), ("perpetrator", other)]
    report = {
        "category_id": chance.choice(CATEGORIES),
        "place": chance.choice(("playground", "corridor", "classroom")),
    }
    subjects = tuple(("Subject", {"role": role, "pupil_id": pupil}) for role, pupil in parts if pupil)
    yield Told("report", at, teacher, _text(chance), (("Report", report), *subjects))
    if not is_closed:
        return
    graded = {
        "severity": chance.choice(("minor", "minor", "minor", "serious")),
        "injury": chance.choice(("none", "first_aid")),
    }
    yield Told("assess", at + timedelta(hours=2), head, "", (("Assessment", graded),))
    for _role, pupil in parts:
        if pupil:
            told = {"pupil_id": pupil, "told_by_id": teacher, "how": "phone", "despite": ""}
            yield Told(
                "tell_parents",
                at + timedelta(hours=3),
                teacher,
                "Gebeld met thuis.",
                (("ParentsTold", told),),
            )
    if graded["severity"] == "serious":
        yield Told("evaluate", at + timedelta(days=2), head, "Het toezicht bij de schommel is aangepast.")
    yield Told("close", at + timedelta(days=3), head, "")


CATEGORIES = ("physical_violence", "verbal_violence", "bullying", "accident", "vandalism", "threat")


def _text(chance: random.Random) -> str:
    """Three hundred characters."""
    return " ".join(chance.choice(WORDS) for _ in range(80))[:300]


if __name__ == "__main__":
    sys.exit(main())
