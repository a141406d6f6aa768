"""Signing in as people live it: a session that ended while writing, a parent who walks in, the school's own account."""

import sqlite3
from contextlib import closing
from pathlib import Path

from playwright.sync_api import Page, expect

from .conftest import COACH, PHONE
from .test_every_page import hindrances

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
