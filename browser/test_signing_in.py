"""Signing in as people live it: a session that ended while writing, a parent who walks in, the school's own account."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from vangnet.core.access.tests.provider.people import CLIENT, PASSWORD, SECRET

from .conftest import COACH, PHONE
from .house import free_port, server
from .test_every_page import fits, hindrances

TOLD = "Kees gooide zand in de ogen van Noor."


def end_sessions(data: Path, email: str) -> None:
    """As if half an hour had gone by without a request."""
    with closing(sqlite3.connect(data / "vangnet.sqlite3")) as database, database:
        database.execute(
            "UPDATE access_session SET expire_date = '2026-01-01 00:00:00' "
            "WHERE account_id = (SELECT id FROM access_account WHERE email = ?)",
            [email],
        )


def write(page: Page) -> None:
    page.goto("/incidents/report/")
    page.locator("label:has(input[name=category][value=accident])").click()
    page.locator("label:has(input[name=place][value=playground])").click()
    page.locator("textarea[name=text]").fill(TOLD)


def test_without_scripts_a_report_sent_after_the_session_ended_comes_back_and_is_recorded(enter, data):
    """With scripts the device itself keeps it (`test_report_without_line.py`)."""
    page = enter(COACH, size=PHONE, scripts=False, english=True)
    write(page)
    end_sessions(data, COACH)

    page.locator(".report-end button").click()
    page.wait_for_url("**/account/login/**")
    expect(page.locator("main")).to_contain_text("is kept: sign in")
    page.locator(f"form:has(input[name=login][value='{COACH}']) button").click()
    page.wait_for_url("**/account/kept/")
    expect(page.locator("main")).to_contain_text(TOLD)
    page.get_by_role("button", name="Send it now").click()
    page.wait_for_url("**/receipt/")

    page.go_back()
    expect(page.locator("body")).not_to_be_empty()


def test_a_search_after_the_session_ended_leaves_what_was_written_alone(enter, data):
    page = enter(COACH, english=True)
    write(page)
    end_sessions(data, COACH)

    page.locator("input[type=search]").first.press_sequentially("noor", delay=30)

    expect(page.locator("body")).to_contain_text("What you wrote is still here")
    assert page.locator("textarea[name=text]").input_value() == TOLD


def is_neutral(page: Page) -> None:
    page.wait_for_url("**/blank/")
    expect(page.locator("body")).not_to_contain_text("Vangnet")
    assert "Vangnet" not in page.title()


def test_escape_twice_leaves_nothing_readable_also_behind_the_back_button(enter):
    page = enter(COACH, english=True)
    page.goto("/incidents/")

    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    is_neutral(page)
    page.go_back()
    is_neutral(page)
    page.goto("/incidents/")
    is_neutral(page)
    assert hindrances(page) == []

    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Password").fill("vangnet demo")
    page.get_by_role("button", name="Go on").click()
    page.wait_for_url("**/")
    page.goto("/incidents/")
    expect(page.locator("h1")).to_be_visible()


def test_one_escape_or_two_slow_ones_or_one_for_a_menu_blank_nothing(enter):
    page = enter(COACH, english=True)
    page.goto("/incidents/")

    page.keyboard.press("Escape")
    page.wait_for_timeout(700)
    page.keyboard.press("Escape")
    page.wait_for_timeout(700)
    page.locator("details.menu summary").first.click()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.wait_for_timeout(300)

    assert page.url.endswith("/incidents/")


def test_the_key_can_be_turned_off_and_the_button_stays(enter):
    page = enter(COACH, english=True)
    page.goto("/account/sessions/")
    page.get_by_role("button", name="Do not use the Escape key on this device").click()

    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.wait_for_timeout(300)
    assert page.url.endswith("/account/sessions/")

    page.get_by_role("button", name="Blank this screen").click()
    is_neutral(page)


def test_without_scripts_the_button_blanks_and_the_back_button_shows_nothing(enter):
    page = enter(COACH, size=PHONE, scripts=False, english=True)
    page.goto("/incidents/")

    page.get_by_role("button", name="Blank this screen").click()
    is_neutral(page)
    page.go_back()
    is_neutral(page)


@pytest.fixture
def school_account(data: Path) -> Iterator[str]:
    """The server with a real provider beside it, on another port."""
    port = free_port()
    command = [sys.executable, "-m", "vangnet.core.access.tests.provider"]
    back = f"http://127.0.0.1:{port}/account/school/other/back/"
    provider = subprocess.Popen([*command, back], stdout=subprocess.PIPE, text=True)
    assert provider.stdout
    settings = {
        "OIDC_NAME": "Boomgaard",
        "OIDC_ISSUER": f"http://127.0.0.1:{provider.stdout.readline().strip()}",
        "OIDC_CLIENT_ID": CLIENT,
        "OIDC_CLIENT_SECRET": SECRET,
        "OIDC_DOMAINS": "vuurvlinder.example.org",
    }
    try:
        with server(data, port, settings=settings) as address:
            yield address
    finally:
        provider.kill()
        provider.wait()
        provider.stdout.close()


def test_one_signs_in_through_the_school_s_own_account(browser: Browser, school_account: str):
    window = browser.new_context(base_url=school_account, viewport=PHONE)
    window.add_cookies([{"name": "django_language", "value": "en", "url": school_account}])
    page = window.new_page()
    page.goto("/account/login/?next=/incidents/")

    page.get_by_role("link", name="Sign in through Boomgaard").click()
    page.locator("input[name=login]").fill("demonstration")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("button[type=submit]").first.click()
    expect(page.locator("h1")).to_have_text("Is this you?")
    assert fits(page)
    assert hindrances(page) == []
    # axe asks for style sheets with the cookies of now; an answer that comes later would take the new session away
    page.reload()
    page.get_by_role("button", name="Yes, that is me").click()

    page.wait_for_url(lambda url: urlsplit(url).path == "/incidents/")
    page.goto("/account/sessions/")
    expect(page.locator("main")).to_contain_text("You also sign in through Boomgaard.")
    window.close()
