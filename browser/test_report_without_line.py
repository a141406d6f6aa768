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
from playwright.sync_api import BrowserContext, Locator, Page, expect

from .conftest import COACH, HEAD, LAPTOP, PHONE, sign_in
from .house import CHROMIUM, QUIET, awaited, free_port, start_server
from .line import Line, State
from .test_every_page import fits, hindrances

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
        """As when they had been left alone for too long."""
        self.ask("UPDATE access_session SET expire_date = '2026-01-01 00:00:00'")

    def sign_out_everywhere(self) -> None:
        self.ask("DELETE FROM access_session")


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
    for _ in range(600):
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


def line_is_back(line: Line, page: Page) -> None:
    """Presses the button as somebody would; the page may have sent by itself a moment before."""
    line.state = State.OPEN
    page.locator("unsent-reports [data-act=send]").dispatch_event("click")


def part(page: Page, name: str) -> Locator:
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
    expect(part(coach, "waiting").locator("[data-act=send]")).to_be_visible()
    line_is_back(line, coach)
    expect(part(coach, "sent")).to_be_visible()

    assert house.recorded() == before + 1
    assert nothing_waits(coach)
    coach.locator("[data-part=sent] a").click()
    expect(coach.locator("main")).to_contain_text(re.compile("[0-9A-Z]{4}-[0-9A-Z]{4}"))


@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_the_form_without_line_hinders_nobody(house, line, coach, size):
    coach.set_viewport_size(size)
    line.cut()
    coach.goto(REPORT)
    coach.locator("[data-act=add]").click()
    record(coach)

    assert waiting(coach) == [], "what is missing is said by the browser, before anything is kept"
    assert coach.evaluate("document.activeElement.name") == "category"
    assert hindrances(coach) == []
    assert fits(coach)


def test_the_line_drops_before_the_open_form_is_sent(house, line, coach):
    before = house.recorded()
    coach.goto(REPORT)
    fill_in(coach)
    line.cut()
    record(coach)
    expect(part(coach, "waiting")).to_be_visible()
    assert hindrances(coach) == []
    line_is_back(line, coach)

    coach.wait_for_url("**/receipt/")
    assert house.recorded() == before + 1
    assert nothing_waits(coach)


@pytest.mark.parametrize(("state", "arrives"), [(State.SWALLOWS_FORMS, 0), (State.SWALLOWS_ANSWERS, 1)])
def test_the_line_drops_while_it_is_sent_or_before_the_answer_is_there(house, line, coach, state, arrives):
    before = house.recorded()
    coach.goto(REPORT)
    fill_in(coach)
    line.state = state
    record(coach)
    expect(part(coach, "waiting")).to_be_visible()

    assert house.recorded() == before + arrives
    line_is_back(line, coach)
    coach.wait_for_url("**/receipt/")
    assert line.reports_sent > 1, "browsers send a form again by themselves, too, when a connection broke"
    assert house.recorded() == before + 1, "the same form is recorded once"
    assert nothing_waits(coach)


def test_the_server_is_killed_while_it_reads_the_report(house, line, coach):
    before = house.recorded()
    coach.goto(REPORT)
    fill_in(coach)
    house.tell(signal.SIGSTOP)
    record(coach)
    until(lambda: line.reports_sent == 1, "the report is on its way")
    house.kill()
    expect(part(coach, "waiting")).to_be_visible()
    house.start()

    coach.wait_for_url("**/receipt/")  # nobody presses anything
    assert house.recorded() == before + 1
    assert nothing_waits(coach)


def test_a_session_that_ended_meanwhile_sends_nothing_until_the_same_person_signs_in(house, line, coach):
    before = house.recorded()
    coach.goto(REPORT)
    fill_in(coach)
    house.end_all_sessions()
    record(coach)
    expect(part(coach, "ended")).to_be_visible()

    assert coach.locator("textarea").count() == 0
    assert "vangnet_line" not in coach.evaluate("document.cookie")
    coach.goto("/")
    expect(part(coach, "unknown")).to_be_visible()
    assert CANARY not in coach.content()
    assert house.recorded() == before
    sign_in(coach, COACH)
    expect(part(coach, "sent")).to_be_visible()
    assert house.recorded() == before + 1
    assert nothing_waits(coach)


def test_a_session_that_ended_while_there_was_no_line_is_found_out_when_there_is_one(house, line, coach):
    before = house.recorded()
    write_without_line(coach, line)
    house.sign_out_everywhere()
    line_is_back(line, coach)
    expect(part(coach, "ended")).to_be_visible()
    coach.locator("[data-part=ended] a").click()
    coach.locator(f"form:has(input[name=login][value='{COACH}']) button").click()

    expect(part(coach, "sent")).to_be_visible()
    assert house.recorded() == before + 1


def test_somebody_else_sees_that_something_waits_and_can_neither_open_nor_send_it(house, line, window, coach):
    before = house.recorded()
    write_without_line(coach, line)
    window.clear_cookies()
    line.state = State.OPEN
    other = entered(window, HEAD)
    expect(part(other, "others")).to_be_visible()
    expect(part(other, "waiting")).to_be_hidden()
    sealed = waiting(other)[0]["sealed"]
    answer = other.request.post(
        REPORT,
        form={"sealed": sealed},
        headers={"X-CSRFToken": other.locator("[name=csrfmiddlewaretoken]").first.input_value()},
    )

    assert answer.status == 409
    assert CANARY not in answer.text()
    assert house.recorded() == before
    window.clear_cookies()
    sign_in(other, COACH)
    expect(part(other, "sent")).to_be_visible()
    assert house.recorded() == before + 1


