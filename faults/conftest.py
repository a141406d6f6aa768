"""A made board on each database, and somebody who reports on it, for what is tried without load."""

import os
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from bench import boards, postgresql
from bench.browser import Browser, Refused
from bench.load import REPORT
from bench.names import PASSWORD, SECRET, address_of

from .house import Database, House, killable, opened
from .teachers import filled_in


class Reporter(Browser):
    """One teacher with one form after another; an answer is a reference, or the page that came instead."""

    def __init__(self, port: int, cookies: dict[str, str] | None = None) -> None:
        """Somebody who has signed in elsewhere brings the cookies."""
        super().__init__(port, cookies=dict(cookies or {}))
        if cookies is None:
            self.sign_in(address_of("teacher0"), PASSWORD, SECRET)
        self.number = 0

    def form(self) -> dict[str, object]:
        self.number += 1
        return filled_in(
            self.get(REPORT), f"Melding {self.number} over een val van het klimrek, {os.urandom(9).hex()}"
        )

    def send(self, form: dict[str, object]) -> str:
        leads_to, page = self.post(REPORT, form)  # type: ignore[arg-type]
        assert leads_to.endswith("/receipt/"), page
        return leads_to.split("/")[-3]


@contextmanager
def at_work(environment: dict[str, str], folder: Path) -> Iterator[tuple[House, Reporter]]:
    """A server without recurring work, and a teacher who has signed in."""
    with opened(environment, folder / "log", ticks=False) as house, closing(Reporter(house.port)) as teacher:
        yield house, teacher


@contextmanager
def refused(browser: Browser) -> Iterator[list[str]]:
    """The page that came with a 503; anything else fails."""
    pages: list[str] = []
    with pytest.raises(Refused, match="503"):
        yield pages
    pages.append(browser.refusal)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A board on SQLite, to copy from."""
    folder = tmp_path_factory.mktemp("made")
    House(environment(folder / "data"), folder / "log").run("-m", "faults.board")
    return folder / "data"


@pytest.fixture
def on_sqlite(made: Path, tmp_path: Path) -> dict[str, str]:
    shutil.copytree(made, tmp_path / "data")
    return environment(tmp_path / "data")


@pytest.fixture
def database() -> Iterator[Database]:
    try:
        postgresql.find_programs()
    except postgresql.NoPostgreSQL as reason:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(reason))
    with killable() as started:
        for name in (postgresql.MAIN, postgresql.KEYS):
            started.cluster.make(name)
        yield started


@pytest.fixture
def on_postgresql(database: Database, tmp_path: Path) -> dict[str, str]:
    made = environment(tmp_path / "data", database)
    House(made, tmp_path / "making.log").run("-m", "faults.board")
    return made


def environment(data: Path, database: Database | None = None) -> dict[str, str]:
    return boards.environment(data, database.cluster if database else None, postgresql.MAIN)
