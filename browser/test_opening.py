"""Opening a dossier with scripts: who is chosen comes into the page, and what was typed stays where it is."""

import re

from playwright.sync_api import expect

from .conftest import COACH, PHONE
from .test_every_page import hindrances


def test_a_report_of_bullying_is_recorded_on_a_phone_and_waits_for_a_talk(enter):
    page = enter(COACH, size=PHONE)
    page.goto("/dossiers/open/bullying/")
    page.locator("textarea[name=text]").fill("Ze lachen om zijn schoenen, elke dag.")

    page.locator("#people-found button").first.click()
    expect(page.locator(".person-chosen > li")).to_have_count(1)
    page.locator("#people-found button[name=people_add]").first.click()
    expect(page.locator(".person-chosen > li")).to_have_count(2)
    expect(page.locator("textarea[name=text]")).to_have_value("Ze lachen om zijn schoenen, elke dag.")
    assert hindrances(page) == []

    page.locator(".person-chosen button[name=people_remove]").last.click()
    expect(page.locator(".person-chosen > li")).to_have_count(1)
    page.locator("input[name^=people_part_][value=bullied]").check()
    page.locator("label:has(input[name=source][value=pupil])").click()
    page.locator("main form button[data-kind=primary]").click()

    page.wait_for_url(re.compile(r"/dossiers/\w{4}-\w{4}/$"))
    expect(page.locator("main")).to_contain_text("Ze lachen om zijn schoenen")
    assert hindrances(page) == []
