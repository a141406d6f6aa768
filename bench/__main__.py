"""Measures Vangnet on both databases, small and large: `python -m bench`, or with `--quick` for a first look."""

import argparse
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager, closing
from time import strftime

from . import boards, floor, server, table
from .load import Load, Scenario
from .measured import Measured
from .postgresql import NoPostgreSQL

SIZES = (1_000, 100_000)
ON = {"sqlite": boards.on_sqlite, "postgresql": boards.on_postgresql}


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="few turns, and docs/speed.md stays as it is")
    parser.add_argument("--database", choices=sorted(ON), help="only this one")
    parser.add_argument("--incidents", type=int, nargs="+", default=list(SIZES))
    parser.add_argument(
        "--only", nargs="+", default=[], metavar="PAGE", help='only these pages, such as "list"'
    )
    parser.add_argument("--no-verify", action="store_true")
    options = parser.parse_args(arguments)
    signal.signal(
        signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM)
    )  # so that what was started is ended too
    loaded, times = os.getloadavg()[0], 40 if options.quick else 200
    results = []
    for name in [options.database] if options.database else list(ON):
        try:
            for incidents in options.incidents:
                verifies = not (options.quick or options.no_verify) and incidents == max(options.incidents)
                results.append(_measured(ON[name](incidents), times, options.only, verifies=verifies))
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


def _measured(
    made: AbstractContextManager[boards.Board], times: int, only: Sequence[str], *, verifies: bool
) -> table.Result:
    with made as board:
        print(f"{board.database}, {board.incidents} incidents", file=sys.stderr)
        constant = _constant(board, times)
        raw = floor.raw_work(board, times)
        with server.vangnet(board.environment, board.cluster.pid if board.cluster else None) as running:
            with closing(Load(running)) as load:
                pages = load.measure(times, only=only)
            memory = running.memory()
        entries, seconds = boards.verified(board) if verifies else (0, 0.0)
        return table.Result(board.database, board.incidents, pages, constant, raw, memory, entries, seconds)


def _constant(board: boards.Board, times: int) -> Measured:
    with server.constant(board.environment) as running, closing(Load(running)) as load:
        nothing = Scenario("constant bytes", "", lambda browser, _turn: browser.get("/"))
        return load.run(nothing, times)


if __name__ == "__main__":
    sys.exit(main())
