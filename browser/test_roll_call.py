"""A roll-call on two phones at once, one of which loses its line in the middle; and what each of them keeps of it.

The lines are real connections that are cut. What lies on a phone is read from the browser's own stores and files.
"""

import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from .conftest import COACH, HEAD, sign_in
from .house import CHROMIUM, QUIET, free_port, server
from .line import Line, State
from .test_every_page import fits, hindrances
from .test_report_without_line import KEPT, STORED, found_on_disk

PAGE = "/roll-call/"
SMALL = {"width": 360, "height": 740}
LEAST = 56  # CSS pixels, for cold fingers
VISITOR = "Zilverreigerkanarie"
READY = """async () => Boolean(
  (await caches.match("/roll-call/offline/"))
    && (await navigator.serviceWorker.getRegistration("/roll-call/"))?.active
)"""
# How many keys that are no bytes lie in each row.
KEYS = """async () => {
  const opening = indexedDB.open("vangnet_roll_call");
  const opened = await new Promise((good) => (opening.onsuccess = () => good(opening.result)));
  const asked = opened.transaction("rows").objectStore("rows").getAll();
  const rows = await new Promise((good) => (asked.onsuccess = () => good(asked.result)));
  opened.close();
  return rows.map((row) => Object.values(row).filter((value) => value instanceof CryptoKey).length);
}"""
MERGING = """() => performance.getEntriesByType("resource")
  .map((one) => one.name).find((name) => name.includes("/phone/merging"))"""
WORDS = "SELECT count(*) FROM rollcall_word WHERE roll_call_id = (SELECT max(id) FROM rollcall_rollcall)"
DATABASES = "async () => (await indexedDB.databases()).map((one) => one.name)"


class School:
    """A server of its own on the demonstration's data, with a line for each phone."""

    def __init__(self, data: Path, port: int, browser: Browser) -> None:
        self.data, self.port, self.browser = data, port, browser
        self.windows: list[BrowserContext] = []
        self.lines: list[Line] = []

    def line(self) -> Line:
        self.lines.append(Line(self.port))
        return self.lines[-1]

    def phone(self, email: str, line: Line | None = None, *, scripts: bool = True) -> Page:
        where = (line or self.line()).address
        window = self.browser.new_context(viewport=SMALL, base_url=where, java_script_enabled=scripts)
        self.windows.append(window)
        page = window.new_page()
        sign_in(page, email)
        page.goto(PAGE)
        return page

    def ask(self, question: str) -> list[tuple]:
        with sqlite3.connect(self.data / "vangnet.sqlite3", timeout=20) as database:
            return database.execute(question).fetchall()

    def end(self) -> None:
        for window in self.windows:
            window.close()
        for line in self.lines:
            line.close()


@pytest.fixture(scope="module")
def port(data: Path) -> Iterator[int]:
    chosen = free_port()
    with server(data, chosen):
        yield chosen


@pytest.fixture
def school(data: Path, port: int, browser: Browser) -> Iterator[School]:
    opened = School(data, port, browser)
    yield opened
    opened.ask("UPDATE rollcall_rollcall SET closed_at = '2099-01-01' WHERE closed_at IS NULL")
    opened.end()


def until(holds: Callable[[], object], what: str) -> None:
    for _ in range(600):
        if holds():
            return
        time.sleep(0.05)
    raise AssertionError(f"never: {what}")


def start(page: Page) -> None:
    page.locator("label:has(input[value=drill])").click()
    page.locator("main form button[data-kind=primary]").click()
    expect(part(page, "phone")).to_be_visible()


def part(page: Page, name: str) -> Locator:
    return page.locator(f"roll-call [data-part={name}]")


def count(page: Page, name: str) -> Locator:
    return page.locator(f"roll-call [data-text=count-{name}]")


def open_group(page: Page, place: int = 0) -> None:
    page.locator(".roll-groups li button").nth(place).click()
    expect(part(page, "names")).to_be_visible()


def back(page: Page) -> None:
    page.locator("[data-act=back]").click()


