"""Makes the pictures of the README and the docs from the running demonstration: `make pictures`."""

import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page

from .conftest import BOARD, COACH, HEAD, LAPTOP, PHONE
from .house import chromium, make_demonstration, server
from .test_every_page import first_dossier

OF_THE_HEAD = {
    "desk": "/",
    "incidents": "/incidents/",
    "year": "/incidents/year/",
    "duties": "/duties/",
    "plan": "/plan/",
}
WHERE = Path(__file__).parent.parent / "docs" / "pictures"


def main() -> None:
    WHERE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        make_demonstration(Path(folder))
        with server(Path(folder)) as address, chromium() as browser:
            _photograph(browser, address)


def _photograph(browser: Browser, address: str) -> None:
    for name, size in (("desktop", LAPTOP), ("phone", PHONE)):
        page = _entered(browser, address, HEAD, size)
        for picture, path in OF_THE_HEAD.items():
            _take(page, path, f"{picture}-{name}")
        page.goto("/incidents/")
        _take(page, first_dossier(page), f"dossier-{name}")
        teacher = _entered(browser, address, COACH, size)
        _take(teacher, "/incidents/report/", f"report-{name}")
    _take(_entered(browser, address, BOARD, LAPTOP), "/duties/board/", "board-desktop")
    dark = _entered(browser, address, HEAD, LAPTOP, scheme="dark")
    _take(dark, "/", "desk-dark")


def _entered(browser: Browser, address: str, email: str, size: dict[str, int], scheme: str = "light") -> Page:
    page = browser.new_page(base_url=address, viewport=size, color_scheme=scheme)  # type: ignore[arg-type]
    page.goto("/account/login/")
    page.locator(f"form:has(input[name=login][value='{email}']) button").click()
    page.wait_for_url("**/")
    return page


def _take(page: Page, path: str, name: str) -> None:
    page.goto(path, wait_until="networkidle")
    page.screenshot(path=WHERE / f"{name}.png")


if __name__ == "__main__":
    main()
