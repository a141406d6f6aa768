"""The harness itself, on fifty incidents: what it makes is whole, and every page that it asks for answers."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from . import boards, floor, server
from .endurance import endure, lost
from .load import Load
from .measured import summarised


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


def test_of_a_hundred_times_the_95th_counts() -> None:
    measured = summarised([place / 1000 for place in range(1, 101)], cpu_seconds=1.0)

    assert (measured.p50, measured.p95, measured.cpu) == (51.0, 96.0, 10.0)
