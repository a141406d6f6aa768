"""One demonstration and one browser for all journeys; each journey has a browser window of its own."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree

import pytest
from playwright.sync_api import Browser, Page, expect
from playwright.sync_api import TimeoutError as Late

from .house import CHROMIUM, chromium, make_demonstration, server

# Playwright's loop goes on between its calls; Django would take every other test of this process for an async one.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

COACH = "s.elbakkali@vuurvlinder.example.org"
HEAD = "t.haverkort@vuurvlinder.example.org"
CLUSTER = "g.mulderije@wierdenboog.example.org"
BOARD = "h.vanswinderenbos@wierdenboog.example.org"
OFFICER = "z.ozbekli@wierdenboog.example.org"
COUNCIL = "w.vanderleest@vuurvlinder.example.org"
ADMINISTRATOR = "r.ebbingekamp@wierdenboog.example.org"

PHONE, LAPTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 900}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in item.path.parts and CHROMIUM is None:
            item.add_marker(pytest.mark.skip(reason="Chromium is not installed on this machine"))


expect.set_options(timeout=20_000)  # a busy machine is slow, and a test that waits is not wrong


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a demonstration in which nobody ever worked, to copy."""
    folder: Path = tmp_path_factory.mktemp("made")
    make_demonstration(folder)
    return folder


@pytest.fixture(scope="session")
def data(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the demonstration that the journeys share."""
    return copytree(made, tmp_path_factory.mktemp("demonstration") / "data")


@pytest.fixture(scope="session")
def address(data: Path) -> Iterator[str]:
    with server(data) as where:
        yield where


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def enter(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """A window in which somebody of the demonstration has signed in: `enter(HEAD)`."""
    windows = []

    def signed_in(
        email: str, *, size: dict[str, int] = LAPTOP, scripts: bool = True, english: bool = False
    ) -> Page:
        window = browser.new_context(viewport=size, java_script_enabled=scripts, base_url=address)
        if english:
            window.add_cookies([{"name": "django_language", "value": "en", "url": address}])
        windows.append(window)
        page = window.new_page()
        sign_in(page, email)
        return page

    yield signed_in
    for window in windows:
        window.close()


def sign_in(page: Page, email: str) -> None:
    page.goto("/account/login/")
    page.locator(f"form:has(input[name=login][value='{email}']) button").click()
    try:
        page.wait_for_url(lambda url: "/account/" not in url)
    except Late as late:
        raise AssertionError(f"not signed in: {page.url}\n{page.locator('main').inner_text()}") from late
