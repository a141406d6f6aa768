"""Kills the server a hundred times on each database, and writes what was found in docs/faults.md: `make faults`."""

import argparse
import signal
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from time import strftime

from bench.boards import ROOT
from bench.postgresql import NoPostgreSQL, short_folder

from . import kills
from .kills import EVERYTHING, Outcome

PAGE = ROOT / "docs" / "faults.md"
BEGIN, END = "<!-- killed: written by `python -m faults` -->", "<!-- end of what was killed -->"
NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
# What may not be, as `afterwards` and `Outcome` count it.
NEVER = ("missing", "twice", "not acknowledged", "without its facts", "without an entry", "not in the ledger")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m faults", description=__doc__)
    parser.add_argument("--kills", type=int, default=100, help="of everything at once, on each database")
    parser.add_argument(
        "--database", choices=sorted(NAMES), help="only this one; docs/faults.md stays as it is"
    )
    options = parser.parse_args(arguments)
    signal.signal(
        signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM)
    )  # so that what was started is ended too
    outcomes = []
    for database in [options.database] if options.database else sorted(NAMES, reverse=True):
        with tempfile.TemporaryDirectory(prefix="vn-faults-", dir=short_folder()) as folder:
            try:
                outcomes.append(kills.run(database, options.kills, Path(folder), mails=400, parts_every=3))
            except NoPostgreSQL as reason:
                print(f"Left out: {reason}", file=sys.stderr)
                continue
        print(table(outcomes[-1:]))
    if not options.database:
        write(outcomes)
    return 1 if any(map(is_bad, outcomes)) or not outcomes else 0


def is_bad(outcome: Outcome) -> bool:
    wrong = [outcome.found[name] for name in NEVER] + [outcome.others, outcome.found["mail waiting"]]
    return bool(any(wrong) or outcome.damaged or outcome.refused)


def table(outcomes: Sequence[Outcome]) -> str:
    rows = [
        "| | " + " | ".join(NAMES[outcome.database] for outcome in outcomes) + " |",
        "|---|" + "---:|" * len(outcomes),
        *(f"| {name} | {' | '.join(map(str, values))} |" for name, values in _rows(outcomes)),
    ]
    return "\n".join(rows)


def _rows(outcomes: Sequence[Outcome]) -> Iterable[tuple[str, list[object]]]:
    yield "killed: everything at once", [outcome.kills[EVERYTHING] for outcome in outcomes]
    for part in kills.ON_POSTGRESQL:
        yield f"killed: {part}", [outcome.kills[part] or "-" for outcome in outcomes]
    yield "reports acknowledged", [outcome.found["acknowledged"] for outcome in outcomes]
    yield "forms sent more than once", [outcome.again for outcome in outcomes]
    for name in NEVER:
        yield f"reports {name}", [outcome.found[name] for outcome in outcomes]
    yield "the same form with another number", [outcome.others for outcome in outcomes]
    yield "answers other than a page, a receipt or 503", [len(outcome.refused) for outcome in outcomes]
    yield "longest from send to receipt", [f"{outcome.waited:.0f} s" for outcome in outcomes]
    yield (
        "copies checked by SQLite, damaged",
        [
            f"{2 * outcome.checked}, {len(outcome.damaged)}" if outcome.checked else "-"
            for outcome in outcomes
        ],
    )
    yield "keys that open nothing", [outcome.found["keys that open nothing"] for outcome in outcomes]
    yield "mails delivered, repeated", [f"{outcome.mails}, {outcome.repeated}" for outcome in outcomes]
    yield "took", [f"{outcome.seconds / 60:.0f} min" for outcome in outcomes]


def write(outcomes: Sequence[Outcome]) -> None:
    before, _begin, rest = PAGE.read_text().partition(BEGIN)
    _old, _end, after = rest.partition(END)
    said = (
        f"{strftime('%Y-%m-%d')}; `vangnet verify --open` found nothing wrong on either.\n\n{table(outcomes)}"
    )
    PAGE.write_text(f"{before}{BEGIN}\n\n{said}\n\n{END}{after}")


if __name__ == "__main__":
    sys.exit(main())