def tap(page: Page, place: int, said: str) -> str:
    row = page.locator(".roll-row").nth(place)
    row.locator(f"button[data-said={said}]").click()
    expect(row.locator(f"button[data-said={said}]")).to_have_attribute("aria-pressed", "true")
    return row.locator(".roll-name").inner_text()


def close(page: Page) -> None:
    part(page, "close").click()
    page.wait_for_url("**/close/")
    confirm = page.locator("input[name=confirmed]")
    if confirm.count():
        confirm.check()
    page.locator("main form button[data-kind=danger]").click()
    page.wait_for_url("**/roll-call/*-*/")


def names_in(page: Page) -> list[str]:
    return page.locator(".roll-name").all_inner_texts()


def test_two_phones_one_of_which_loses_its_line_end_with_the_same_and_lose_nothing(school):
    line = school.line()
    teacher, head = school.phone(COACH, line), school.phone(HEAD)
    start(teacher)
    expect(part(head, "phone")).to_be_visible()  # nobody pressed anything there
    expected = int(count(head, "uncalled").inner_text())
    open_group(teacher)
    first = tap(teacher, 0, "present")
    expect(count(head, "present")).to_have_text("1")

    line.cut()
    missing, other = tap(teacher, 1, "missing"), tap(teacher, 2, "present")
    expect(part(teacher, "far")).to_be_visible()
    expect(teacher.locator("roll-call [data-text=waiting]")).to_have_text("2")
    until(lambda: READY and teacher.evaluate(READY), "the page without line lies on the phone")
    teacher.reload()  # as when the battery was empty: the page comes from the phone itself
    expect(part(teacher, "phone")).to_be_visible()
    expect(count(teacher, "missing")).to_have_text("1")
    expect(part(teacher, "missing")).to_contain_text(missing)
    open_group(teacher)
    tap(teacher, 3, "not_in")
    group = head.locator(".roll-groups li button", has_text=group_of(teacher))
    group.click()
    tap(head, 2, "missing")  # who, without line, was called present a moment before
    back(head)
    assert int(count(head, "uncalled").inner_text()) == expected - 2

    line.state = State.OPEN
    for phone in (teacher, head):
        expect(count(phone, "missing")).to_have_text("2")
        expect(count(phone, "present")).to_have_text("1")
        expect(count(phone, "not_in")).to_have_text("1")
    expect(part(head, "missing")).to_contain_text(missing)
    expect(part(head, "clashing")).to_contain_text(other)
    expect(part(teacher, "waiting")).to_be_hidden()
    assert school.ask(WORDS) == [(5,)]
    assert first in names_in(teacher)

    head.locator("[data-part=missing] li", has_text=missing).get_by_role("button").click()
    expect(count(teacher, "missing")).to_have_text("1")
    close(head)
    expect(part(teacher, "closed")).to_be_visible()
    for phone in (teacher, head):
        until(lambda phone=phone: "vangnet_roll_call" not in phone.evaluate(DATABASES), "nothing is left")
    assert "vangnet_roll_call" not in teacher.evaluate("document.cookie")
    assert missing not in teacher.content()
    assert school.ask(WORDS) == [(0,)]
    assert missing in head.locator("main").inner_text()


def group_of(page: Page) -> str:
    return page.locator("[data-part=names] h2").inner_text()


def test_a_phone_that_is_back_after_closing_tells_what_it_had_and_keeps_nothing(school):
    line = school.line()
    teacher, head = school.phone(COACH, line), school.phone(HEAD)
    start(teacher)
    open_group(teacher)
    tap(teacher, 0, "present")
    expect(count(head, "present")).to_have_text("1")
    line.cut()
    missing = tap(teacher, 1, "missing")
    close(head)
    record = head.url
    assert missing not in head.locator("main").inner_text()
    line.state = State.OPEN
    expect(part(teacher, "closed")).to_be_visible()

    until(lambda: "vangnet_roll_call" not in teacher.evaluate(DATABASES), "nothing is left")
    head.goto(record)
    assert missing in head.locator("main").inner_text()