def test_two_tabs_send_once(house, line, window, coach):
    before = house.recorded()
    write_without_line(coach, line)
    second = window.new_page()
    second.goto(REPORT)
    expect(part(second, "waiting")).to_be_visible()
    line.state = State.OPEN
    for tab in (coach, second):
        tab.evaluate("dispatchEvent(new Event('online'))")
    for tab in (coach, second):  # either of them sends
        expect(part(tab, "waiting")).to_be_hidden()

    assert line.reports_sent == 1
    assert house.recorded() == before + 1


def test_what_is_refused_is_shown_to_be_mended_and_is_not_sent_again_by_itself(house, line, coach):
    before = house.recorded()
    write_without_line(coach, line)
    house.ask("UPDATE incidents_category SET until = '2020-01-01' WHERE key = 'accident'")
    line.state = State.OPEN
    try:
        coach.goto("/")
        expect(part(coach, "refused")).to_be_visible()
        sent = line.reports_sent
        coach.goto("/incidents/")
        expect(part(coach, "refused")).to_be_visible()
        assert line.reports_sent == sent
        assert house.recorded() == before
        coach.locator("[data-part=refused] form button").click()
        expect(coach.locator("textarea[name=text]")).to_have_value(CANARY)
        coach.locator("label:has(input[name=category][value=medical])").click()
        record(coach)
        coach.wait_for_url("**/receipt/")
    finally:
        house.ask("UPDATE incidents_category SET until = NULL WHERE key = 'accident'")

    assert house.recorded() == before + 1
    assert nothing_waits(coach)
    assert coach.locator("main").get_by_role("link", name=re.compile("register", re.IGNORECASE)).count() == 1


def test_signing_out_warns_once_and_takes_the_key_away(house, line, coach):
    write_without_line(coach, line)
    line.state = State.SWALLOWS_FORMS
    coach.goto("/")
    expect(part(coach, "waiting")).to_be_visible()
    coach.locator("header summary").click()
    leave = coach.locator("header form[action='/account/logout/'] button")
    leave.click()
    expect(part(coach, "leaving")).to_be_visible()
    coach.locator("header summary").click()
    leave.click()
    coach.wait_for_url("**/account/login/")
    expect(part(coach, "unknown")).to_be_visible()

    assert "vangnet_line" not in coach.evaluate("document.cookie")
    line.cut()
    coach.goto(REPORT)
    expect(part(coach, "closed")).to_be_visible()
    expect(coach.locator("form.report")).to_be_hidden()


def test_what_waits_can_be_removed_by_its_writer(house, line, coach):
    before = house.recorded()
    write_without_line(coach, line)
    coach.locator(".unsent-list summary").click()
    coach.locator(".unsent-list [data-act=remove]").click()
    expect(part(coach, "waiting")).to_be_hidden()

    assert nothing_waits(coach)
    assert house.recorded() == before


def test_where_workers_are_blocked_reporting_works_and_a_dropped_line_loses_nothing(house, line, browser):
    before = house.recorded()
    window = browser.new_context(base_url=line.address, service_workers="block")
    page = window.new_page()
    sign_in(page, COACH)
    page.goto(REPORT)
    fill_in(page)
    record(page)
    page.wait_for_url("**/receipt/")
    assert house.recorded() == before + 1

    page.goto(REPORT)
    fill_in(page)
    line.cut()
    record(page)
    expect(part(page, "waiting")).to_be_visible()
    line_is_back(line, page)
    page.wait_for_url("**/receipt/")
    assert house.recorded() == before + 2
    window.close()


def test_nothing_that_was_written_can_be_found_on_the_device(house, line, browser, tmp_path):
    """All stores of the browser, and every byte of its folder, while it waits and after the browser was closed."""

    def started() -> BrowserContext:
        return browser.browser_type.launch_persistent_context(
            tmp_path, executable_path=CHROMIUM, args=QUIET, base_url=line.address, viewport=PHONE
        )

    window = started()
    page = entered(window, COACH)
    name = page.locator(".menu summary .name").inner_text()
    page.goto("/incidents/")
    page.goto("/")
    write_without_line(page, line)
    kept = page.evaluate(KEPT)
    stored = str([waiting(page), page.evaluate("[{...localStorage}, {...sessionStorage}]")])
    window.close()

    assert len(kept) > 20
    assert {REPORT in url for url, _text in kept if "/static/" not in url} == {True}
    for word in (CANARY, NAME, name, "csrfmiddlewaretoken", "data-key"):
        assert not [url for url, text in kept if word in text and "/static/" not in url], word
    assert CANARY not in stored
    assert NAME not in stored
    assert found_on_disk(tmp_path, CANARY) == found_on_disk(tmp_path, NAME) == []

    window = started()
    page = window.pages[0]
    page.goto(REPORT)
    expect(part(page, "closed")).to_be_visible()
    expect(part(page, "unknown")).to_be_visible()
    line.state = State.OPEN
    sign_in(page, COACH)
    expect(part(page, "sent")).to_be_visible()
    assert nothing_waits(page)
    window.close()
    assert found_on_disk(tmp_path, CANARY) == []


def found_on_disk(folder: Path, word: str) -> list[Path]:
    """Files that hold the word, in the two ways in which a browser writes text."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert len(files) > 20
    return [
        path for path in files for code in ("utf-8", "utf-16-le") if word.encode(code) in path.read_bytes()
    ]
