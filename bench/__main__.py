"""Measures Vangnet on both databases, small and large: `python -m bench`, or with `--quick` for a first look."""

import argparse
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass
from time import strftime

from . import boards, floor, server, table
from .endurance import SECONDS, Endured, endure
from .load import Load, Scenario
from .measured import Measured
from .postgresql import NoPostgreSQL

SIZES = (1_000, 100_000)
MILLION = 1_000_000
ON = {"sqlite": boards.on_sqlite, "postgresql": boards.on_postgresql}


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="few turns, and docs/speed.md stays as it is")
    parser.add_argument("--database", choices=sorted(ON), help="only this one")
    parser.add_argument("--incidents", type=int, nargs="+", default=list(SIZES))
    parser.add_argument(
        "--only", nargs="+", default=[], metavar="PAGE", help='only these pages, such as "list"'
    )
    parser.add_argument("--million", action="store_true", help="also with 1,000,000 incidents")
    parser.add_argument("--endure", type=int, metavar="SECONDS", help="how long the busy board is kept up")
    parser.add_argument("--no-verify", action="store_true")
    options = parser.parse_args(arguments)
    signal.signal(
        signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM)
    )  # so that what was started is ended too
    loaded = os.getloadavg()[0]
    sizes = [*options.incidents, *([MILLION] if options.million else [])]
    results = []
    for name in [options.database] if options.database else list(ON):
        try:
            results += [_measured(ON[name](incidents), _wishes(options, incidents)) for incidents in sizes]
        except NoPostgreSQL as reason:
            print(f"Left out: {reason}", file=sys.stderr)
    if not results:
        return 1
    day = strftime("%Y-%m-%d")
    print(table.tables(results, day, loaded))
    print(f"Kept in {table.keep(results)}", file=sys.stderr)
    if not (options.quick or options.only):
        table.write(results, day, loaded)
    return 0


@dataclass(frozen=True)
class Wishes:
    """How many turns, of which pages, and what else: checking all records, and so many seconds of a busy board."""

    times: int
    only: Sequence[str]
    verifies: bool
    endures: int


def _wishes(options: argparse.Namespace, incidents: int) -> Wishes:
    """The long parts run once, at the size for which there are aims."""
    is_main = incidents == max(options.incidents)
    is_whole = is_main and not (options.quick or options.only)
    return Wishes(
        times=40 if options.quick else 200,
        only=options.only,
        verifies=is_whole and not options.no_verify,
        endures=(options.endure if options.endure is not None else SECONDS * is_whole) if is_main else 0,
    )


def _measured(made: AbstractContextManager[boards.Board], wishes: Wishes) -> table.Result:
    with made as board:
        print(f"{board.database}, {board.incidents} incidents", file=sys.stderr)
        database = board.cluster.pid if board.cluster else None
        start = server.cold_start(board.environment)
        constant = _constant(board, wishes.times)
        raw = floor.raw_work(board, wishes.times)
        with server.vangnet(board.environment, database) as running:
            with closing(Load(running)) as load:
                pages = load.measure(wishes.times, only=wishes.only)
            memory, worker = running.memory()
        entries, seconds = boards.verified(board) if wishes.verifies else (0, 0.0)
        endured = _endured(board, database, wishes.endures) if wishes.endures else None
        return table.Result(
            board.database,
            board.incidents,
            pages,
            constant,
            raw,
            memory,
            worker,
            start,
            entries,
            seconds,
            endured,
        )


def _endured(board: boards.Board, database: int | None, seconds: int) -> Endured:
    """With the recurring work beside it, as in earnest."""
    with server.vangnet(board.environment, database, ticks=True) as running:
        return endure(board, running, seconds)


def _constant(board: boards.Board, times: int) -> Measured:
    with server.constant(board.environment) as running, closing(Load(running)) as load:
        nothing = Scenario("constant bytes", "", lambda browser, _turn: browser.get("/"))
        return load.run(nothing, times)


if __name__ == "__main__":
    sys.exit(main())