def test_nothing_that_lies_on_a_phone_can_be_read_while_it_runs_nor_found_afterwards(
    school, browser, tmp_path
):
    """All stores of the browser, and every byte of its folder, while it runs and after it was closed."""
    line = school.line()
    window = browser.browser_type.launch_persistent_context(
        tmp_path, executable_path=CHROMIUM, args=QUIET, base_url=line.address, viewport=SMALL
    )
    school.windows.append(window)
    page = window.pages[0]
    sign_in(page, HEAD)
    page.goto(PAGE)
    start(page)
    until(lambda: page.evaluate(READY), "the page without line lies on the phone")
    open_group(page)
    name = tap(page, 0, "missing")
    line.cut()
    tap(page, 1, "present")
    back(page)
    page.locator(".roll-groups li button").last.click()
    page.locator("#roll-name").fill(VISITOR)
    page.locator("label:has(#roll-visitor)").click()
    page.locator("[data-part=add] button").click()
    expect(page.locator(".roll-name")).to_have_text([VISITOR])
    family = name.split()[-1]
    stored = str([page.evaluate(STORED), page.evaluate("[{...localStorage}, {...sessionStorage}]")])
    kept = page.evaluate(KEPT)
    keys = page.evaluate(KEYS)

    assert len(keys) >= 5
    assert set(keys) == {0}, "no key lies there that opens anything"
    for word in (name, family, VISITOR, "pupil-", "not_in"):
        assert word not in stored, word
    for word in (name, family, VISITOR, "csrfmiddlewaretoken", "data-secret"):
        assert not [url for url, text in kept if "/static/" not in url and word in text], word
    assert found_on_disk(tmp_path, VISITOR) == []
    assert found_on_disk(tmp_path, name) == []

    line.state = State.OPEN
    back(page)
    expect(part(page, "waiting")).to_be_hidden()
    close(page)
    until(lambda: "vangnet_roll_call" not in page.evaluate(DATABASES), "nothing is left")
    window.close()
    assert found_on_disk(tmp_path, VISITOR) == []


def test_signing_out_takes_the_list_from_the_phone(school):
    page = school.phone(COACH)
    start(page)
    open_group(page)
    name = tap(page, 0, "present")
    expect(part(page, "near")).to_be_visible()
    expect(part(page, "waiting")).to_be_hidden()
    page.locator("header summary").click()
    page.locator("header form[action='/account/logout/'] button").click()
    page.wait_for_url("**/account/login/")

    until(lambda: "vangnet_roll_call" not in page.evaluate(DATABASES), "nothing is left")
    assert "vangnet_roll_call" not in page.evaluate("document.cookie")
    page.context.set_offline(True)
    page.goto(PAGE)
    expect(part(page, "ended")).to_be_visible()
    assert name not in page.content()


def test_a_session_that_ended_without_line_locks_the_list_and_keeps_the_words(school):
    line = school.line()
    page = school.phone(COACH, line)
    start(page)
    open_group(page)
    tap(page, 0, "present")
    expect(part(page, "waiting")).to_be_hidden()
    line.cut()
    name = tap(page, 1, "missing")
    school.ask("DELETE FROM access_session")
    page.context.clear_cookies(name="vangnet_roll_call")  # as the phone's own clock does
    expect(part(page, "ended")).to_be_visible()
    assert name not in page.content()
    rows = page.evaluate(STORED)
    assert ["parcel" in row for row in rows] == [True]

    line.state = State.OPEN
    sign_in(page, COACH)
    page.goto(PAGE)
    expect(count(page, "missing")).to_have_text("1")
    expect(part(page, "missing")).to_contain_text(name)


def test_a_phone_that_lost_its_power_keeps_its_words_and_tells_them_after_signing_in(
    school, browser, tmp_path
):
    line, head = school.line(), school.phone(HEAD)

    def started() -> Page:
        window = browser.browser_type.launch_persistent_context(
            tmp_path, executable_path=CHROMIUM, args=QUIET, base_url=line.address, viewport=SMALL
        )
        school.windows.append(window)
        return window.pages[0]

    page = started()
    sign_in(page, COACH)
    page.goto(PAGE)
    start(page)
    open_group(page)
    line.cut()
    name = tap(page, 0, "missing")
    page.context.close()
    page = started()  # the session's secret ended with the browser
    line.state = State.OPEN
    sign_in(page, COACH)  # any page sends what waits

    expect(part(head, "missing")).to_contain_text(name)


