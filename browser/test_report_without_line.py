"""A report is written without line: it waits closed on the device, is sent when the line is back, and is recorded once.

The line is a real connection that is cut before, during and after sending; the server is a real one that is killed.
"""

import os
import re
import signal
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from .conftest import COACH, PHONE, sign_in
from .house import awaited, free_port, start_server
from .line import Line, State
from .test_every_page import fits

REPORT = "/incidents/report/"
CANARY = "Zilverreigerkanarie"
NAME = "Ooievaarskanarie"
RECEIPT = re.compile(r"/incidents/[0-9A-Z]{4}-[0-9A-Z]{4}/receipt/|/report/[0-9A-Z]{4}-[0-9A-Z]{4}/receipt/")
READY = """async () => Boolean(
  (await caches.match("/incidents/report/offline/"))
    && (await navigator.serviceWorker.getRegistration("/incidents/report/"))?.active
)"""
STORED = """async () => {
  const databases = await indexedDB.databases();
  const rows = [];
  for (const { name } of databases) {
    const opened = await new Promise((good) => (indexedDB.open(name).onsuccess = (e) => good(e.target.result)));
    for (const store of opened.objectStoreNames) {
      const asked = opened.transaction(store).objectStore(store).getAll();
      rows.push(...(await new Promise((good) => (asked.onsuccess = () => good(asked.result)))));
    }
    opened.close();
  }
  return rows;
}"""
KEPT = """async () => {
  const kept = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) kept.push([request.url, await (await cache.match(request)).text()]);
  }
  return kept;
}"""


class House:
    """A server of its own on the demonstration's data, which can be stopped, killed and started again."""

    def __init__(self, data: Path) -> None:
        self.data, self.port = data, free_port()
        self.start()

    def start(self) -> None:
        self.process = start_server(self.data, self.port)
        awaited(f"http://127.0.0.1:{self.port}", self.process)

    def tell(self, what: signal.Signals) -> None:
        os.killpg(self.process.pid, what)

    def kill(self) -> None:
        self.tell(signal.SIGKILL)
        self.process.wait()

    def ask(self, question: str, *values: object) -> list[tuple]:
        with sqlite3.connect(self.data / "vangnet.sqlite3", timeout=20) as database:
            return database.execute(question, values).fetchall()

    def recorded(self) -> int:
        return self.ask("SELECT count(*) FROM dossiers_dossier")[0][0]

    def end_all_sessions(self) -> None:
        self.ask("DELETE FROM django_session")


@pytest.fixture(scope="module")
def house(data: Path) -> Iterator[House]:
    opened = House(data)
    yield opened
    opened.kill()


@pytest.fixture
def line(house: House) -> Iterator[Line]:
    laid = Line(house.port)
    yield laid
    laid.close()


@pytest.fixture
def window(browser, line: Line) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport=PHONE, base_url=line.address)
    yield opened
    opened.close()


@pytest.fixture
def coach(window: BrowserContext) -> Page:
    """The group teacher's telephone, on which the form without line was laid by the first page."""
    return entered(window, COACH)


def entered(window: BrowserContext, email: str) -> Page:
    page = window.pages[0] if window.pages else window.new_page()
    sign_in(page, email)
    until(lambda: page.evaluate(READY), "the form without line lies on the device")
    return page


def until(holds: Callable[[], object], what: str) -> None:
    for _ in range(200):
        if holds():
            return
        time.sleep(0.05)
    raise AssertionError(f"never: {what}")


def fill_in(page: Page, text: str = CANARY) -> None:
    page.locator("label:has(input[name=category][value=accident])").click()
    page.locator("label:has(input[name=place][value=playground])").click()
    page.locator("textarea[name=text]").fill(text)


def write_without_line(page: Page, line: Line) -> None:
    line.cut()
    page.goto(REPORT)
    fill_in(page)
    page.locator("[data-act=add]").click()
    page.locator(".person-chosen .control").fill(NAME)
    page.locator("input[name^=people_part_][value=victim]").check()
    record(page)
    expect(part(page, "waiting")).to_be_visible()


def record(page: Page) -> None:
    page.locator(".report-end button").click()


def part(page: Page, name: str):
    return page.locator(f"[data-part={name}]")


def waiting(page: Page) -> list[dict]:
    return page.evaluate(STORED)


def nothing_waits(page: Page) -> bool:
    return waiting(page) == []


def test_written_without_line_it_waits_and_is_sent_when_the_line_is_back(house, line, coach):
    before = house.recorded()
    write_without_line(coach, line)

    assert house.recorded() == before
    assert len(waiting(coach)) == 1
    assert coach.locator("textarea").count() == 0, "the text has left the screen"
    assert fits(coach)
    coach.reload()
    expect(part(coach, "waiting")).to_be_visible()
    line.state = State.OPEN
    coach.locator("unsent-reports [data-act=send]").click()
    expect(part(coach, "sent")).to_be_visible()

    assert house.recorded() == before + 1
    assert nothing_waits(coach)
    coach.locator("[data-part=sent] a").click()
    expect(coach.locator("main")).to_contain_text(re.compile("[0-9A-Z]{4}-[0-9A-Z]{4}"))
