"""The harness itself, on fifty incidents: what it makes is whole, and every page that it asks for answers."""

from collections import deque
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from . import boards, floor, server, table
from .__main__ import MILLION
from .data import _moments
from .endurance import Endured, endure, lost
from .load import Load
from .measured import Measured, summarised


@pytest.fixture(scope="module")
def board(tmp_path_factory: pytest.TempPathFactory) -> Iterator[boards.Board]:
    kept = boards.KEPT
    boards.KEPT = tmp_path_factory.mktemp("boards")
    with boards.on_sqlite(50) as made:
        yield made
    boards.KEPT = kept


def test_what_is_made_stands_up_to_the_check_of_everything_recorded(board: boards.Board) -> None:
    entries, _seconds = boards.verified(board)

    assert entries > 150


def test_every_measured_page_answers(board: boards.Board) -> None:
    with server.vangnet(board.environment) as running, closing(Load(running)) as load:
        pages = load.measure(2)

    assert {"list", "open", "report, sent", "year, board"} <= set(pages)
    assert all(0 < page.p50 <= page.p95 for page in pages.values())


def test_a_busy_board_loses_no_report(board: boards.Board) -> None:
    with server.vangnet(board.environment) as running:
        endured = endure(board, running, seconds=6)

    assert (list(endured.errors), list(endured.missing)) == ([], [])
    assert endured.acknowledged >= 10


def test_a_report_that_is_not_there_is_missed(board: boards.Board) -> None:
    assert lost(["0000-0000"], board) == ["0000-0000"]


def test_the_raw_work_leaves_the_register_whole(board: boards.Board) -> None:
    assert set(floor.raw_work(board, 2)) == {"list", "open", "report"}


def test_a_million_incidents_fit_in_the_years() -> None:
    now = datetime(2026, 11, 2, 12, tzinfo=UTC)

    (last,) = deque(_moments(MILLION, now), maxlen=1)

    assert timedelta(days=1) < now - last < timedelta(days=4)


def test_of_a_hundred_times_the_95th_counts() -> None:
    measured = summarised([place / 1000 for place in range(1, 101)], cpu_seconds=1.0)

    assert (measured.p50, measured.p95, measured.cpu) == (51.0, 96.0, 10.0)


def a_result(incidents: int, p95: float, **more: object) -> table.Result:
    took = Measured(times=40, p50=p95 / 2, p95=p95, cpu=p95 / 4)
    return table.Result(
        database="SQLite",
        incidents=incidents,
        pages={"list": took, "report, sent": took},
        constant=Measured(40, 0.3, 0.6, 0.2),
        raw={"list": Measured(40, 0.3, 0.9, 0.3), "report": Measured(40, 1.0, 2.0, 0.6)},
        memory=200_000_000,
        worker=80_000_000,
        start=1.5,
        **more,
    )


def test_the_table_says_what_is_met_and_by_how_much_something_is_not() -> None:
    busy = Endured(
        seconds=600,
        readers=50,
        processor=60.0,
        pages=Measured(7000, 20, 60, 0),
        reports=Measured(3000, 8, 20, 0),
        errors=["OSError: gone"],
        acknowledged=2999,
        missing=[],
    )
    large = a_result(100_000, 60.0, entries=480_000, verify_seconds=60.0, endured=busy)

    said = table.tables([a_result(1000, 20.0), large], "2026-11-25", 0.1)

    assert (
        "| list | 30.0 ms | 60.0 ms | 15.0 ms | p95 40 ms, **not met: 1.5 x**; processor 20 ms, met |" in said
    )
    assert "p50 8 ms, **not met: 3.8 x**" in said
    assert "| list | 20.0 ms | 60.0 ms | 3.0 x, **not met: 1.3 x** |" in said
    assert "12.5 s for each 100,000; aim 10 s, **not met: 1.2 x**" in said
    assert "2,999 reports acknowledged, 0 missing, 1 errors" in said
    assert "without an error or a loss: **not met**" in said