def test_a_screen_that_is_blanked_loses_the_list(school):
    page = school.phone(COACH)
    start(page)
    open_group(page)
    name = tap(page, 0, "missing")
    expect(part(page, "waiting")).to_be_hidden()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.wait_for_url("**/blank/")

    assert "vangnet_roll_call" not in page.evaluate("document.cookie")
    page.context.set_offline(True)
    page.goto(PAGE)
    expect(part(page, "ended")).to_be_visible()
    assert name not in page.content()
    until(lambda: "vangnet_roll_call" not in page.evaluate(DATABASES), "nothing is left")


def test_the_page_hinders_nobody_and_is_for_cold_fingers(school):
    page = school.phone(HEAD)
    troubles: list[str] = []
    page.on("console", lambda said: troubles.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    assert fits(page)
    start(page)
    open_group(page)
    tap(page, 0, "missing")
    assert fits(page)
    for button in page.locator(".roll-row button").all()[:6]:
        box = button.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= LEAST
    sizes = page.locator("roll-call").evaluate(
        "root => [...root.querySelectorAll('*')].filter((one) => one.offsetParent && one.textContent.trim())"
        ".map((one) => parseFloat(getComputedStyle(one).fontSize))"
    )
    assert min(sizes) >= 15
    assert troubles == []
    assert hindrances(page) == []
    back(page)
    assert hindrances(page) == []
    assert fits(page)


def test_with_the_keyboard_alone_names_are_called_and_the_focus_is_never_lost(school):
    page = school.phone(HEAD)
    start(page)
    group = page.locator(".roll-groups li button").first
    group.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "H2"
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(count(page, "missing")).to_have_text("1")
    name = page.locator(".roll-name").first.inner_text()
    assert page.evaluate("document.activeElement.getAttribute('aria-label')").startswith(f"{name}: ")
    page.locator("[data-act=back]").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('li').dataset.about").startswith("group-")
    page.locator("[data-part=missing] button").focus()
    page.keyboard.press("Enter")
    expect(count(page, "missing")).to_have_text("0")
    assert page.evaluate("document.activeElement !== document.body")


def test_without_scripts_a_plain_form_for_each_group_does_the_same(school):
    page = school.phone(COACH, scripts=False)
    page.locator("label:has(input[value=drill])").click()
    page.locator("main form button[data-kind=primary]").click()
    page.locator(".roll-groups a").first.click()
    name = page.locator(".roll-row legend").first.inner_text()
    page.locator(".roll-row").first.locator("label[data-said=missing]").click()
    assert fits(page)
    page.locator("main form button[data-kind=primary]").click()

    expect(part(page, "plain").locator(".roll-missing")).to_contain_text(name)
    expect(part(page, "plain").locator("[data-said=missing] dd")).to_have_text("1")
    head = school.phone(HEAD)
    expect(count(head, "missing")).to_have_text("1")


def test_the_phone_reckons_as_the_server_does(school):
    """The cases of the rule that `vangnet/rollcall/tests/test_merging.py` has in Python."""
    page = school.phone(HEAD)
    script = page.evaluate(MERGING)
    word = {"about": "a", "answers": None, "by": 1, "name": "", "at": 1, "said": "present", "token": "1"}
    cases = [
        ([word, word | {"token": "2", "by": 2, "at": 2, "said": "missing"}], "2"),
        ([word | {"at": 9}, word | {"token": "2", "by": 2, "at": 2, "said": "missing", "answers": "1"}], "2"),
        ([word | {"token": "9"}, word | {"token": "2", "by": 2, "said": "missing"}], "2"),
        ([word | {"answers": "2"}, word | {"token": "2", "at": 2, "answers": "1"}], "2"),
    ]
    for words, holds in cases:
        for given in (words, words[::-1], words * 2):
            found = page.evaluate(
                "async ([script, words]) => (await import(script)).standing(words).get('a').word.token",
                [script, given],
            )
            assert found == holds
